// The links of a box of any size that go forward in both sides.
#pragma once

#include <vector>

#include "align/words_gap.h"
#include "align/words_side.h"

namespace unspin {

// Cost: O(n log n) for the anchors, and between them O(n * 64) at worst: a box that
// is too large to align exactly and holds no anchor is cut into pieces of 64 words
// along its diagonal, so that what is far from the diagonal is not found there.
std::vector<Link> find_links(const Sides& sides, GapAligner& aligner, PairBox box);

}  // namespace unspin
