// Runs of n words as hashes, one at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sketch/mix.h"

namespace unspin {

// Calls take(i, hash of words[i] ... words[i + n - 1]) for every i, ascending.
//
// The words are rotated by their place in the run and xor-ed, so that one leaves and
// one comes at each step, two cycles after the step before; the last multiplication
// spreads the bits, and waits for nothing.
template <typename Take>
inline void for_each_shingle(std::span<const uint64_t> words, unsigned n, Take take) {
  constexpr int kTurn = 9;  // odd: places up to 64 apart are turned differently
  if (words.size() < n) return;
  const uint64_t seed = kMixA * n;
  const int whole_turn = static_cast<int>(n) * kTurn % 64;
  uint64_t run = 0;
  for (size_t i = 0; i + 1 < n; ++i) run = std::rotl(run, kTurn) ^ words[i];
  uint64_t leaving = 0;
  for (size_t i = 0; i + n <= words.size(); ++i) {
    run = std::rotl(run, kTurn) ^ std::rotl(leaving, whole_turn) ^ words[i + n - 1];
    leaving = words[i];
    uint64_t hash = (run ^ seed) * kMixC;
    take(i, hash ^ (hash >> 32));
  }
}

}  // namespace unspin
