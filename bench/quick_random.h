// Random numbers that are the same everywhere and cost next to nothing: SplitMix64. For
// made-up data only.
#pragma once

#include <cstdint>

namespace unspin::bench {

inline uint64_t mix_bits(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

// A seed that has nothing to do with those of other numbers.
inline uint64_t seed_of(uint64_t seed, uint64_t a, uint64_t b = 0) {
  return mix_bits(mix_bits(mix_bits(seed) ^ a) * 0x9e3779b97f4a7c15U ^ b);
}

class QuickRandom {
 public:
  using result_type = uint64_t;
  explicit QuickRandom(uint64_t seed) : state_(seed) {}

  uint64_t operator()() { return mix_bits(state_ += 0x9e3779b97f4a7c15U); }
  static constexpr uint64_t min() { return 0; }
  static constexpr uint64_t max() { return ~uint64_t{0}; }

  // Below `n`, which is at least 1 and less than 2^32.
  uint32_t below(uint64_t n) {
    return static_cast<uint32_t>(((*this)() >> 32) * n >> 32);
  }

  bool chance(double share) {
    return static_cast<double>((*this)() >> 11) < share * 9007199254740992.0;
  }

 private:
  uint64_t state_;
};

}  // namespace unspin::bench
