// align/, inside: small numbers for 64-bit keys.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace unspin {

// An open-addressing map from key to number, half full at most. No key is 0.
class KeyNumbers {
 public:
  // For up to `most` keys.
  explicit KeyNumbers(size_t most)
      : mask_(std::bit_ceil(2 * most + 8) - 1), keys_(mask_ + 1), numbers_(mask_ + 1) {}

  // The number of `key`; `fresh` for one not seen yet.
  uint32_t insert(uint64_t key, uint32_t fresh) {
    size_t slot = slot_of(key);
    if (keys_[slot] == 0) {
      keys_[slot] = key;
      numbers_[slot] = fresh;
    }
    return numbers_[slot];
  }

  // 0 when absent.
  uint32_t find(uint64_t key) const { return numbers_[slot_of(key)]; }

 private:
  size_t slot_of(uint64_t key) const {
    size_t slot = (key * 0x9E3779B97F4A7C15u >> 20) & mask_;
    while (keys_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) & mask_;
    return slot;
  }

  size_t mask_;
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> numbers_;
};

}  // namespace unspin
