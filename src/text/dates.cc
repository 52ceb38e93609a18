#include "text/dates.h"

#include <algorithm>
#include <array>

#include "text/figures.h"
#include "text/number_words.h"

namespace unspin {
namespace {

std::optional<Number> date(uint32_t begin, uint32_t end, double value, const char* unit) {
  Number number;
  number.tokens = {begin, end};
  number.kind = NumberKind::kDate;
  number.value = value;
  number.unit = unit;
  return number;
}

Figure figure_at(const TokenView& view, uint32_t i) {
  if (!view.has(i, kDigits)) return {};
  return read_figure(view.word(i), view.decimal_comma() ? FigureStyle::kDecimalComma
                                                        : FigureStyle::kDecimalPoint);
}

bool is_day(const Figure& figure) {
  bool kind = (figure.kind == FigureKind::kPlain && figure.bare && figure.digits <= 2) ||
              figure.kind == FigureKind::kOrdinal;
  return kind && figure.value >= 1 && figure.value <= 31;
}

// Four digits that stand beside a month.
bool is_year(const Figure& figure) {
  return figure.kind == FigureKind::kPlain && figure.bare && figure.digits == 4 &&
         figure.value >= 1000 && figure.value < 3000;
}

// Token i follows a month or day with no more than a comma or an abbreviation's dot.
bool follows_in_date(const TokenView& view, uint32_t i) {
  std::string_view gap = view.gap(i);
  return view.after_space(i) || gap == ", " || gap == "," || gap == ". " || gap == ".," ||
         gap == "., ";
}

template <size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 22> kBeforeMonth = {
    "in",    "last", "since",  "until", "till",    "of", "early",   "late",
    "mid",   "this", "next",   "by",    "from",    "to", "through", "during",
    "every", "each", "before", "after", "between", "and"};

// `i` holds a month's name; is it meant as one?
bool is_month(const TokenView& view, uint32_t i, NumberRole role) {
  if (!view.capital(i)) return false;
  if (role == NumberRole::kMonth) return true;
  Figure next = figure_at(view, i + 1);
  if (follows_in_date(view, i + 1) && (is_day(next) || is_year(next))) return true;
  return i > 0 && view.after_space(i) && is_one_of(view.word(i - 1), kBeforeMonth);
}

double month_at(const TokenView& view, uint32_t i) {
  const NumberWord& word = number_word(view.hash(i));
  if (word.role != NumberRole::kMonth && word.role != NumberRole::kMonthOrWord) return 0;
  return view.capital(i) ? word.value : 0;
}

// September · September 13 · September 13, 2023 · September 2023
std::optional<Number> read_from_month(const TokenView& view, uint32_t i, double month) {
  Figure next = figure_at(view, i + 1);
  if (!follows_in_date(view, i + 1)) return date(i, i + 1, month, "month");
  if (is_year(next)) return date(i, i + 2, next.value * 100 + month, "month");
  if (!is_day(next)) return date(i, i + 1, month, "month");
  Figure year = figure_at(view, i + 2);
  if (is_year(year) && follows_in_date(view, i + 2))
    return date(i, i + 3, year.value * 1e4 + month * 100 + next.value, "day");
  return date(i, i + 2, month * 100 + next.value, "day");
}

// 13 September · 13th of September 2023
std::optional<Number> read_from_day(const TokenView& view, uint32_t i, double day) {
  uint32_t at = i + 1;
  if (view.word(at) == "of" && view.after_space(at)) ++at;
  double month = view.after_space(at) ? month_at(view, at) : 0;
  if (month == 0) return std::nullopt;
  Figure year = figure_at(view, at + 1);
  if (is_year(year) && follows_in_date(view, at + 1))
    return date(i, at + 2, year.value * 1e4 + month * 100 + day, "day");
  return date(i, at + 1, month * 100 + day, "day");
}

// 2024-06-18 · 6/18/2024, 18/06/2024 (month first where both could be) · 9/11
std::optional<Number> read_figures(const TokenView& view, uint32_t i, Figure first) {
  Figure second = figure_at(view, i + 1), third = figure_at(view, i + 2);
  std::string_view gap = view.gap(i + 1);
  bool two = second.bare && second.digits <= 2 && (gap == "-" || gap == "/");
  if (!two) return std::nullopt;
  bool three = third.bare && view.gap(i + 2) == gap;
  double a = first.value, b = second.value, c = third.value;
  if (three && is_year(first) && b >= 1 && b <= 12 && c >= 1 && c <= 31)
    return date(i, i + 3, a * 1e4 + b * 100 + c, "day");
  if (a > 12 && b <= 12) std::swap(a, b);
  if (first.digits > 2 || a < 1 || a > 12 || b < 1 || b > 31) return std::nullopt;
  if (three && is_year(third)) return date(i, i + 3, c * 1e4 + a * 100 + b, "day");
  bool short_date = !three && gap == "/" && first.value > 1 && b >= 10 && b != 16;
  if (short_date) return date(i, i + 2, a * 100 + b, "day");
  return std::nullopt;
}

// +12 hours after "pm"; returns the token after.
uint32_t read_half_day(const TokenView& view, uint32_t i, double& hour, bool& found) {
  std::string_view word = view.word(i);
  bool am = word == "am" || word == "a.m", pm = word == "pm" || word == "p.m";
  found = view.after_space(i) && (am || pm) && hour <= 12;
  if (!found) return i;
  hour = (hour == 12 ? 0 : hour) + (pm ? 12 : 0);
  return i + 1;
}

// 10:30 · 9 a.m. · 10:30 p.m.
std::optional<Number> read_time(const TokenView& view, uint32_t i, Figure first) {
  if (!first.bare || first.digits > 2 || first.value > 24) return std::nullopt;
  Figure minutes = figure_at(view, i + 1);
  bool clock = view.gap(i + 1) == ":" && minutes.kind != FigureKind::kNone &&
               minutes.digits == 2 && minutes.value < 60;
  double hour = first.value;
  bool half_day = false;
  uint32_t end = read_half_day(view, i + (clock ? 2 : 1), hour, half_day);
  if (!clock && !half_day) return std::nullopt;
  return date(i, end, hour * 100 + (clock ? minutes.value : 0), "time");
}

constexpr std::array<std::string_view, 20> kBeforeYear = {
    "in",     "since", "by",     "until",   "till",   "from",   "during",
    "year",   "early", "late",   "mid",     "circa",  "summer", "winter",
    "spring", "fall",  "autumn", "through", "fiscal", "years"};

// A counted thing follows: "2000 soldiers", "1,900 people".
bool counts_something(const TokenView& view, uint32_t i) {
  std::string_view next = view.word(i + 1);
  if (!view.after_space(i + 1) || view.has(i + 1, kCapitalised)) return false;
  if (next == "people" || next == "men" || next == "women" || next == "children")
    return true;
  bool determined = i > 0 && view.word(i - 1) == "the";
  return !determined && next.size() > 3 && next.ends_with('s') && !next.ends_with("ss") &&
         next != "this";
}

// A bare 2022.
std::optional<Number> read_year(const TokenView& view, uint32_t i, Figure first) {
  if (!is_year(first)) return std::nullopt;
  NumberRole next = number_word(view.hash(i + 1)).role;
  std::string_view after = view.gap(i + 1);
  bool amount = view.joined(i + 1) &&
                (next == NumberRole::kScale || next == NumberRole::kPercent ||
                 next == NumberRole::kCurrency || next == NumberRole::kHundred);
  if (amount || after.starts_with('%') || after.starts_with(" %")) return std::nullopt;
  bool led = i > 0 && view.joined(i) && is_one_of(view.word(i - 1), kBeforeYear);
  bool modern = first.value >= 1800 && first.value < 2100;
  if (counts_something(view, i) || !(led || modern)) return std::nullopt;
  return date(i, i + 1, first.value, "year");
}

// 2022-23, the second half: token i.
std::optional<Number> read_year_end(const TokenView& view, uint32_t i, Figure figure) {
  std::string_view gap = view.gap(i);
  bool dash = gap == "-" || gap == "\u2013" || gap == "/";
  if (i == 0 || !dash || !figure.bare || figure.digits != 2) return std::nullopt;
  Figure before = figure_at(view, i - 1);
  if (!is_year(before) || before.value < 1800) return std::nullopt;
  double century =
      before.value - static_cast<double>(static_cast<int>(before.value) % 100);
  if (century + figure.value <= before.value) return std::nullopt;
  return date(i, i + 1, century + figure.value, "year");
}

std::optional<Number> read_digits(const TokenView& view, uint32_t i) {
  Figure first = figure_at(view, i);
  switch (first.kind) {
    case FigureKind::kNone:
      return std::nullopt;
    case FigureKind::kDate:
      return date(i, i + 1, first.value, "day");
    case FigureKind::kTime:
      return date(i, i + 1, first.value, "time");
    case FigureKind::kDecade:
      return date(i, i + 1, first.value, "decade");
    case FigureKind::kOrdinal:
    case FigureKind::kPlain:
      break;
  }
  if (is_day(first))
    if (auto found = read_from_day(view, i, first.value)) return found;
  if (!first.bare) return std::nullopt;
  if (auto found = read_figures(view, i, first)) return found;
  if (auto found = read_time(view, i, first)) return found;
  if (auto found = read_year_end(view, i, first)) return found;
  return read_year(view, i, first);
}

}  // namespace

std::optional<Number> read_date(const TokenView& view, uint32_t i) {
  if (view.has(i, kDigits)) return read_digits(view, i);
  const NumberWord& word = number_word(view.hash(i));
  if (word.role == NumberRole::kWeekday)
    return view.capital(i) ? date(i, i + 1, word.value, "weekday") : std::nullopt;
  bool month = word.role == NumberRole::kMonth || word.role == NumberRole::kMonthOrWord;
  if (!month || !is_month(view, i, word.role)) return std::nullopt;
  return read_from_month(view, i, word.value);
}

}  // namespace unspin
