// This file aligns the words of one passage.
//
// First what goes forward in both sides: anchors, that is runs of equal words that
// nobody would doubt, and between them small boxes, aligned exactly: equal words,
// kin, and what has no counterpart. Then what was moved: stretches that seem deleted
// here and inserted there, each aligned by itself. What is left between two links
// becomes one edit.

#include "align/words.h"

#include "align/words_gap.h"
#include "align/words_kin.h"
#include "align/words_links.h"
#include "align/words_moves.h"
#include "align/words_side.h"
#include "align/words_steps.h"

namespace unspin {

WordAlignment summed_up(std::vector<Step> steps, const Rectangle& passage) {
  size_t equal = 0, alike = 0;
  for (const Step& step : steps) {
    size_t tokens = step.a.size() + step.b.size();
    bool same = step.op == StepOp::kEqual || step.op == StepOp::kMove;
    if (same) equal += tokens;
    if (same || step.kinship != Kinship::kNone) alike += tokens;
  }
  auto all = static_cast<double>(passage.a.size() + passage.b.size());
  if (all == 0) return {std::move(steps), 0, 0};
  return {std::move(steps), static_cast<double>(alike) / all,
          static_cast<double>(equal) / all};
}

WordAlignment align_words(const Tokens& a, const Tokens& b, const Rectangle& passage,
                          const Lexicon& lexicon) {
  Sides sides(a, b, passage, lexicon);
  PairBox whole{{0, sides.a_size()}, {0, sides.b_size()}};
  Kin kin(sides);
  GapAligner aligner(sides, kin);

  // What goes forward in both sides.
  std::vector<Thread> threads{{whole, find_links(sides, aligner, whole)}};

  // What stands elsewhere on the other side, aligned by itself.
  for (const PairBox& box : find_moves(sides, threads[0].links))
    threads.push_back({box, find_links(sides, aligner, box)});

  return summed_up(make_steps(sides, threads), passage);
}

}  // namespace unspin
