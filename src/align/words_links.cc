// This file links the words of a box, however large.
//
// Anchors first; between them lie small boxes for the exact aligner. Most are tiny:
// a word or two replaced.

#include "align/words_links.h"

#include <algorithm>

#include "align/words_anchors.h"

namespace unspin {

namespace {

// Boxes up to this many words of a times words of b need no anchors.
constexpr uint64_t kSmallArea = 144;

// The side of the pieces that a large box without anchors is cut into.
constexpr uint32_t kPiece = 64;
static_assert(kPiece * kPiece <= GapAligner::kMaxArea);

void align_in_pieces(GapAligner& aligner, PairBox box, std::vector<Link>& links) {
  uint32_t pieces = (std::max(box.a.size(), box.b.size()) + kPiece - 1) / kPiece;
  auto cut = [&](TokenSpan span, uint64_t p) {
    return span.start + static_cast<uint32_t>(span.size() * p / pieces);
  };
  for (uint64_t p = 0; p < pieces; ++p) {
    PairBox piece{{cut(box.a, p), cut(box.a, p + 1)}, {cut(box.b, p), cut(box.b, p + 1)}};
    if (!piece.a.empty() && !piece.b.empty()) aligner.align(piece, links);
  }
}

void align_between(GapAligner& aligner, PairBox box, std::vector<Link>& links) {
  uint64_t area = uint64_t{box.a.size()} * box.b.size();
  if (area == 0) return;
  if (area <= GapAligner::kMaxArea)
    aligner.align(box, links);
  else
    align_in_pieces(aligner, box, links);
}

}  // namespace

std::vector<Link> find_links(const Sides& sides, GapAligner& aligner, PairBox box) {
  std::vector<Link> links;
  PairBox between{{box.a.start, 0}, {box.b.start, 0}};
  for (const Run& run : find_anchors(sides, box, kSmallArea)) {
    between.a.end = run.a;
    between.b.end = run.b;
    align_between(aligner, between, links);
    links.push_back({{{run.a, run.a + run.size}, {run.b, run.b + run.size}}, true});
    between = {{run.a + run.size, 0}, {run.b + run.size, 0}};
  }
  between.a.end = box.a.end;
  between.b.end = box.b.end;
  align_between(aligner, between, links);
  return links;
}

}  // namespace unspin
