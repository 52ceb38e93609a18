// The equal words that a passage's alignment hangs on.
#pragma once

#include <cstdint>
#include <vector>

#include "align/words_side.h"

namespace unspin {

// Equal words a[a..a+size) and b[b..b+size).
struct Run {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t size = 0;
  bool operator==(const Run&) const = default;
};

// Runs of equal words in order on both sides that are surely right: each holds
// a rare word or several, unique within what lies between its neighbours. Stops
// at boxes of `small_area` words of a times words of b.
//
// Cost: O(n log n) a level, at most 8 levels.
std::vector<Run> find_anchors(const Sides& sides, PairBox box, uint64_t small_area);

}  // namespace unspin
