// Time that this process has computed, for tests that limit it: a busy machine makes the
// clock on the wall run, and not this one.
#pragma once

#include <chrono>
#include <ctime>

namespace unspin {

struct CpuClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<CpuClock>;
  static constexpr bool is_steady = true;

  // Of all threads together.
  static time_point now() noexcept {
    std::timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time_point(std::chrono::seconds(time.tv_sec) +
                      std::chrono::nanoseconds(time.tv_nsec));
  }
};

}  // namespace unspin
