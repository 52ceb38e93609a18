#include "extract/article.h"

#include "extract/blocks.h"
#include "extract/render.h"
#include "extract/score.h"

namespace unspin {

std::string find_article(const Dom& dom) {
  // Write the page's text down in blocks; beyond this point the tree is not needed.
  const BlockPage page = find_blocks(dom);

  // Say of each block how likely it belongs to the article.
  const std::vector<float> scores = score_blocks(page);

  std::vector<bool> keep(scores.size());
  for (size_t i = 0; i < scores.size(); ++i) keep[i] = scores[i] >= 0.5F;
  return render_blocks(page, keep);
}

}  // namespace unspin
