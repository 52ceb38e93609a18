// Numbers as people write them, read to values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "text/tokens.h"

namespace unspin {

enum class NumberKind : uint8_t {
  kCardinal,  // 24, 11,000, "two", "two-day", 1.5 million
  kOrdinal,   // 3rd, "first"
  kPercent,   // 5 %, "five percent"
  kMoney,     // $40 billion, 5 euros
  kDate,      // September 13, 2023; 2024-06-18; "Monday"; 2022; June
};

// How exactly the value is meant.
enum class Bound : uint8_t {
  kExact,
  kAbout,    // about, around, some, nearly, roughly
  kAtLeast,  // over, more than, at least
  kAtMost,   // under, less than, up to
  kVague,    // "millions", "dozens", "several", "thousands and thousands"
};

struct Number {
  TokenSpan tokens;  // with the words that bound it ("over 11,000"), its unit word of
                     // scale ("million") and its currency; not the thing counted
  NumberKind kind = NumberKind::kCardinal;
  Bound bound = Bound::kExact;

  // The value: 11000, 2, 1.5e6, 0.05 for 5 %. "millions" is 1e6 and kVague.
  // Dates: a year as 2022; a full date as yyyymmdd, one without year as mmdd; a
  // weekday 1..7 (Monday = 1); a month 1..12, of a year as yyyymm; a decade by its
  // first year; a time of day as hhmm. They are told apart by `unit`. Of vague
  // amounts without a scale ("several", "a few") only the order of size means much.
  double value = 0;

  // What it counts in: "usd", "eur" for money; "year", "month", "weekday", "day",
  // "decade", "time" for dates; empty otherwise.
  std::string unit;
};

// Every number of the document, in order, never overlapping. "one" as a pronoun
// and ordinals that are no figures ("at first") are left out where the
// neighbours tell. English words; digits in any language, read as `language` (ISO 639-1)
// writes them: "18.500" is a large number in German.
std::vector<Number> find_numbers(std::string_view text, const Tokens& tokens,
                                 std::string_view language = "en");

}  // namespace unspin
