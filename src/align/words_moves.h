// Stretches that stand elsewhere on the other side: moved sentences and phrases.
#pragma once

#include <cstdint>
#include <vector>

#include "align/words_gap.h"
#include "align/words_side.h"

namespace unspin {

// Finds stretches of a that have no link but share words with a stretch of b
// that has none either, out of order. Boxes do not overlap on any side. Links
// that hold only a few common words of a moved stretch in place are taken out of
// `links`.
//
// Requires: `links` go forward in both sides.
// Cost:     O(n log n) in the words without a link.
std::vector<PairBox> find_moves(const Sides& sides, std::vector<Link>& links);

}  // namespace unspin
