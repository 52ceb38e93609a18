// This file says which blocks are the article.
//
// No rule that a person writes is right on all pages: what stands in <aside> is a menu
// here and a box of the article there. So the weighing of what features.h finds is
// learnt, by boosted decision trees (Friedman 2001), from pages whose main content is
// known; tools/train_article.py fits them and says how well they do on pages they have
// not seen. Learning over blocks is the way of Kohlschuetter, Fankhauser and Nejdl
// (2010); that what stands around a block says more than the block itself, we found as
// they did.
#include "extract/score.h"

#include "extract/features.h"

namespace unspin {

std::vector<float> score_blocks(const BlockPage& page, const PageHints& hints,
                                const TreeModel& model) {
  const BoxFacts facts(page);
  std::vector<float> scores;
  scores.reserve(page.blocks.size());
  for (const FeatureRow& row : find_features(page, facts, hints)) {
    scores.push_back(model.evaluate(row));
  }
  return scores;
}

}  // namespace unspin
