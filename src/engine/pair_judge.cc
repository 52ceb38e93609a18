// Is the pair worth a look, and are parts enough (compare_parts.cc)? What comes of it is
// told as a line that does not depend on which of the two came first.

#include "engine/pair_judge.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/compare_parts.h"
#include "engine/passage_places.h"
#include "report/report.h"

namespace unspin {
namespace {

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

// How many 3-grams the last chains have, by the words of the longer text.
double PairJudge::shared_by_chains() const {
  double shared = 0;
  for (const DiagonalFilter::Place& place : filter_.places()) shared += place.length;
  return shared /
         static_cast<double>(std::max(first_words_.size(), second_words_.size()));
}

Match PairJudge::compare_whole(const Document& second) {
  if (!prepared_) prepared_ = comparer_->prepare(*document_);
  return comparer_->compare(*prepared_, comparer_->prepare(second));
}

Result<JudgedPair> PairJudge::judge(uint32_t a, uint32_t b, bool filter) {
  JudgedPair judged;
  if (auto fetched = fetch_first(a); !fetched)
    return tl::unexpected<Error>(std::move(fetched).error());
  UNSPIN_TRY(Document second, collection_->document(b));
  std::optional<Match> match;
  if (filter) {
    if (longest_chain(second) < parameters_.least_chain) return judged;
    if (shared_by_chains() < parameters_.least_shared) return judged;
    if (parameters_.least_shared == 0)
      match = compare_parts(*comparer_, {*document_, first_words_},
                            {second, second_words_}, filter_.places(), parameters_);
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
