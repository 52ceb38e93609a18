// A web page is anybody's bytes. Whatever they are, what comes out is text, there is no
// more of it than the page could hold, and reading the same page again gives the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/page.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

// Whether `text` is UTF-8 without control characters but line breaks and tabs.
bool is_clean(std::string_view text) {
  size_t left = 0;  // bytes that the character still needs
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (left > 0) {
      if ((byte & 0xC0U) != 0x80U) return false;
      --left;
    } else if (byte < 0x80) {
      if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F) return false;
    } else if (byte >= 0xC2 && byte <= 0xF4) {
      left = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    } else {
      return false;
    }
  }
  return left == 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const unspin::PageSource page{
      .html = html, .charset = {}, .url = "https://example.org/a"};
  const auto article = unspin::extract_article(page);
  if (!article) return 0;
  check(is_clean(article->text));
  // A byte that is no text becomes three; references are no shorter than what they name,
  // but for a few that stand for two characters. Formatting tags repeat no text.
  check(article->text.size() <= 4 * size + 64);
  check(extract_article(page)->text == article->text);
  return 0;
}
