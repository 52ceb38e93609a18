// This file makes one writing of a word out of many.
//
// Most words that are not ASCII are Latin with an accent or an apostrophe from a
// typesetter; those are folded by arithmetic. The others go through Unicode's NFKC
// with case folding (UAX #15, NFKC_Casefold), which composes marks, undoes widths
// and ligatures, lower-cases and removes what is not seen.
//
// Spammers hide copies by writing some letters of a Latin word in Cyrillic or Greek
// that look the same. A word that mixes Latin with letters that all have a Latin
// double is written in Latin; "μm" and words of honest Cyrillic stay as they are.

#include "text/fold.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace unspin {
namespace {

struct LookAlike {
  char32_t code;
  char latin;
};

// Sorted by code.
constexpr LookAlike kLookAlikes[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'},
    {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'},
    {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03B1, 'a'},
    {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
    {0x03C5, 'u'}, {0x03F2, 'c'}, {0x03F3, 'j'}, {0x0405, 'S'}, {0x0406, 'I'},
    {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'},
    {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'},
    {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x04AE, 'Y'}, {0x04BB, 'h'},
    {0x04C0, 'I'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x051A, 'Q'}, {0x051B, 'q'},
    {0x051C, 'W'}, {0x051D, 'w'}};
static_assert(std::ranges::is_sorted(kLookAlikes, {}, &LookAlike::code));

// 0 where there is none.
char latin_double(char32_t code) {
  if (code < 0x0391 || code > 0x051D) return 0;
  auto found = std::ranges::lower_bound(kLookAlikes, code, {}, &LookAlike::code);
  return found != std::end(kLookAlikes) && found->code == code ? found->latin : 0;
}

bool is_latin(char32_t code) {
  if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
  return code >= 0xC0 && code < 0x0250 && code != 0xD7 && code != 0xF7;
}

bool is_apostrophe(char32_t code) {
  return code == 0x02BC || code == 0xFF07 || code == 0x2018 || code == 0x2019 ||
         code == 0x201B || code == 0x2032 || code == 0xB4 || code == '`';
}

void append(char32_t code, std::string& out) {
  std::array<char, 4> bytes{};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<uint32_t>(code));
  out.append(bytes.data(), static_cast<size_t>(length));
}

// Appends the word if it holds nothing but ASCII, the letters of Latin-1, apostrophes
// and unseen characters; else leaves `out` as it was.
bool fold_simple(std::string_view word, std::string& out) {
  size_t before = out.size();
  for (size_t at = 0; at < word.size();) {
    Char c = char_at(word, at);
    at += c.bytes;
    if (is_apostrophe(c.code)) {
      out += '\'';
    } else if (c.code < 0x80) {
      out += kAscii.lower[c.code];
    } else if (c.code >= 0xC0 && c.code <= 0xFF && c.code != 0xDF) {
      append(c.code <= 0xDE ? c.code + 0x20 : c.code, out);
    } else if (c.kind != CharKind::kIgnorable) {
      out.resize(before);
      return false;
    }
  }
  return true;
}

// Is there Latin in the word, and has everything that is not a Latin double?
bool is_disguised(std::string_view word) {
  bool latin = false, doubles = false;
  for (size_t at = 0; at < word.size();) {
    Char c = char_at(word, at);
    at += c.bytes;
    if (is_latin(c.code)) {
      latin = true;
    } else if (latin_double(c.code)) {
      doubles = true;
    } else if (c.kind == CharKind::kLetter) {
      return false;
    }
  }
  return latin && doubles;
}

std::string straighten(std::string_view word) {
  bool disguised = is_disguised(word);
  std::string straight;
  for (size_t at = 0; at < word.size();) {
    Char c = char_at(word, at);
    char latin = disguised ? latin_double(c.code) : '\0';
    if (is_apostrophe(c.code)) {
      straight += '\'';
    } else if (latin) {
      straight += latin;
    } else {
      straight += word.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return straight;
}

// The same with NFKC and case folding; as it is if Unicode's data are missing.
std::string casefold(const std::string& word) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::string folded;
  if (U_FAILURE(error)) return word;
  icu::StringByteSink<std::string> sink(&folded);
  nfkc->normalizeUTF8(0, word, sink, nullptr, error);
  return U_FAILURE(error) ? word : folded;
}

}  // namespace

void fold_word(std::string_view word, std::string& out) {
  if (fold_simple(word, out)) return;
  std::string folded = casefold(straighten(word));
  for (size_t at = 0; at < folded.size();) {
    Char c = char_at(folded, at);
    int digit = c.code < 0x80 ? -1 : u_charDigitValue(static_cast<UChar32>(c.code));
    if (digit >= 0) {
      out += static_cast<char>('0' + digit);
    } else {
      out += folded.substr(at, c.bytes);
    }
    at += c.bytes;
  }
}

}  // namespace unspin
