// What a character is to a word: UAX #29's classes, folded to the few that matter here.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace unspin {

enum class CharKind : uint8_t {
  kOther,
  kLetter,
  kDigit,
  kComplex,     // a letter of a script without spaces: Thai, Han, Kana
  kExtend,      // continues the character before: combining marks
  kIgnorable,   // not seen: zero-width characters, soft hyphen, byte order mark
  kApostrophe,  // holds letters or digits together
  kMidLetter,   // holds letters together
  kMidNumber,   // holds digits together: "," and its like
  kDot,         // holds digits together, and the letters of "U.S"
  kInvalid,     // no UTF-8
};

// Which kinds of ASCII bytes there are, a byte each, so that a scan needs one look-up.
struct AsciiTable {
  std::array<CharKind, 128> kind{};
  std::array<bool, 256> is_word{};  // letters and digits
  std::array<char, 256> lower{};
};

constexpr AsciiTable make_ascii_table() {
  AsciiTable table;
  for (int c = 0; c < 256; ++c) {
    bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    bool digit = c >= '0' && c <= '9';
    table.lower[static_cast<size_t>(c)] = static_cast<char>(upper ? c + 32 : c);
    table.is_word[static_cast<size_t>(c)] = upper || lower || digit;
    if (c >= 128) continue;
    CharKind kind = CharKind::kOther;
    if (upper || lower) kind = CharKind::kLetter;
    if (digit) kind = CharKind::kDigit;
    if (c == '\'' || c == '`') kind = CharKind::kApostrophe;
    if (c == '.') kind = CharKind::kDot;
    if (c == ',') kind = CharKind::kMidNumber;
    table.kind[static_cast<size_t>(c)] = kind;
  }
  return table;
}
inline constexpr AsciiTable kAscii = make_ascii_table();

// A character of a text: `bytes` long, 0 at the end. An invalid sequence has the
// length of its longest prefix that begins some character, at least 1.
struct Char {
  char32_t code = 0;
  uint32_t bytes = 0;
  CharKind kind = CharKind::kOther;
};

// The same where no ASCII byte stands.
Char uncommon_char_at(std::string_view text, size_t at);

// The character that begins at byte `at`. Cost: O(1); ASCII, Latin and the usual
// punctuation by tables, the rest by Unicode properties.
inline Char char_at(std::string_view text, size_t at) {
  if (at >= text.size()) return {};
  auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, kAscii.kind[first]};
  return uncommon_char_at(text, at);
}

// Upper case (title case too), lower case, or neither.
bool is_upper(char32_t code);
bool is_lower(char32_t code);

}  // namespace unspin
