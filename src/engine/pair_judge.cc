// Most pairs of a collection that have something in common have little: a quotation, a
// paragraph of an agency. Comparing them from end to end would take most of a scan's
// time. So what they share is looked for first, by chains of shingles, and where that is
// a small part of both only these parts are compared, with room around them. When that
// turns out to cover more of a side than shared passages do, the whole is compared after
// all: whoever descends from whom was read from end to end. So it is when the parts come
// to nothing, unless the scan is after verbatim passages only: a passage in other words
// has its chains where it happens to keep them, and many of PAN's summarised pairs would
// go unseen.

#include "engine/pair_judge.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/cut_out.h"
#include "engine/passage_places.h"
#include "report/report.h"

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

// The order of the sides, so that a line does not depend on the documents' numbers.
bool in_order(const Document& one, const Document& other) {
  return std::tie(one.id, one.text) <= std::tie(other.id, other.text);
}

}  // namespace

PairJudge::PairJudge(const Collection& collection, const Comparer& comparer,
                     const ScanParameters& parameters)
    : collection_(&collection), comparer_(&comparer), parameters_(parameters) {}

Result<void> PairJudge::fetch_first(uint32_t number) {
  if (document_ && number_ == number) return {};
  prepared_.reset();
  filter_set_ = false;
  UNSPIN_TRY(document_, collection_->document(number));
  number_ = number;
  return {};
}

uint32_t PairJudge::longest_chain(const Document& second) {
  if (!filter_set_) {
    hash_words(document_->text, first_words_);
    filter_.set_first(first_words_.hash);
    filter_set_ = true;
  }
  hash_words(second.text, second_words_);
  return filter_.longest_chain(second_words_.hash);
}

Match PairJudge::compare_whole(const Document& second) {
  if (!prepared_) prepared_ = comparer_->prepare(*document_);
  return comparer_->compare(*prepared_, comparer_->prepare(second));
}

// What the parts that hold all chains come to; nothing when the whole is to be compared.
std::optional<Match> PairJudge::compare_parts(const Document& second) {
  auto nothing = [&] { return insists() ? std::nullopt : std::optional<Match>(Match()); };
  if (filter_.places().empty()) return nothing();
  auto [share_a, a] = part_of(*document_, first_words_, filter_.places(), &Place::first);
  auto [share_b, b] = part_of(second, second_words_, filter_.places(), &Place::second);
  if (share_a == 1 && share_b == 1) return {};

  Match match = comparer_->compare(a.document, b.document);
  if (match.relation == Relation::kUnrelated) return nothing();
  if (!within_pieces(match, a, b)) return {};
  match.coverage.a *= share_a;
  match.coverage.b *= share_b;
  if (std::max(match.coverage.a, match.coverage.b) >= kLeastCoverage) return {};
  match.relation = Relation::kSharedPassages;
  match.a.bytes = document_->text.size();
  match.b.bytes = second.text.size();
  put_back(match, a, b);
  return match;
}

bool PairJudge::insists() const {
  return parameters_.insists && std::max(first_words_.size(), second_words_.size()) <=
                                    parameters_.most_suspected_words;
}

Result<JudgedPair> PairJudge::judge(uint32_t a, uint32_t b, bool filter) {
  JudgedPair judged;
  if (auto fetched = fetch_first(a); !fetched)
    return tl::unexpected<Error>(std::move(fetched).error());
  UNSPIN_TRY(Document second, collection_->document(b));
  std::optional<Match> match;
  if (filter) {
    if (longest_chain(second) < parameters_.least_chain) return judged;
    match = compare_parts(second);
  }
  judged.compared = true;
  if (!match) match = compare_whole(second);
  if (match->relation == Relation::kUnrelated) return judged;
  judged.related = true;
  judged.edge = edge_of(a, b, *match);
  std::string places = pack_places(*match);
  judged.line =
      to_json(in_order(*document_, second) ? *match : mirror(*std::move(match)));
  judged.line += '\n';
  judged.line += places;
  return judged;
}

}  // namespace unspin
