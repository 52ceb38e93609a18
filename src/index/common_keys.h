// Features that so many documents have that nothing is listed of them any more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unspin {

// A set of keys. Of a newcomer's words and pairs of words, half and more are of those
// that everybody uses; whoever knows them need not carry them to a file and through every
// merge, only to drop them there.
//
// Threads: const members from any.
class CommonKeys {
 public:
  CommonKeys() = default;

  // Adds keys, in any order, some of which may be there.
  void add(std::span<const uint64_t> keys);

  // Cost: some nanoseconds.
  bool contains(uint64_t key) const {
    for (size_t at = place_of(key); slots_[at] != kNone; at = (at + 1) & mask_)
      if (slots_[at] == key) return true;
    return false;
  }

  size_t size() const { return size_; }

  // As bytes and back. What is no such bytes is read as far as it makes sense.
  std::string pack() const;
  static CommonKeys unpack(std::string_view packed);

 private:
  static constexpr uint64_t kNone = ~uint64_t{0};

  size_t place_of(uint64_t key) const {
    return (key * uint64_t{0x9E3779B97F4A7C15u}) >> 32 & mask_;
  }
  void insert(uint64_t key);

  std::vector<uint64_t> slots_ = std::vector<uint64_t>(1, kNone);
  size_t mask_ = 0;
  size_t size_ = 0;
};

}  // namespace unspin
