// A text that shares a quotation or a paragraph with a hundred others would be compared
// with each from end to end, and that would be nearly all the time of a search. So where
// chains of shingles lie in a small part of both, only these parts are compared, as a
// scan does it (pair_judge.cc). When that turns out to cover more of a side than shared
// passages do, or comes to nothing, the whole is compared after all.

#include "engine/compare_parts.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/cut_out.h"

namespace unspin {
namespace {

using Stretch = DiagonalFilter::Stretch;
using Place = DiagonalFilter::Place;

// As in a scan: words looked at on both sides of where chains lie; the share of a side of
// which cutting saves nothing; the coverage that says that more than passages are shared.
constexpr uint32_t kMargin = 60;
constexpr double kMostOfSide = .6;
constexpr double kLeastCoverage = .3;

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

// One side with little more than what it shares.
struct Part {
  double share = 1;  // of the side's bytes; 1: the whole
  CutOut cut;
};

Part part_of(const Document& document, const WordHashes& words,
             std::span<const Place> places, Stretch Place::* side) {
  std::vector<Stretch> stretches = parts_of(places, side, words.size());
  double inside = 0;
  for (Stretch part : stretches) inside += part.size();
  if (inside > kMostOfSide * static_cast<double>(words.size()))
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

}  // namespace

std::optional<Match> compare_parts(const Comparer& comparer, const Document& first,
                                   const WordHashes& first_words, const Document& second,
                                   const WordHashes& second_words,
                                   std::span<const Place> places) {
  if (places.empty()) return {};
  auto [share_a, a] = part_of(first, first_words, places, &Place::first);
  auto [share_b, b] = part_of(second, second_words, places, &Place::second);
  if (share_a == 1 && share_b == 1) return {};

  Match match = comparer.compare(a.document, b.document);
  if (match.relation == Relation::kUnrelated || !within_pieces(match, a, b)) return {};
  match.coverage.a *= share_a;
  match.coverage.b *= share_b;
  if (std::max(match.coverage.a, match.coverage.b) >= kLeastCoverage) return {};
  match.relation = Relation::kSharedPassages;
  match.a.bytes = first.text.size();
  match.b.bytes = second.text.size();
  put_back(match, a, b);
  return match;
}

}  // namespace unspin
