// The 3-grams of the first text go into a small hash table that stays in the nearest
// cache. Those of the second are looked up in order; each that is found is a point of
// the plane (place in the first, place in the second). It prolongs the chain whose last
// point lies before it in both texts, not further than the gap, and nearest to its
// diagonal; or it begins a chain, in place of one that can no longer grow, or else of
// the shortest.
//
// The true longest chain takes n log n time; this one is at most as long, and as long
// where a passage was copied, for nothing else competes there.

#include "sketch/diagonal_filter.h"

#include <algorithm>
#include <bit>

#include "sketch/features.h"

namespace unspin {
namespace {

constexpr unsigned kShingle = 3;
// Both keep the cost linear on texts that were made to cost more.
constexpr size_t kMostProbes = 32;
constexpr size_t kMostPlaces = 4;

uint32_t distance(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

}  // namespace

// The slot that holds `feature`, or an empty one; null where neither is near.
uint32_t* DiagonalFilter::slot_of(uint64_t feature) {
  size_t at = feature >> shift_;
  for (size_t probe = 0; probe < kMostProbes; ++probe) {
    uint32_t* slot = &slots_[at];
    if (*slot == 0 || first_[*slot - 1] == feature) return slot;
    if (++at == slots_.size()) at = 0;
  }
  return nullptr;
}

void DiagonalFilter::set_first(std::span<const uint64_t> words) {
  hash_shingles(words, kShingle, first_);
  size_t size = std::bit_ceil(std::max<size_t>(64, 2 * first_.size()));
  shift_ = 64 - std::countr_zero(size);
  slots_.assign(size, 0);
  before_.resize(first_.size());
  for (uint32_t i = 0; i < first_.size(); ++i) {
    uint32_t* slot = slot_of(first_[i]);
    if (!slot) continue;
    before_[i] = *slot;
    *slot = i + 1;
  }
}

uint32_t DiagonalFilter::longest_chain(std::span<const uint64_t> words, uint32_t enough) {
  uint32_t longest = 0;
  if (first_.empty()) return longest;
  chains_.fill({});
  hash_shingles(words, kShingle, second_);
  for (uint32_t j = 0; j < second_.size() && longest < enough; ++j) {
    const uint32_t* slot = slot_of(second_[j]);
    if (!slot) continue;
    uint32_t place = *slot;
    for (size_t n = 0; place && n < kMostPlaces; ++n, place = before_[place - 1])
      longest = std::max(longest, add_hit(place - 1, j));
  }
  return std::min(longest, enough);
}

// Returns the length of the chain that the point is now the last of.
uint32_t DiagonalFilter::add_hit(uint32_t first, uint32_t second) {
  Chain* nearest = nullptr;
  Chain* weakest = &chains_[0];
  uint32_t least_drift = options_.max_drift + 1;
  auto strength = [&](const Chain& chain) {
    return second - chain.second > options_.max_gap ? 0 : chain.length;
  };
  for (Chain& chain : chains_) {
    if (strength(chain) < strength(*weakest)) weakest = &chain;
    if (strength(chain) == 0 || second <= chain.second || first <= chain.first) continue;
    if (first - chain.first > options_.max_gap) continue;
    uint32_t drift = distance(first - chain.first, second - chain.second);
    if (drift >= least_drift) continue;
    least_drift = drift;
    nearest = &chain;
  }
  Chain& chain = nearest ? *nearest : *weakest;
  chain = {first, second, nearest ? chain.length + 1 : 1};
  return chain.length;
}

}  // namespace unspin
