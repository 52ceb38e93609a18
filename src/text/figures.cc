#include "text/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace unspin {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The digit groups of "1.234,56" and what separates them.
struct Groups {
  static constexpr size_t kMost = 12;
  std::array<std::string_view, kMost> group;
  std::array<char, kMost> separator{};  // before the group; 0 before the first
  size_t count = 0;
  std::string_view suffix;

  // 2,50,000: lakhs and crores.
  bool is_indian() const {
    if (count < 3 || group[0].size() > 2 || group[count - 1].size() != 3) return false;
    for (size_t i = 1; i < count; ++i)
      if (separator[i] != ',' || (i + 1 < count && group[i].size() != 2)) return false;
    return true;
  }

  bool is_thousands(size_t from, size_t to) const {
    for (size_t i = from; i < to; ++i)
      if (group[i].size() != 3 || separator[i] != separator[from]) return false;
    return group[0].size() <= 3;
  }
};

// The separator that stands at `at`, and its bytes; 0 when there is none.
std::pair<char, size_t> separator_at(std::string_view token, size_t at) {
  if (at >= token.size()) return {};
  if (token[at] == ',' || token[at] == '.' || token[at] == '\'') return {token[at], 1};
  if (token.substr(at).starts_with("\u066b")) return {'.', 2};
  if (token.substr(at).starts_with("\u066c")) return {',', 2};
  return {};
}

bool split(std::string_view token, Groups& groups) {
  size_t at = 0;
  char separator = 0;
  while (at < token.size() && is_digit(token[at])) {
    if (groups.count == Groups::kMost) return false;
    size_t begin = at;
    while (at < token.size() && is_digit(token[at])) ++at;
    groups.group[groups.count] = token.substr(begin, at - begin);
    groups.separator[groups.count++] = separator;
    auto [mark, bytes] = separator_at(token, at);
    if (!mark || at + bytes >= token.size() || !is_digit(token[at + bytes])) break;
    separator = mark;
    at += bytes;
  }
  groups.suffix = token.substr(at);
  return groups.count > 0;
}

double value_of(std::string_view digits) {
  double value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  return value;
}

double fraction_of(std::string_view digits) {
  digits = digits.substr(0, 17);
  return value_of(digits) / std::pow(10.0, static_cast<double>(digits.size()));
}

// 18.06.2024
bool read_dotted_date(const Groups& groups, double& value) {
  if (groups.count != 3 || groups.separator[1] != '.' || groups.separator[2] != '.' ||
      groups.group[0].size() > 2 || groups.group[1].size() > 2 ||
      groups.group[2].size() != 4)
    return false;
  double day = value_of(groups.group[0]), month = value_of(groups.group[1]);
  value = value_of(groups.group[2]) * 1e4 + month * 100 + day;
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

bool read_value(const Groups& groups, FigureStyle style, double& value) {
  if (groups.is_indian()) {
    value = 0;
    for (size_t i = 0; i < groups.count; ++i)
      value = value * (i + 1 < groups.count ? 100 : 1000) + value_of(groups.group[i]);
    return std::isfinite(value);
  }
  size_t whole = groups.count;  // groups before the fraction
  if (groups.count > 1) {
    size_t last = groups.count - 1;
    bool zeros = groups.group[last].find_first_not_of('0') == std::string_view::npos;
    bool point = last == 1 ? groups.separator[1] != '\''
                           : groups.separator[last] != groups.separator[1];
    bool group_of_three = groups.group[last].size() == 3 && groups.group[0].size() <= 3;
    bool comma = style == FigureStyle::kDecimalComma;
    char thousands = comma ? '.' : ',';
    if (last == 1 && group_of_three && groups.separator[1] == thousands)
      point = comma && groups.group[0] == "0";
    if (last == 1 && group_of_three && zeros && groups.group[0] != "0") point = false;
    if (point) whole = last;
    if (!groups.is_thousands(1, whole)) return false;
  }
  value = 0;
  for (size_t i = 0; i < whole; ++i)
    value = i == 0 ? value_of(groups.group[0]) : value * 1000 + value_of(groups.group[i]);
  if (whole < groups.count) value += fraction_of(groups.group[whole]);
  return std::isfinite(value);
}

void read_decade(const Groups& groups, Figure& figure) {
  size_t n = groups.group[0].size();
  if (groups.count != 1 || groups.group[0].back() != '0' || (n != 4 && n != 2)) {
    figure.kind = FigureKind::kNone;
    return;
  }
  figure.kind = FigureKind::kDecade;
  if (n == 2) figure.value += figure.value <= 20 ? 2000 : 1900;
}

void read_suffix(const Groups& groups, Figure& figure) {
  std::string_view suffix = groups.suffix;
  if (suffix.empty()) return;
  if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
    figure.kind = FigureKind::kOrdinal;
  } else if (suffix == "s" || suffix == "'s") {
    read_decade(groups, figure);
  } else if (suffix == "k") {
    figure.value *= 1e3;
  } else if (suffix == "mn" || suffix == "mln") {
    figure.value *= 1e6;
  } else if (suffix == "bn" || suffix == "bln") {
    figure.value *= 1e9;
  } else if (suffix == "tn" || suffix == "trn") {
    figure.value *= 1e12;
  } else if (suffix == "m" || suffix == "b") {
    figure.money_scale = suffix == "m" ? 1e6 : 1e9;
  } else if ((suffix == "am" || suffix == "pm") && figure.value <= 12) {
    figure.kind = FigureKind::kTime;
    double hour = std::fmod(figure.value, 12) + (suffix == "pm" ? 12 : 0);
    figure.value = std::floor(hour) * 100 + std::round(std::fmod(hour, 1) * 100);
  } else if (suffix.size() > 3 || std::ranges::any_of(suffix, is_digit)) {
    figure.kind = FigureKind::kNone;
  }
}

}  // namespace

Figure read_figure(std::string_view token, FigureStyle style) {
  Groups groups;
  Figure figure;
  if (token.size() > 64 || !split(token, groups)) return figure;
  figure.digits = static_cast<uint8_t>(groups.group[0].size());
  figure.bare = groups.count == 1 && groups.suffix.empty();
  if (groups.suffix.empty() && read_dotted_date(groups, figure.value)) {
    figure.kind = FigureKind::kDate;
  } else if (read_value(groups, style, figure.value)) {
    figure.kind = FigureKind::kPlain;
    read_suffix(groups, figure);
  }
  return figure;
}

}  // namespace unspin
