// Most letters fold to one letter, whatever stands beside them. The others are marks,
// which join the letter before, the parts of Hangul syllables, which join each other,
// and ligatures and the like, which become several letters. Unicode tells them apart:
// a character with a "boundary before" is never composed with what precedes it, and
// texts made of such characters alone are folded character by character.

#include "text/fold_table.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

namespace unspin {
namespace {

CharKind kind_of(char32_t code) {
  // Letters to Unicode, but written as apostrophes.
  if (code == 0x02BC) return CharKind::kApostrophe;
  std::array<char, 3> utf8{};
  size_t bytes = 0;
  if (code < 0x80) {
    utf8[bytes++] = static_cast<char>(code);
  } else if (code < 0x800) {
    utf8[bytes++] = static_cast<char>(0xC0 | (code >> 6));
    utf8[bytes++] = static_cast<char>(0x80 | (code & 0x3F));
  } else {
    utf8[bytes++] = static_cast<char>(0xE0 | (code >> 12));
    utf8[bytes++] = static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    utf8[bytes++] = static_cast<char>(0x80 | (code & 0x3F));
  }
  return char_at({utf8.data(), bytes}, 0).kind;
}

char16_t fold_of(char32_t code, const icu::Normalizer2& nfkc) {
  auto c = static_cast<UChar32>(code);
  if (!nfkc.hasBoundaryBefore(c)) return 0;
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString folded = nfkc.isInert(c)
                                  ? icu::UnicodeString(c)
                                  : nfkc.normalize(icu::UnicodeString(c), error);
  if (U_FAILURE(error) || folded.length() != 1) return 0;
  char16_t result = folded[0];
  if (!nfkc.hasBoundaryBefore(result)) return 0;
  int digit = u_charDigitValue(result);
  return digit >= 0 ? static_cast<char16_t>('0' + digit) : result;
}

bool has_fold(CharKind kind) {
  return kind == CharKind::kLetter || kind == CharKind::kDigit ||
         kind == CharKind::kComplex;
}

std::unique_ptr<FoldTable> make_table() {
  auto table = std::make_unique<FoldTable>();
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(error);
  for (char32_t code = 0; code < table->size(); ++code) {
    FoldedChar& entry = (*table)[code];
    entry.kind = kind_of(code);
    if (U_SUCCESS(error) && has_fold(entry.kind)) entry.folded = fold_of(code, *nfkc);
  }
  return table;
}

}  // namespace

const FoldTable& fold_table() {
  static const std::unique_ptr<const FoldTable> table = make_table();
  return *table;
}

}  // namespace unspin
