// Here are a page's blocks, what can be said of each without understanding it?
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "extract/blocks.h"
#include "extract/box_facts.h"
#include "extract/hints.h"

namespace unspin {

inline constexpr size_t kFeatures = 185;
using FeatureRow = std::array<float, kFeatures>;

// One row a block, in the order of features.cc. Counts are on a logarithmic scale, shares
// are 0 to 1.
//
// Cost: linear in blocks.
std::vector<FeatureRow> find_features(const BlockPage& page, const BoxFacts& facts,
                                      const PageHints& hints);

}  // namespace unspin
