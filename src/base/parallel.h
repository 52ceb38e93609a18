// Work that many threads share.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace unspin {

// How many threads `wanted` means: 0 is one for each core.
inline unsigned count_threads(unsigned wanted) {
  return wanted ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

// Calls work(i, thread) for each i below `n`, a block of `block` neighbours at a time, on
// `threads` threads of numbers from 0; with one, on the caller's.
//
// Requires: work may run for different i at once.
template <typename Work>
void parallel_for(size_t n, unsigned threads, size_t block, const Work& work) {
  std::atomic<size_t> next = 0;
  auto run = [&](unsigned thread) {
    for (size_t begin = next.fetch_add(block); begin < n; begin = next.fetch_add(block))
      for (size_t i = begin; i < std::min(begin + block, n); ++i) work(i, thread);
  };
  if (threads <= 1) return run(0);
  std::vector<std::jthread> others;
  for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(run, thread);
  run(0);
}

}  // namespace unspin
