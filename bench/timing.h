// Measuring on machines that do other things too: repeat, take medians.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

namespace unspin::bench {

inline double seconds_of(const std::function<void()>& work) {
  auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace unspin::bench
