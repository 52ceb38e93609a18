#include "extract/references.h"

#include <algorithm>

#include "extract/dom.h"
#include "extract/furniture_lines.h"
#include "text/characters.h"

namespace unspin {
namespace {

constexpr size_t kLongestLine = 2000;

// Twice: some publishers escape what was escaped.
std::string resolved(std::string text) {
  for (int round = 0; round < 2; ++round) {
    bool may =
        text.find('&') != std::string::npos || text.find("</") != std::string::npos;
    if (!may) break;
    Result<Dom> dom = Dom::parse("<body>" + text);
    if (!dom || !dom->body()) break;
    std::string next = text_of(dom->body());
    if (next == text) break;
    text = std::move(next);
  }
  return text;
}

bool is_blank(char32_t code) {
  return code <= ' ' || code == 0xA0 || code == 0x3000 || code == 0xFEFF ||
         (code >= 0x2000 && code <= 0x200F) || code == 0x202F || code == 0x2028 ||
         code == 0xAD;
}

}  // namespace

std::string plain_line(std::string_view text) {
  std::string whole = resolved(std::string(text.substr(0, 2 * kLongestLine)));
  std::string line;
  bool space = false;
  for (size_t at = 0; at < whole.size() && line.size() < kLongestLine;) {
    Char c = char_at(whole, at);
    size_t bytes = std::max<size_t>(1, c.bytes);
    if (is_blank(c.code) || c.kind == CharKind::kInvalid) {
      // What is not seen parts no words.
      space = space || (c.kind != CharKind::kIgnorable && c.code != 0xAD);
    } else {
      if (space && !line.empty()) line += ' ';
      space = false;
      line.append(whole, at, bytes);
    }
    at += bytes;
  }
  return line;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

std::string letters_of(std::string_view text) {
  uint32_t words = 0;
  std::string key = word_key(text, words);
  std::erase(key, ' ');
  return key;
}

}  // namespace unspin
