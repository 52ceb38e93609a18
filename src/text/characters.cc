#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace unspin {
namespace {

constexpr char32_t kFirstUncommon = 0x0250;

// U+0080 .. U+024F: Latin.
CharKind latin_kind(char32_t code) {
  if (code >= 0xC0)
    return code == 0xD7 || code == 0xF7 ? CharKind::kOther : CharKind::kLetter;
  switch (code) {
    case 0xAA:
    case 0xB5:
    case 0xBA:
      return CharKind::kLetter;
    case 0xAD:
      return CharKind::kIgnorable;
    case 0xB4:
      return CharKind::kApostrophe;
    case 0xB7:
      return CharKind::kMidLetter;
    default:
      return CharKind::kOther;
  }
}

// U+2000 .. U+206F: the punctuation of typesetters.
CharKind punctuation_kind(char32_t code) {
  switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
      return CharKind::kApostrophe;
    case 0x2024:
      return CharKind::kDot;
    case 0x2027:
      return CharKind::kMidLetter;
    default:
      break;
  }
  bool unseen = (code >= 0x200B && code <= 0x200F) ||
                (code >= 0x202A && code <= 0x202E) || code >= 0x2060;
  return unseen ? CharKind::kIgnorable : CharKind::kOther;
}

CharKind kind_by_properties(char32_t code) {
  auto c = static_cast<UChar32>(code);
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return CharKind::kIgnorable;
  uint32_t category = U_GET_GC_MASK(c);
  bool letter = (category & (U_GC_L_MASK | U_GC_NL_MASK)) != 0;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
      return CharKind::kLetter;
    case U_WB_KATAKANA:
      return letter ? CharKind::kComplex : CharKind::kOther;
    case U_WB_NUMERIC:
      return category & U_GC_ND_MASK ? CharKind::kDigit : CharKind::kMidNumber;
    case U_WB_EXTEND:
    case U_WB_ZWJ:
    case U_WB_FORMAT:
      return CharKind::kExtend;
    case U_WB_MIDLETTER:
      return CharKind::kMidLetter;
    case U_WB_MIDNUM:
      return CharKind::kMidNumber;
    case U_WB_MIDNUMLET:
      return code == 0xFF07 ? CharKind::kApostrophe : CharKind::kDot;
    default:
      break;
  }
  if (category & U_GC_ND_MASK) return CharKind::kDigit;
  return letter ? CharKind::kComplex : CharKind::kOther;
}

}  // namespace

Char uncommon_char_at(std::string_view text, size_t at) {
  // No character is longer than 4 bytes.
  std::string_view rest = text.substr(at, 4);
  int32_t length = 0;
  UChar32 c = 0;
  U8_NEXT(rest.data(), length, static_cast<int32_t>(rest.size()), c);
  auto bytes = static_cast<uint32_t>(length);
  if (c < 0) return {0, bytes, CharKind::kInvalid};
  auto code = static_cast<char32_t>(c);
  if (code < kFirstUncommon) return {code, bytes, latin_kind(code)};
  if (code >= 0x2000 && code < 0x2070) return {code, bytes, punctuation_kind(code)};
  return {code, bytes, kind_by_properties(code)};
}

bool is_upper(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z';
  return u_isUUppercase(static_cast<UChar32>(code)) ||
         u_istitle(static_cast<UChar32>(code));
}

bool is_lower(char32_t code) {
  if (code < 0x80) return code >= 'a' && code <= 'z';
  return u_isULowercase(static_cast<UChar32>(code)) != 0;
}

}  // namespace unspin
