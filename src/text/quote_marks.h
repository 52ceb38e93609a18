// Finds the characters of a text that may be quotation marks and says, from their
// neighbours alone, what each can be.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace unspin {

// Marks close each other only within a family: “ ” „ " `` '' are one, ‘ ’ ‚ ' another
// (typists mix curly and straight ones).
enum class QuoteFamily : uint8_t {
  kDouble,
  kSingle,
  kGuillemet,        // « »
  kSingleGuillemet,  // ‹ ›
  kCorner,           // 「 」
  kWhiteCorner,      // 『 』
  kLineEnd,          // no mark: a line ends here
  kParagraphEnd,     // no mark: a paragraph ends here, or the text
};

// What a mark can be where it stands.
enum class QuoteShape : uint8_t {
  kOpens,
  kCloses,
  kMayClose,  // a closing mark or the apostrophe of "countries'", "goin'"; an inch
  kEither,    // closes what is open, else opens
};

struct QuoteMark {
  uint32_t begin = 0;  // bytes [begin, end)
  uint32_t end = 0;
  QuoteFamily family = QuoteFamily::kDouble;
  QuoteShape shape = QuoteShape::kEither;
};

// Every mark that is not surely an apostrophe or a unit of feet and inches, in
// order, with the ends of lines and paragraphs between; the last is kParagraphEnd.
// Line ends that are mere wrapping are left out.
//
// Cost: linear, one table look-up a byte.
std::vector<QuoteMark> find_quote_marks(std::string_view text);

}  // namespace unspin
