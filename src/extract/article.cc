#include "extract/article.h"

#include "extract/blocks.h"
#include "extract/hints.h"
#include "extract/render.h"
#include "extract/score.h"

namespace unspin {
namespace {

// Below one half: a paragraph lost costs a reader more than a line too many.
constexpr float kLeastScore = 0.42F;

}  // namespace

std::string find_article(const Dom& dom) {
  // Write the page's text down in blocks; beyond this point the tree is not needed.
  const BlockPage page = find_blocks(dom);

  // Say of each block how likely it belongs to the article.
  const std::vector<float> scores = score_blocks(page, find_hints(dom));

  std::vector<bool> keep(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) keep[i] = scores[i] >= kLeastScore;
  return render_blocks(page, keep);
}

}  // namespace unspin
