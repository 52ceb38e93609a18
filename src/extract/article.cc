#include "extract/article.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

#include "extract/blocks.h"
#include "extract/data_body.h"
#include "extract/hints.h"
#include "extract/render.h"
#include "extract/score.h"

namespace unspin {
namespace {

// In bytes: a sentence or two.
constexpr size_t kLittleText = 200;

// Which blocks to keep, so that what is kept and what should be kept overlap most: the
// set with the highest expected F1 when each score is a probability. It is always the
// best-scored blocks down to some score (Lewis 1995), about half of that F1: where the
// page is plain, below one half; where all of it is in doubt, lower, rather than nothing.
std::vector<bool> choose_blocks(const BlockPage& page, const std::vector<float>& scores) {
  std::vector<uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](uint32_t i) { return scores[i]; });
  double expected = 0;
  for (size_t i = 0; i < scores.size(); ++i) expected += scores[i] * page.blocks[i].words;
  double kept = 0;
  double right = 0;
  double best = 0;
  size_t best_count = 0;
  for (size_t n = 0; n < order.size(); ++n) {
    kept += page.blocks[order[n]].words;
    right += scores[order[n]] * page.blocks[order[n]].words;
    const double f1 = 2 * right / (kept + expected);
    if (f1 <= best) continue;
    best = f1;
    best_count = n + 1;
  }
  std::vector<bool> keep(scores.size());
  for (size_t n = 0; n < best_count; ++n) keep[order[n]] = true;
  return keep;
}

}  // namespace

std::string find_article(const Dom& dom, const TreeModel& model) {
  // Write the page's text down in blocks; beyond this point the tree is not needed.
  const BlockPage page = find_blocks(dom);

  // Say of each block how likely it belongs to the article.
  const std::vector<float> scores = score_blocks(page, find_hints(dom), model);

  std::string text = render_blocks(page, choose_blocks(page, scores));

  // A page that a script would have filled in has next to nothing; look where search
  // engines look.
  if (text.size() < kLittleText) {
    std::string body = find_data_body(dom);
    if (body.size() > 2 * text.size()) return body;
  }
  return text;
}

}  // namespace unspin
