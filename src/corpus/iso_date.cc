// This file reads the dates that people put beside their texts, and only the ones that
// can be read in one way.
//
// A date decides which of two texts was first, so a wrong one is worse than none:
// "04/05/2019" is April in Washington and May in London, and stays unknown. What is
// understood is ISO 8601 and its usual relaxations, the dates of HTTP and mail headers,
// months written as English words, and counts of seconds or milliseconds since 1970 that
// fall between 1973 and 2100: a smaller number is a year, a day or a mistake.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "corpus/fields.h"

namespace unspin {
namespace {

namespace chrono = std::chrono;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Walks over a date from left to right; after a mismatch it stays failed.
class Cursor {
 public:
  explicit Cursor(std::string_view rest) : rest_(rest) {}

  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool accept(char c) {
    if (!ok_ || rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // A number of `least` to `most` digits, all that there are.
  int number(size_t least, size_t most) {
    size_t size = std::ranges::find_if_not(rest_, is_digit) - rest_.begin();
    ok_ = ok_ && size >= least && size <= most;
    return ok_ ? take_number(size) : 0;
  }

  // A number of `size` digits, though more may follow.
  int digits(size_t size) {
    ok_ = ok_ && rest_.size() >= size &&
          std::ranges::all_of(rest_.substr(0, size), is_digit);
    return ok_ ? take_number(size) : 0;
  }

  std::string_view word() {
    auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    size_t size = std::ranges::find_if_not(rest_, is_letter) - rest_.begin();
    std::string_view word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return word;
  }

  void skip(std::string_view characters) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
  }

 private:
  // Of at most four digits.
  int take_number(size_t size) {
    int value = 0;
    for (char digit : rest_.substr(0, size)) value = value * 10 + (digit - '0');
    rest_.remove_prefix(size);
    return value;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<std::string> iso_day(int year, int month, int day) {
  chrono::year_month_day date{chrono::year{year},
                              chrono::month{static_cast<unsigned>(month)},
                              chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

// "Z" or "+02:00" at the cursor, else nothing.
std::string read_zone(Cursor& at) {
  at.skip(" ");
  if (at.accept('Z') || at.accept('z')) return "Z";
  std::string_view rest = at.rest();
  if (rest == "UTC" || rest == "GMT" || rest == "UT") {
    at.word();
    return "Z";
  }
  char sign = rest.starts_with('+') ? '+' : '-';
  if (!at.accept(sign)) return "";
  int hours = at.digits(2);
  at.accept(':');
  int minutes = at.rest().empty() ? 0 : at.digits(2);
  if (hours > 14 || minutes > 59) return "";
  return fmt::format("{}{:02}:{:02}", sign, hours, minutes);
}

// `day` with the time at the cursor; none when that is no time.
std::optional<std::string> with_time(std::string day, Cursor& at) {
  bool colons = at.rest().size() > 2 && at.rest()[2] == ':';
  int hour = at.digits(2);
  if (colons) at.accept(':');
  int minute = at.digits(2);
  bool has_seconds =
      colons ? at.accept(':') : !at.rest().empty() && is_digit(at.rest()[0]);
  int second = has_seconds ? at.digits(2) : 0;
  std::string_view fraction;
  if (has_seconds && (at.accept('.') || at.accept(','))) {
    fraction = at.rest().substr(
        0, std::ranges::find_if_not(at.rest(), is_digit) - at.rest().begin());
    at.skip("0123456789");
  }
  if (!at.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  std::string zone = read_zone(at);
  at.skip(" ");
  if (!at.done()) return std::nullopt;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{}{}", day, hour, minute, second,
                     fraction.empty() ? "" : ".", fraction.substr(0, 9), zone);
}

// A day that has been read, and then the end or a time. A time that is not understood
// ("10:30 a.m. EDT") leaves the day.
std::optional<std::string> finish(std::optional<std::string> day, Cursor at,
                                  std::string_view between) {
  if (!at.ok() || !day) return std::nullopt;
  if (at.done()) return day;
  size_t before = at.rest().size();
  at.skip(between);
  if (at.done()) return day;
  if (at.rest().size() == before) return std::nullopt;
  std::optional<std::string> time = with_time(*day, at);
  return time ? time : day;
}

// 2019-04-25, 2019/04/25, with a time behind T or a space.
std::optional<std::string> read_iso(std::string_view written) {
  Cursor at(written);
  int year = at.number(4, 4);
  char separator = at.rest().starts_with('/') ? '/' : '-';
  if (!at.accept(separator)) return std::nullopt;
  int month = at.number(1, 2);
  if (!at.accept(separator)) return std::nullopt;
  int day = at.number(1, 2);
  return finish(iso_day(year, month, day), at, "Tt ");
}

// 20190425, 20190425125754, 20190425T125754Z.
std::optional<std::string> read_compact(std::string_view written) {
  size_t count = std::ranges::find_if_not(written, is_digit) - written.begin();
  if (count != 8 && count != 14) return std::nullopt;
  Cursor at(written);
  int year = at.digits(4), month = at.digits(2), day = at.digits(2);
  std::optional<std::string> date = iso_day(year, month, day);
  if (count == 8) return finish(std::move(date), at, "Tt ");
  if (!date || year < 1800 || year > 2100) return std::nullopt;
  return with_time(*std::move(date), at);
}

// 1 to 12 for an English month or its first three letters, else 0.
int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  auto lower = [](char c) { return static_cast<char>(c | 32); };
  for (size_t i = 0; i < kMonths.size(); ++i) {
    bool is_prefix =
        word.size() >= 3 && word.size() <= kMonths[i].size() &&
        std::ranges::equal(word, kMonths[i].substr(0, word.size()), {}, lower);
    if (is_prefix && (word.size() <= 4 || word.size() == kMonths[i].size()))
      return static_cast<int>(i) + 1;
  }
  return 0;
}

// [Thu, ]25 Apr 2019, [Thursday, ]April 25, 2019, with a time.
std::optional<std::string> read_words(std::string_view written) {
  Cursor at(written);
  std::string_view word = at.word();
  if (!word.empty() && month_of(word) == 0) {
    if (!word.ends_with("day") && word.size() != 3) return std::nullopt;
    at.skip("., ");
    word = at.word();
  }
  at.skip("., ");
  int day = at.number(1, 2);
  at.skip("-., ");
  if (word.empty()) word = at.word();
  at.skip("-., ");
  int year = at.number(4, 4);
  int month = month_of(word);
  if (month == 0) return std::nullopt;
  return finish(iso_day(year, month, day), at, ", ");
}

// Seconds or milliseconds since 1970, between 1973 and 2100.
std::optional<std::string> read_unix(std::string_view written) {
  constexpr int64_t kFirst = 100'000'000, kLast = 4'102'444'800;
  int64_t count = 0;
  auto [end, error] =
      std::from_chars(written.data(), written.data() + written.size(), count);
  bool whole = end == written.data() + written.size() || *end == '.';
  if (error != std::errc() || !whole) return std::nullopt;
  if (end != written.data() + written.size() &&
      !std::ranges::all_of(std::string_view(end + 1, written.data() + written.size()),
                           is_digit))
    return std::nullopt;
  if (count >= kFirst * 1000) count /= 1000;
  if (count < kFirst || count >= kLast) return std::nullopt;
  chrono::sys_seconds time{chrono::seconds{count}};
  chrono::sys_days days = chrono::floor<chrono::days>(time);
  chrono::year_month_day date(days);
  chrono::hh_mm_ss clock(time - days);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                     static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

}  // namespace

std::optional<std::string> to_iso_date(std::string_view written) {
  size_t begin = written.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || written.size() > 64) return std::nullopt;
  written = written.substr(begin, written.find_last_not_of(" \t\r\n") + 1 - begin);
  using Reader = std::optional<std::string> (*)(std::string_view);
  for (Reader read :
       {Reader(read_iso), Reader(read_compact), Reader(read_unix), Reader(read_words)})
    if (std::optional<std::string> date = read(written)) return date;
  return std::nullopt;
}

}  // namespace unspin
