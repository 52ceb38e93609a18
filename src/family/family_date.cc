#include "family/family_date.h"

#include <chrono>
#include <optional>

namespace unspin {
namespace {

constexpr int64_t kDay = 86'400;

// Takes pieces off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool empty() const { return text_.empty(); }

  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  // Exactly `digits` digits.
  std::optional<int> number(size_t digits) {
    if (text_.size() < digits) return std::nullopt;
    int number = 0;
    for (char c : text_.substr(0, digits)) {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + (c - '0');
    }
    text_.remove_prefix(digits);
    return number;
  }

  void skip_digits() {
    while (number(1)) continue;
  }

 private:
  std::string_view text_;
};

// The seconds of "HH:MM", "HHMM" or "HH"; with `seconds`, ":SS" and a fraction as well.
std::optional<int64_t> read_clock(Reader& reader, bool seconds) {
  auto hours = reader.number(2);
  if (!hours || *hours > 24) return std::nullopt;
  int64_t clock = *hours * 3600;
  bool colon = reader.take(':');
  auto minutes = reader.number(2);
  if (!minutes) return colon ? std::nullopt : std::optional(clock);
  if (*minutes > 59) return std::nullopt;
  clock += *minutes * 60;
  if (!seconds || !reader.take(':')) return clock;
  auto rest = reader.number(2);
  if (!rest || *rest > 60) return std::nullopt;
  if (reader.take('.') || reader.take(',')) reader.skip_digits();
  return clock + *rest;
}

std::optional<int64_t> read_offset(Reader& reader) {
  if (reader.empty() || reader.take('Z') || reader.take('z')) return 0;
  bool east = reader.take('+');
  if (!east && !reader.take('-')) return std::nullopt;
  auto offset = read_clock(reader, false);
  if (!offset) return std::nullopt;
  return east ? *offset : -*offset;
}

std::optional<int64_t> read_day(Reader& reader) {
  using namespace std::chrono;
  auto y = reader.number(4);
  if (!y) return std::nullopt;
  int m = 1;
  int d = 1;
  if (reader.take('-')) {
    auto read = reader.number(2);
    if (!read) return std::nullopt;
    m = *read;
    if (reader.take('-')) {
      read = reader.number(2);
      if (!read) return std::nullopt;
      d = *read;
    }
  }
  year_month_day date(year(*y), month(static_cast<unsigned>(m)),
                      day(static_cast<unsigned>(d)));
  if (!date.ok()) return std::nullopt;
  return sys_days(date).time_since_epoch().count() * kDay;
}

}  // namespace

Moment parse_moment(std::string_view iso) {
  Reader reader(iso);
  auto day = read_day(reader);
  if (!day) return {};
  if (reader.empty()) return {.seconds = *day};
  if (!reader.take('T') && !reader.take('t') && !reader.take(' ')) return {};
  auto clock = read_clock(reader, true);
  if (!clock) return {};
  auto offset = read_offset(reader);
  if (!offset || !reader.empty()) return {};
  return {.seconds = *day + *clock - *offset, .has_time = true};
}

bool is_before(const Moment& a, const Moment& b) {
  if (!a.known() || !b.known()) return false;
  if (a.has_time && b.has_time) return a.seconds < b.seconds;
  auto day = [](const Moment& moment) {
    return (moment.seconds - (moment.seconds % kDay + kDay) % kDay) / kDay;
  };
  return day(a) < day(b);
}

}  // namespace unspin
