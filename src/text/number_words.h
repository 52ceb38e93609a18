// The English words that numbers and dates are made of.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

enum class NumberRole : uint8_t {
  kNone,
  kUnit,         // "one" .. "nineteen"
  kTens,         // "twenty" .. "ninety"
  kHundred,      // "hundred"
  kScale,        // "dozen", "thousand", "million" ..: multiplies what stands before
  kVagueScale,   // "dozens", "millions": no figure, but a size
  kVague,        // "several", "numerous"
  kFew,          // "few", "couple", "number", "handful": with "a" before and "of" after
  kOrdinal,      // "first" .. "hundredth"; some are fractions too
  kFraction,     // "thirds", "quarter": value 1/n
  kHalf,         // "half"
  kMonth,        // "January", "Sept"
  kMonthOrWord,  // "May", "March": a month only where the neighbours say so
  kWeekday,      // "Monday"
  kCurrency,     // "dollars"; `unit` names it
  kCent,         // "cents"
  kPercent,      // "percent", "pct"
};

struct NumberWord {
  std::string_view word;
  NumberRole role = NumberRole::kNone;
  double value = 0;
  std::string_view unit;
};

// What the word of this hash (Token::word) has to do with numbers; role kNone for
// nearly all words. Threads: pure.
const NumberWord& number_word(uint64_t hash);

}  // namespace unspin
