#include "index/common_keys.h"

#include <algorithm>
#include <bit>

#include "index/postings_format.h"

namespace unspin {

void CommonKeys::insert(uint64_t key) {
  size_t at = place_of(key);
  while (slots_[at] != kNone && slots_[at] != key) at = (at + 1) & mask_;
  size_ += slots_[at] == kNone;
  slots_[at] = key;
}

void CommonKeys::add(std::span<const uint64_t> keys) {
  // Half full at most, or searching for what is not there would take long.
  size_t needed = std::bit_ceil(2 * (size_ + keys.size()) + 2);
  if (needed > slots_.size()) {
    std::vector<uint64_t> before(needed, kNone);
    before.swap(slots_);
    mask_ = needed - 1;
    size_ = 0;
    for (uint64_t key : before)
      if (key != kNone) insert(key);
  }
  for (uint64_t key : keys) insert(key);
}

std::string CommonKeys::pack() const {
  std::vector<uint64_t> keys;
  keys.reserve(size_);
  for (uint64_t key : slots_)
    if (key != kNone) keys.push_back(key);
  std::ranges::sort(keys);
  std::string packed;
  uint64_t last = 0;
  for (uint64_t key : keys) {
    put_varint(packed, key - last);
    last = key;
  }
  return packed;
}

CommonKeys CommonKeys::unpack(std::string_view packed) {
  std::vector<uint64_t> keys;
  const auto* at = reinterpret_cast<const uint8_t*>(packed.data());
  const auto* end = at + packed.size();
  uint64_t key = 0, step = 0;
  while (at < end && take_varint(at, end, step)) {
    if (step >= uint64_t{1} << kKeyBits) break;
    key += step;
    if (key >= uint64_t{1} << kKeyBits) break;
    keys.push_back(key);
  }
  CommonKeys common;
  common.add(keys);
  return common;
}

}  // namespace unspin
