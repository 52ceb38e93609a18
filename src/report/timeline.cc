#include "report/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace unspin {
namespace {

constexpr int32_t kMostDays = 62;
constexpr int32_t kMostMonths = 120;

// A wrong date, as 1970 or 2099, must not squeeze all others into one period.
constexpr size_t kOneIn = 200;

enum class Unit : uint8_t { kDay, kMonth, kYear };

std::chrono::year_month_day date_of(int32_t day) {
  return std::chrono::sys_days(std::chrono::days(day));
}

// The number of the period of that unit that holds the day.
int32_t period_of(int32_t day, Unit unit) {
  if (unit == Unit::kDay) return day;
  std::chrono::year_month_day date = date_of(day);
  int32_t year = static_cast<int>(date.year());
  if (unit == Unit::kYear) return year;
  return year * 12 + static_cast<int32_t>(static_cast<unsigned>(date.month())) - 1;
}

std::string name_of_period(int32_t period, Unit unit) {
  if (unit == Unit::kYear) return fmt::format("{:04}", period);
  if (unit == Unit::kMonth)
    return fmt::format("{:04}-{:02}", period / 12, period % 12 + 1);
  std::chrono::year_month_day date = date_of(period);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Unit unit_for(int32_t first, int32_t last) {
  if (last - first < kMostDays) return Unit::kDay;
  int32_t months = period_of(last, Unit::kMonth) - period_of(first, Unit::kMonth);
  return months < kMostMonths ? Unit::kMonth : Unit::kYear;
}

}  // namespace

Timeline make_timeline(std::vector<DatedDocument> documents) {
  Timeline timeline;
  if (documents.empty()) return timeline;
  std::ranges::sort(documents, {}, &DatedDocument::day);
  size_t off = documents.size() / kOneIn;
  int32_t first_day = documents[off].day;
  int32_t last_day = documents[documents.size() - 1 - off].day;
  Unit unit = unit_for(first_day, last_day);
  int32_t last = period_of(last_day, unit);
  int32_t first = period_of(first_day, unit);
  first = std::max(first, last - static_cast<int32_t>(kMostPeriods) + 1);
  for (int32_t period = first; period <= last; ++period)
    timeline.periods.push_back({.name = name_of_period(period, unit)});
  for (const DatedDocument& document : documents) {
    int32_t period = period_of(document.day, unit);
    if (period < first) {
      ++timeline.before;
    } else if (period > last) {
      ++timeline.after;
    } else {
      Period& one = timeline.periods[static_cast<size_t>(period - first)];
      ++(document.is_copy ? one.copies : one.firsts);
    }
  }
  return timeline;
}

}  // namespace unspin
