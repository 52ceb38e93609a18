#include "engine/pair_judge.h"

#include <tuple>
#include <utility>

#include "report/report.h"

namespace unspin {
namespace {

// The least chain of 3-grams near one diagonal that a pair must have to be aligned:
// sketch/diagonal_filter.h says what it keeps.
constexpr uint32_t kLeastChain = 5;

}  // namespace

Result<void> PairJudge::fetch_first(uint32_t number) {
  if (document_ && number_ == number) return {};
  prepared_.reset();
  filter_set_ = false;
  UNSPIN_TRY(document_, collection_->document(number));
  number_ = number;
  return {};
}

bool PairJudge::worth_aligning(const Document& second) {
  if (!filter_set_) {
    hash_words(document_->text, words_);
    filter_.set_first(words_.hash);
    filter_set_ = true;
  }
  hash_words(second.text, words_);
  return filter_.longest_chain(words_.hash) >= kLeastChain;
}

Result<JudgedPair> PairJudge::judge(uint32_t a, uint32_t b, bool filter) {
  JudgedPair judged;
  if (auto fetched = fetch_first(a); !fetched)
    return tl::unexpected<Error>(std::move(fetched).error());
  UNSPIN_TRY(Document second, collection_->document(b));
  if (filter && !worth_aligning(second)) return judged;
  judged.compared = true;
  if (!prepared_) prepared_ = comparer_->prepare(*document_);
  Prepared other = comparer_->prepare(std::move(second));

  // The side with the smaller id is a, so that a line does not depend on the numbers.
  const Document& one = prepared_->document();
  bool in_order =
      std::tie(one.id, one.text) <= std::tie(other.document().id, other.document().text);
  Match match = in_order ? comparer_->compare(*prepared_, other)
                         : comparer_->compare(other, *prepared_);
  if (match.relation == Relation::kUnrelated) return judged;
  judged.related = true;
  judged.edge = edge_of(in_order ? a : b, in_order ? b : a, match);
  judged.line = to_json(match);
  judged.line += '\n';
  return judged;
}

}  // namespace unspin
