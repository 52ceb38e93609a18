// Most pairs that have something in common have little: a quotation, a paragraph of an
// agency. Comparing them from end to end would take most of the time of a scan, and of a
// search for a text that shares a paragraph with a hundred others. So where the chains of
// shingles lie in a small part of both, only these parts are compared, with room around
// them. When that turns out to cover more of a side than shared passages do, the whole is
// compared after all: whoever descends from whom was read from end to end. So it is when
// the parts come to nothing, unless the caller is after verbatim passages only: a passage
// in other words has its chains where it happens to keep them, and many of PAN's
// summarised pairs would go unseen.

#include "engine/compare_parts.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "align/passages.h"
#include "engine/cut_out.h"
#include "judge/judge.h"

namespace unspin {
namespace {

// Words looked at on both sides of where chains lie: a passage grows by less, unless
// chains lie there too.
constexpr uint32_t kMargin = 60;

// Of a side of which parts are more than this, cutting saves nothing.
constexpr double kMostOfSide = .6;

// Parts that cover so much of a side say that more than passages are shared. A document
// that is contained in another is covered by .5 at least (judge/relation.cc).
constexpr double kLeastCoverage = .3;

using Stretch = DiagonalFilter::Stretch;
using Place = DiagonalFilter::Place;

// A side's stretches of the chains, in order, with their margins, joined where they meet.
std::vector<Stretch> parts_of(std::span<const Place> places, Stretch Place::* side,
                              size_t words) {
  std::vector<Stretch> stretches;
  for (const Place& place : places) {
    Stretch stretch = place.*side;
    uint32_t margin = kMargin + stretch.size() / 2;
    stretches.push_back(
        {stretch.begin - std::min(stretch.begin, margin),
         static_cast<uint32_t>(std::min<size_t>(stretch.end + margin, words))});
  }
  std::ranges::sort(stretches);
  std::vector<Stretch> parts;
  for (Stretch stretch : stretches)
    if (parts.empty() || stretch.begin > parts.back().end)
      parts.push_back(stretch);
    else
      parts.back().end = std::max(parts.back().end, stretch.end);
  return parts;
}

double share(std::span<const Stretch> parts, const WordHashes& words) {
  double inside = 0;
  for (Stretch part : parts) inside += part.size();
  return inside / static_cast<double>(words.size());
}

// One side of a pair with little more than what it shares.
struct Part {
  double share = 1;  // of the side's bytes; 1: the whole
  CutOut cut;
};

Part part_of(const Document& document, const WordHashes& words,
             std::span<const Place> places, Stretch Place::* side) {
  std::vector<Stretch> stretches = parts_of(places, side, words.size());
  if (share(stretches, words) > kMostOfSide)
    return {1, cut_out(document, std::vector<ByteSpan>{{0, document.text.size()}})};
  std::vector<ByteSpan> bytes;
  for (Stretch part : stretches)
    bytes.push_back({words.begin[part.begin], part.end < words.size()
                                                  ? words.begin[part.end]
                                                  : document.text.size()});
  CutOut cut = cut_out(document, bytes);
  double of_bytes = static_cast<double>(cut.document.text.size()) /
                    static_cast<double>(document.text.size());
  return {std::min(1.0, of_bytes), std::move(cut)};
}

// Whether less was asked of a passage than of the wholes it stands in: the parts are
// short.
bool has_weak_passage(const Match& match) {
  return std::ranges::any_of(
      match.passages, [](const Passage& passage) { return passage.score < kLeastScore; });
}

}  // namespace

std::optional<Match> compare_parts(const Comparer& comparer, const TextWords& first,
                                   const TextWords& second,
                                   std::span<const DiagonalFilter::Place> places,
                                   const ScanParameters& parameters) {
  // What it is when the parts come to nothing.
  std::optional<Match> nothing;
  if (!parameters.insists ||
      std::max(first.words.size(), second.words.size()) > parameters.most_suspected_words)
    nothing.emplace();
  if (places.empty()) return nothing;
  auto [share_a, a] = part_of(first.document, first.words, places, &Place::first);
  auto [share_b, b] = part_of(second.document, second.words, places, &Place::second);
  if (share_a == 1 && share_b == 1) return {};

  Match match = comparer.compare(a.document, b.document);
  if (match.relation == Relation::kUnrelated) return nothing;
  if (!within_pieces(match, a, b) || has_weak_passage(match)) return {};
  match.coverage.a *= share_a;
  match.coverage.b *= share_b;
  if (std::max(match.coverage.a, match.coverage.b) >= kLeastCoverage) return {};
  match.relation = Relation::kSharedPassages;
  match.evalue = comparer.options().collection_size *
                 chance_of_score(match.score, static_cast<uint32_t>(first.words.size()),
                                 static_cast<uint32_t>(second.words.size()));
  match.a.bytes = first.document.text.size();
  match.b.bytes = second.document.text.size();
  put_back(match, a, b);
  return match;
}

}  // namespace unspin
