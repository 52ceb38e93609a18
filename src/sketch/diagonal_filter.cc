// The 3-grams of the first text go into a small table that stays in the nearest cache,
// with a bit each in front of it: most 3-grams of the second text are not in the first,
// and end there. The others are points of the plane (place in the first, place in the
// second). A point prolongs the chain whose last point lies before it in both texts, not
// further than the gap, and nearest to its diagonal; or it begins a chain, in place of
// one that can no longer grow, or else of the shortest.
//
// The true longest chain takes n log n time; this one is at most as long, and as long
// where a passage was copied, for nothing else competes there.

#include "sketch/diagonal_filter.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "sketch/features.h"

namespace unspin {
namespace {

constexpr unsigned kShingle = 3;
constexpr size_t kLeastSlots = 64;
// A stranger's 3-gram passes for one of the first text once in 16 to 32 times.
constexpr size_t kBitsPerSlot = 16;
// Both keep the cost linear on texts that were made to cost more.
constexpr size_t kMostSteps = 32;
constexpr size_t kMostPlaces = 4;

uint32_t distance(uint32_t a, uint32_t b) { return a < b ? b - a : a - b; }

}  // namespace

void DiagonalFilter::set_first(std::span<const uint64_t> words) {
  hash_shingles(words, kShingle, first_);
  const size_t size = std::bit_ceil(std::max(first_.size(), kLeastSlots));
  shift_ = 64 - std::countr_zero(size);
  seen_shift_ = shift_ - std::countr_zero(kBitsPerSlot);
  last_.assign(size, 0);
  seen_.assign(size * kBitsPerSlot / 64, 0);
  before_.resize(first_.size());
  for (uint32_t i = 0; i < first_.size(); ++i) {
    const uint64_t bit = first_[i] >> seen_shift_;
    seen_[bit / 64] |= uint64_t{1} << bit % 64;
    before_[i] = std::exchange(last_[first_[i] >> shift_], i + 1);
  }
}

uint32_t DiagonalFilter::longest_chain(std::span<const uint64_t> words, uint32_t enough) {
  uint32_t longest = 0;
  places_.clear();
  if (first_.empty()) return longest;
  chains_.fill({});
  hash_shingles(words, kShingle, second_);
  for (uint32_t j = 0; j < second_.size() && longest < enough; ++j) {
    const uint64_t bit = second_[j] >> seen_shift_;
    if (seen_[bit / 64] >> bit % 64 & 1) [[unlikely]]
      longest = std::max(longest, add_hits(second_[j], j));
  }
  return std::min(longest, enough);
}

// Returns the length of the longest chain that ends here.
uint32_t DiagonalFilter::add_hits(uint64_t feature, uint32_t second) {
  uint32_t longest = 0;
  size_t places = 0;
  uint32_t place = last_[feature >> shift_];
  for (size_t step = 0; place && step < kMostSteps; ++step, place = before_[place - 1]) {
    if (first_[place - 1] != feature) continue;
    longest = std::max(longest, add_hit(place - 1, second));
    if (++places == kMostPlaces) break;
  }
  return longest;
}

// Returns the length of the chain that the point is now the last of.
uint32_t DiagonalFilter::add_hit(uint32_t first, uint32_t second) {
  Chain* nearest = nullptr;
  Chain* weakest = &chains_[0];
  uint32_t least_drift = options_.max_drift + 1;
  // From the begin of the chain's last 3-gram to that of this one, in words.
  auto step_in_first = [&](const Chain& c) {
    return first + kShingle - c.place.first.end;
  };
  auto step_in_second = [&](const Chain& c) {
    return second + kShingle - c.place.second.end;
  };
  auto strength = [&](const Chain& chain) {
    return step_in_second(chain) > options_.max_gap ? 0 : chain.place.length;
  };
  for (Chain& chain : chains_) {
    if (strength(chain) < strength(*weakest)) weakest = &chain;
    if (strength(chain) == 0 || step_in_second(chain) == 0) continue;
    if (first + kShingle <= chain.place.first.end) continue;
    if (step_in_first(chain) > options_.max_gap) continue;
    uint32_t drift = distance(step_in_first(chain), step_in_second(chain));
    if (drift >= least_drift) continue;
    least_drift = drift;
    nearest = &chain;
  }
  Chain& chain = nearest ? *nearest : *weakest;
  if (!nearest) chain = {{{first, first}, {second, second}}};
  chain.place.first.end = first + kShingle;
  chain.place.second.end = second + kShingle;
  if (++chain.place.length >= options_.min_noted) note(chain);
  return chain.place.length;
}

void DiagonalFilter::note(Chain& chain) {
  if (chain.noted == kNone) {
    chain.noted = static_cast<uint32_t>(places_.size());
    places_.emplace_back();
  }
  places_[chain.noted] = chain.place;
}

}  // namespace unspin
