// When a document was published, as a moment that can be compared.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

namespace unspin {

// Sorts after every known moment.
inline constexpr int64_t kUnknownMoment = std::numeric_limits<int64_t>::max();

struct Moment {
  int64_t seconds = kUnknownMoment;  // since 1970, UTC
  bool has_time = false;             // else the day's first second

  bool known() const { return seconds != kUnknownMoment; }
};

// Reads "2024", "2024-06", "2024-06-18", and days with a time, with or without an
// offset from UTC. Anything else is unknown.
Moment parse_moment(std::string_view iso);

// Whether `a` is surely before `b`: both known, and days compared where one has no time.
bool is_before(const Moment& a, const Moment& b);

}  // namespace unspin
