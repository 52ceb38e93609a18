// The slow, obvious twin of the exact word aligner.
#pragma once

#include <vector>

#include "align/words_gap.h"
#include "align/words_side.h"

namespace unspin::reference {

// The cost of the cheapest alignment of two whole sides, by trying every step from
// every place, without a lexicon.
int cheapest(const Sides& sides, const GapCosts& costs = {});

// What these links, in order, cost as an alignment of both sides, each stretch
// between them filled with facing words as far as possible.
int cost_of(const std::vector<Link>& links, const Sides& sides,
            const GapCosts& costs = {});

}  // namespace unspin::reference
