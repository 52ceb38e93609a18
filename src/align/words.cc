// This file aligns the words of one passage.
//
// First anchors: runs of equal words that nobody would doubt. Between them lie
// small boxes, aligned exactly: equal words, kin, and what has no counterpart.
// What is left between two links becomes one edit.

#include "align/words.h"

#include <algorithm>

#include "align/words_anchors.h"
#include "align/words_gap.h"
#include "align/words_kin.h"
#include "align/words_moves.h"
#include "align/words_side.h"
#include "align/words_steps.h"

namespace unspin {

namespace {

// Boxes up to this many words of a times words of b need no anchors.
constexpr uint64_t kSmallArea = 144;

// A box too large to align exactly is cut into pieces along its diagonal.
void align_box(GapAligner& aligner, Box box, std::vector<Link>& links) {
  uint64_t area = uint64_t{box.a.size()} * box.b.size();
  if (area == 0) return;
  if (area <= GapAligner::kMaxArea) {
    aligner.align(box, links);
    return;
  }
  constexpr uint32_t kSide = 64;
  uint32_t pieces = (std::max(box.a.size(), box.b.size()) + kSide - 1) / kSide;
  auto cut = [&](TokenSpan span, uint64_t p) {
    return span.start + static_cast<uint32_t>(span.size() * p / pieces);
  };
  for (uint64_t p = 0; p < pieces; ++p) {
    Box piece{{cut(box.a, p), cut(box.a, p + 1)}, {cut(box.b, p), cut(box.b, p + 1)}};
    if (!piece.a.empty() && !piece.b.empty()) aligner.align(piece, links);
  }
}

std::vector<Link> find_links(const Sides& sides, GapAligner& aligner, Box box) {
  std::vector<Link> links;
  Box between{{box.a.start, 0}, {box.b.start, 0}};
  for (const Run& run : find_anchors(sides, box, kSmallArea)) {
    between.a.end = run.a;
    between.b.end = run.b;
    align_box(aligner, between, links);
    links.push_back({{{run.a, run.a + run.size}, {run.b, run.b + run.size}}, true});
    between = {{run.a + run.size, 0}, {run.b + run.size, 0}};
  }
  between.a.end = box.a.end;
  between.b.end = box.b.end;
  align_box(aligner, between, links);
  return links;
}

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

}  // namespace

WordAlignment align_words(const Tokens& a, const Tokens& b, const Rectangle& passage,
                          const Lexicon& lexicon) {
  Sides sides(a, b, passage, lexicon);
  Box whole{{0, sides.a_size()}, {0, sides.b_size()}};
  Kin kin(sides);
  GapAligner aligner(sides, kin);

  // What goes forward in both sides.
  std::vector<Thread> threads{{whole, find_links(sides, aligner, whole)}};

  // What stands elsewhere on the other side, aligned by itself.
  for (const Box& box : find_moves(sides, threads[0].links))
    threads.push_back({box, find_links(sides, aligner, box)});

  return summed_up(make_steps(sides, threads), passage);
}

}  // namespace unspin
