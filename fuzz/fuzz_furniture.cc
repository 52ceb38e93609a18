// Finds furniture in any bytes, the first line of which may be taken as the title. What
// is found is in order, apart, made of whole lines, and inside the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/furniture.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\xC2\xA0") == std::string_view::npos;
}

void check(std::string_view text, std::optional<std::string_view> title) {
  size_t reached = 0;
  for (unspin::ByteSpan span : unspin::find_furniture(text, title)) {
    require(reached <= span.start && span.start < span.end && span.end <= text.size());
    size_t line = span.start == 0 ? 0 : text.rfind('\n', span.start - 1) + 1;
    size_t end = std::min(text.find('\n', span.end), text.size());
    require(is_blank(text.substr(line, span.start - line)));
    require(is_blank(text.substr(span.end, end - span.end)));
    reached = end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, {});
  size_t end = std::min(text.find('\n'), text.size());
  check(text.substr(end), text.substr(0, end));
  return 0;
}
