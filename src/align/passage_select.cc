// This file makes passages of regions.
//
// Regions grow one by one and know nothing of each other: two may have grown into the
// same place from its two ends, and a phrase may have found two places that it could
// be from. Taken best first, a region that meets a better one on both sides is part of
// it; one that sits mostly inside a better one on one side only is its echo.
//
// What lies between two neighbouring passages has a head start: that the texts are
// related, and in this order, is known. So a gap needs only to agree more than it
// disagrees, without the toll that a new place pays, and the three become one. A gap
// that is empty on one side is an insertion, and ends a passage like any other text
// that the other side lacks, unless it is a few words only.

#include "align/passage_select.h"

#include <algorithm>

#include "align/passage_digest.h"

namespace unspin {

namespace {

uint32_t overlap(TokenSpan x, TokenSpan y) {
  uint32_t start = std::max(x.start, y.start), end = std::min(x.end, y.end);
  return end > start ? end - start : 0;
}

TokenSpan around(TokenSpan x, TokenSpan y) {
  return {std::min(x.start, y.start), std::max(x.end, y.end)};
}

bool better(const Rectangle& x, const Rectangle& y) {
  if (x.score != y.score) return x.score > y.score;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

bool gap_agrees(TokenSpan a, TokenSpan b, uint32_t reach, Grower& grower,
                const SelectParameters& parameters) {
  if (std::max(a.size(), b.size()) <= parameters.trifling_gap) return true;
  if (a.empty() || b.empty()) return false;
  if (std::max(a.size(), b.size()) > parameters.gap_ratio * std::min(a.size(), b.size()))
    return false;
  if (std::max(a.size(), b.size()) > parameters.gap_reach * reach) return false;
  Region gap = grower.scored(a, b);
  return std::min(gap.sum_a, gap.sum_b) > 0;
}

// Is what two stretches have in common no more than chance and topic explain?
bool is_chance(TokenSpan a, TokenSpan b, Grower& grower, double least_sum) {
  if (a.empty() || b.empty()) return true;
  Region region = grower.scored(a, b);
  return std::min(region.sum_a, region.sum_b) < least_sum;
}

}  // namespace

void snap_to_run(Rectangle& rectangle, const std::vector<Run>& runs, Grower& grower,
                 const SelectParameters& parameters) {
  uint32_t longer = std::max(rectangle.a.size(), rectangle.b.size());
  for (const Run& run : runs) {
    if (run.length < parameters.verbatim_run ||
        run.length < parameters.verbatim_share * longer)
      return;
    TokenSpan a = run.span_a(), b = run.span_b();
    if (!rectangle.a.overlaps(a) || !rectangle.b.overlaps(b)) continue;
    TokenSpan all_a = around(rectangle.a, a), all_b = around(rectangle.b, b);
    if (is_chance({all_a.start, a.start}, {all_b.start, b.start}, grower,
                  parameters.least_end_sum)) {
      rectangle.a.start = a.start;
      rectangle.b.start = b.start;
    }
    if (is_chance({a.end, all_a.end}, {b.end, all_b.end}, grower,
                  parameters.least_end_sum)) {
      rectangle.a.end = a.end;
      rectangle.b.end = b.end;
    }
    rectangle.verbatim = true;
    return;
  }
}

std::vector<Rectangle> resolve_conflicts(std::vector<Rectangle> rectangles,
                                         const SelectParameters& parameters) {
  std::ranges::sort(rectangles, better);
  std::vector<Rectangle> kept;
  for (const Rectangle& r : rectangles) {
    auto conflict = std::ranges::find_if(kept, [&](const Rectangle& k) {
      return (k.a.overlaps(r.a) && k.b.overlaps(r.b)) ||
             overlap(k.a, r.a) > parameters.echo_share * r.a.size() ||
             overlap(k.b, r.b) > parameters.echo_share * r.b.size();
    });
    if (conflict == kept.end()) {
      kept.push_back(r);
    } else if (conflict->a.overlaps(r.a) && conflict->b.overlaps(r.b)) {
      conflict->a = around(conflict->a, r.a);
      conflict->b = around(conflict->b, r.b);
    }
  }
  return kept;
}

std::vector<Rectangle> join_neighbours(std::vector<Rectangle> rectangles, Grower& grower,
                                       const SelectParameters& parameters) {
  std::ranges::sort(rectangles, {},
                    [](const Rectangle& r) { return std::pair(r.a, r.b); });
  std::vector<Rectangle> joined;
  for (const Rectangle& r : rectangles) {
    if (!joined.empty()) {
      Rectangle& last = joined.back();
      bool follows = last.a.end <= r.a.start && last.b.end <= r.b.start;
      uint32_t reach = last.a.size() + r.a.size();
      if (follows && gap_agrees({last.a.end, r.a.start}, {last.b.end, r.b.start}, reach,
                                grower, parameters)) {
        last = {around(last.a, r.a), around(last.b, r.b), last.score + r.score, false,
                false};
        continue;
      }
    }
    joined.push_back(r);
  }
  return joined;
}

std::vector<LocalPassage> seen_from(bool a, const std::vector<Rectangle>& rectangles) {
  std::vector<LocalPassage> result;
  for (const Rectangle& r : rectangles)
    result.push_back(a ? LocalPassage{r.a, r.b, r.score}
                       : LocalPassage{r.b, r.a, r.score});
  return result;
}

void add_digest(const PairTerms& pair, std::vector<Rectangle>& rectangles) {
  for (bool a : {true, false}) {
    const TermText& text = a ? pair.a : pair.b;
    const TermText& source = a ? pair.b : pair.a;
    std::optional<Digest> digest = find_digest(pair, text, source);
    if (!digest || log_odds(evidence_of(*digest, seen_from(a, rectangles)),
                            pair.parameters().digest) <= 0)
      continue;
    std::erase_if(rectangles, [&](const Rectangle& r) {
      return (a ? r.a : r.b).overlaps(digest->span);
    });
    TokenSpan all{0, source.size()};
    rectangles.push_back(
        {a ? digest->span : all, a ? all : digest->span, digest->sum, false, true});
    return;
  }
}

}  // namespace unspin
