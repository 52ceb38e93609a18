// Boosted decision trees: here is a row of features, give me how likely it is.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

namespace unspin {

struct TreeNode {
  uint8_t feature;
  float threshold;
  // Where to go when the feature is at most the threshold, and when it is more: a node,
  // or, when negative, the leaf -1 - n.
  int16_t at_most;
  int16_t more;
};

// Written by tools/train_article.py.
struct TreeModel {
  std::span<const TreeNode> nodes;
  std::span<const int16_t> roots;  // one a tree
  std::span<const float> leaves;

  // The first trees say the most. Of blocks that were not fitted on, 45 in 100 are below
  // kHopeless after kEarly trees, and none of them came to more than 0.25 in the end;
  // their sums grow to some 2.5 times as much. To stop there spares a third of the work.
  static constexpr size_t kEarly = 30;
  static constexpr float kHopeless = -1.6F;
  static constexpr float kGrowth = 2.5F;

  // The logistic of the sum of what each tree says. Requires: as many features in `row`
  // as the model was fitted with.
  float evaluate(std::span<const float> row) const {
    float sum = 0;
    for (size_t tree = 0; tree < roots.size(); ++tree) {
      if (tree == kEarly && sum < kHopeless) {
        sum *= kGrowth;
        break;
      }
      int16_t at = roots[tree];
      while (at >= 0) {
        const TreeNode& node = nodes[static_cast<size_t>(at)];
        at = row[node.feature] <= node.threshold ? node.at_most : node.more;
      }
      sum += leaves[static_cast<size_t>(-1 - at)];
    }
    return 1 / (1 + std::exp(-sum));
  }
};

}  // namespace unspin
