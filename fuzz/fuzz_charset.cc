// Bytes in any encoding, declared as any, become UTF-8; what is UTF-8 stays as it is.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/charset.h"
#include "base/charset_labels.h"
#include "corpus/kind.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  auto labels = unspin::charset_labels();
  std::string_view label = labels[data[0] % labels.size()].label;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);

  std::optional<std::string> charset = unspin::find_charset(label);
  require(charset.has_value());
  std::string converted = unspin::convert_text(bytes, *charset);
  // A byte order mark is dropped once more, if there were two.
  if (!converted.starts_with("\xEF\xBB\xBF"))
    require(unspin::convert_text(converted, "UTF-8") == converted);

  for (std::string_view declared : {std::string_view(), label}) {
    unspin::Decoded decoded = unspin::decode_text(bytes, declared);
    require(unspin::find_charset(decoded.charset) == decoded.charset);
    if (decoded.charset == "UTF-8" && !bytes.starts_with("\xEF\xBB\xBF"))
      require(decoded.text == bytes);
    require(decoded.text.size() <= bytes.size() * 4 + 16);
  }

  static_cast<void>(unspin::detect_kind(bytes, "a.csv"));
  static_cast<void>(unspin::detect_kind(bytes, ""));
  if (unspin::looks_binary(bytes)) require(!unspin::describe_binary(bytes).empty());
  return 0;
}
