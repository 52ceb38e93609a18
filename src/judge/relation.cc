#include <algorithm>
#include <cmath>

#include "judge/judge.h"
#include "judge/relation_tally.h"

namespace unspin {
namespace {

bool same_words(const Tokens& a, const Tokens& b) {
  return std::ranges::equal(a.list, b.list, {}, &Token::word, &Token::word);
}

// Share of a side's tokens inside passages; tokens inside several count once.
double covered(const std::vector<AlignedPassage>& passages, uint32_t n_tokens,
               TokenSpan Rectangle::* side) {
  if (n_tokens == 0) return 0;
  std::vector<TokenSpan> spans;
  for (const AlignedPassage& passage : passages) spans.push_back(passage.rectangle.*side);
  std::ranges::sort(spans);
  uint32_t inside = 0, reached = 0;
  for (TokenSpan span : spans) {
    uint32_t start = std::max(span.start, reached);
    if (span.end > start) inside += span.end - start;
    reached = std::max(reached, span.end);
  }
  return static_cast<double>(inside) / n_tokens;
}

Relation relation_of(const Tally& all, Coverage coverage) {
  double most = std::max(coverage.a, coverage.b);
  double least = std::min(coverage.a, coverage.b);
  if (most < .6) return Relation::kSharedPassages;
  switch (kind_of(all)) {
    case PassageKind::kVerbatim:
    case PassageKind::kEdited:
      return least >= .6 ? Relation::kNearCopy : Relation::kExcerpt;
    case PassageKind::kSpun:
      return Relation::kSpun;
    case PassageKind::kParaphrased:
      break;
  }
  return Relation::kParaphrase;
}

}  // namespace

RelationVerdict judge_relation(const Case& pair, double collection_size) {
  RelationVerdict verdict;
  Tally all;
  for (const AlignedPassage& passage : pair.passages) {
    Tally own = tally(passage.words);
    verdict.kinds.push_back(kind_of(own));
    verdict.score += passage.rectangle.score;
    all += own;
  }
  verdict.evalue = collection_size * std::exp(-verdict.score);
  verdict.coverage = {covered(pair.passages, pair.a.tokens.size(), &Rectangle::a),
                      covered(pair.passages, pair.b.tokens.size(), &Rectangle::b)};
  if (same_words(pair.a.tokens, pair.b.tokens))
    verdict.relation = Relation::kIdentical;
  else if (!pair.passages.empty())
    verdict.relation = relation_of(all, verdict.coverage);
  return verdict;
}

}  // namespace unspin
