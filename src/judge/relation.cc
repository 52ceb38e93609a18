// This file says what two documents are to each other.
//
// Coverage alone would mislead: two outlets that report one speech share its
// quotations, and passages grow around them until they cover most of both. So beside
// the coverage we ask how many of a side's own words, those outside quotation marks,
// the other has too, the same or akin. Over texts that language models rewrote this is
// above .45 for all but 2 % (median .7), over reports of one event by different
// outlets below .22 for nine tenths; most of the rest turn out to rework one agency's
// story.
//
// Beyond that the relation is a matter of wording (relation_tally.cc) and of how much
// of the larger side is covered: a copy in a page with other things around it is still
// a copy, until most of the page is something else.
//
// The E-value. Scores are log-likelihoods, but of a model that takes words for
// independent, so exp(-score) is far too sure. Of 10,000 random pairs of newswire
// stories 5 reach the least score of a passage, 32, by chance (others share text
// indeed), of news articles 1; what they have above 32 is 2.3 in the mean. Hence
// 180 exp(-.4 score): .0005 at 32. That is few events to calibrate on, and all of them
// report one affair in set terms; `bench_judge --only chance` repeats it.

#include <algorithm>
#include <cmath>

#include "align/passages.h"
#include "judge/judge.h"
#include "judge/relation_tally.h"

namespace unspin {
namespace {

// Below this share of words outside quotation marks a side has no words of its own.
constexpr double kLeastOwn = .2;

// See the head of this file.
constexpr double kChance = 180;
constexpr double kChanceDecay = .4;

// One side is contained in the other from this coverage on, and the other is nothing
// but it (and its page's furniture) from this one on.
constexpr double kLeastContained = .5;
constexpr double kLeastWhole = .6;

// Own words that both must have; see the head of this file.
constexpr double kLeastOwnShared = .45;
constexpr double kLeastOwnSpun = .35;

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

// Marks the tokens of one side that stand inside quotation marks.
std::vector<char> quoted_tokens(const SideView& side) {
  std::vector<char> quoted(side.tokens.size());
  for (const QuotedSpan& quotation : side.quotations)
    for (uint32_t i = quotation.tokens.start; i < quotation.tokens.end; ++i)
      quoted[i] = 1;
  return quoted;
}

// Share of a side's own words, those outside quotation marks, that the other side has
// too, the same or akin.
double own_words_shared(const Case& pair, const SideView& side, TokenSpan Step::* span) {
  std::vector<char> state = quoted_tokens(side);
  double own = static_cast<double>(std::ranges::count(state, 0));
  if (own < kLeastOwn * static_cast<double>(state.size())) return 1;  // all is quoted
  double shared = 0;
  for (const AlignedPassage& passage : pair.passages)
    for (const Step& step : passage.words.steps) {
      bool same = step.op == StepOp::kEqual || step.op == StepOp::kMove ||
                  (step.op == StepOp::kReplace && step.kinship != Kinship::kNone);
      if (!same) continue;
      for (uint32_t i = (step.*span).start; i < (step.*span).end; ++i) {
        shared += state[i] == 0;
        state[i] = 2;  // passages may overlap on one side
      }
    }
  return shared / own;
}

// The relation of two documents that share passages worded like `kind`.
Relation relation_of(const Case& pair, PassageKind kind, Coverage coverage) {
  double most = std::max(coverage.a, coverage.b);
  double least = std::min(coverage.a, coverage.b);
  double own = std::max(own_words_shared(pair, pair.a, &Step::a),
                        own_words_shared(pair, pair.b, &Step::b));
  bool spun = kind == PassageKind::kSpun;
  if (most < kLeastContained || own < (spun ? kLeastOwnSpun : kLeastOwnShared))
    return Relation::kSharedPassages;
  if (spun) return Relation::kSpun;
  if (kind == PassageKind::kParaphrased) return Relation::kParaphrase;
  return least >= kLeastWhole ? Relation::kNearCopy : Relation::kExcerpt;
}

}  // namespace

double chance_of_score(double score, uint32_t tokens_a, uint32_t tokens_b) {
  score += kLeastScore - least_score(tokens_a, tokens_b);
  return std::min(1.0, kChance * std::exp(-kChanceDecay * score));
}

RelationVerdict judge_relation(const Case& pair, double collection_size) {
  RelationVerdict verdict;
  Tally all;
  bool has_lexicon = !pair.lexicon.empty();
  for (const AlignedPassage& passage : pair.passages) {
    Tally own = tally(passage.words, pair.a.tokens, pair.b.tokens, pair.lexicon);
    verdict.kinds.push_back(kind_of(own, has_lexicon));
    verdict.score += passage.rectangle.score;
    all += own;
  }
  verdict.evalue = collection_size * chance_of_score(verdict.score, pair.a.tokens.size(),
                                                     pair.b.tokens.size());
  verdict.coverage = {covered(pair.passages, pair.a.tokens.size(), &Rectangle::a),
                      covered(pair.passages, pair.b.tokens.size(), &Rectangle::b)};
  if (same_words(pair.a.tokens, pair.b.tokens))
    verdict.relation = Relation::kIdentical;
  else if (!pair.passages.empty())
    verdict.relation = relation_of(pair, kind_of(all, has_lexicon), verdict.coverage);
  return verdict;
}

}  // namespace unspin
