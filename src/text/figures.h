// One token of digits, read to its value.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

enum class FigureKind : uint8_t {
  kNone,     // no figure: "4chan", "1.2.3"
  kPlain,    // 24, 11,000, 1.5, 1.234,56, 20k
  kOrdinal,  // 3rd
  kDecade,   // 1990s, 90s
  kDate,     // 18.06.2024, as yyyymmdd
  kTime,     // 9am, as hhmm
};

struct Figure {
  FigureKind kind = FigureKind::kNone;
  double value = 0;

  // Digits alone, without separators, scale or unit: may be a day or year.
  bool bare = false;
  uint8_t digits = 0;  // how many

  // A letter that scales money ("$5m") but else may be a unit ("5m"): the scale,
  // not yet in `value`.
  double money_scale = 1;
};

// What separates the thousands, in the languages whose decimal mark is a comma, and
// elsewhere.
enum class FigureStyle : uint8_t { kDecimalPoint, kDecimalComma };

// Reads a normalised token.
//
// Groups of three after commas, dots or apostrophes are thousands; what follows the
// last, other separator is the fraction. One dot with three digits is a fraction
// ("3.125") unless all are zeros ("11.000"), one comma with three is thousands; with
// kDecimalComma it is the other way round ("18.500", "3,125"). Groups of two before the
// last three are lakhs ("2,50,000"). The Arabic separators are the point and the comma.
Figure read_figure(std::string_view token,
                   FigureStyle style = FigureStyle::kDecimalPoint);

}  // namespace unspin
