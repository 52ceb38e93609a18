// This file finds summaries.
//
// A summary takes its words from all over a text, too few from any one place for a
// rectangle to grow there. So we match against the whole source at once: a word is
// surprising when a text as long as the source would rarely hold it by chance, and
// the summary is the stretch whose gains add up to most. Unlike passages, there is no
// second side to check the first, so a digest must show its breadth: several
// surprising stems, spread over most of the source.

#include "align/passage_digest.h"

#include <algorithm>
#include <bitset>

#include "align/passage_segment.h"
#include "align/passage_surprise.h"

namespace unspin {

namespace {

constexpr int kRounds = 3;
struct Gains {
  std::vector<float> token;  // per token of the text
  std::vector<float> term;   // per term, inside the range
};

Gains gains_against(const PairTerms& pair, const TermText& text, const TermText& source,
                    TokenSpan range) {
  const SurpriseTable& surprise = pair.model->digest;
  const std::vector<float>& background = pair.background;
  const float own_prior = pair.parameters().surprise.own_prior;
  const float n = static_cast<float>(source.size());
  const float own_words = own_prior + static_cast<float>(text.size() - range.size());
  std::vector<uint32_t> used(background.size(), 0);
  for (uint32_t i = range.start; i < range.end; ++i) ++used[text.terms[i]];

  Gains gains{std::vector<float>(text.size(), surprise.missing()),
              std::vector<float>(background.size(), 0)};
  std::vector<float> outside(background.size(), 0);
  for (Term term = 1; term < background.size(); ++term) {
    float f = background[term];
    float own = own_prior * f + static_cast<float>(text.counts[term] - used[term]);
    gains.term[term] = surprise.found(n * std::max(f, own / own_words));
    outside[term] = surprise.found(n * std::max(f, (own - 1) / own_words));
  }
  for (uint32_t i = 0; i < text.size(); ++i) {
    Term term = text.terms[i];
    if (term == kUnshared) continue;
    if (range.contains(i))
      gains.token[i] = gains.term[term];
    else if (used[term] < source.counts[term])
      gains.token[i] = outside[term];
  }
  return gains;
}

}  // namespace

std::optional<Digest> find_digest(const PairTerms& pair, const TermText& text,
                                  const TermText& source) {
  const DigestParameters& parameters = pair.parameters().digest;
  TokenSpan range;
  Gains gains;
  Segment best;
  for (int round = 0; round < kRounds; ++round) {
    gains = gains_against(pair, text, source, range);
    best = best_segment(gains.token, text.breaks, parameters.break_bonus);
    if (best.span.empty()) return std::nullopt;
    if (best.span == range) break;
    range = best.span;
  }

  if (best.sum < parameters.least_sum || best.span.size() < parameters.shortest ||
      source.size() < parameters.least_ratio * best.span.size())
    return std::nullopt;

  Digest digest{best.span, best.sum, 0, 0, 0, 0};
  std::vector<uint8_t> picked(pair.term_count(), 0);
  uint32_t missing = 0;
  for (uint32_t i = best.span.start; i < best.span.end; ++i) {
    Term term = text.terms[i];
    missing += term == kUnshared;
    if (term == kUnshared || picked[term] || gains.term[term] < parameters.surprising)
      continue;
    picked[term] = 1;
    ++digest.surprising;
  }
  std::bitset<10> tenths;
  for (uint32_t i = 0; i < source.size(); ++i)
    if (picked[source.terms[i]]) tenths.set(uint64_t{10} * i / source.size());
  digest.tenths = static_cast<uint32_t>(tenths.count());
  digest.missing = static_cast<double>(missing) / best.span.size();
  digest.share = static_cast<double>(best.span.size()) / text.size();
  if (digest.surprising < parameters.fewest_surprising ||
      digest.tenths < parameters.fewest_tenths)
    return std::nullopt;
  return digest;
}

DigestEvidence evidence_of(const Digest& digest, std::span<const LocalPassage> passages) {
  double covered = 0, source_tokens = 0, scores = 0, count = 0;
  for (const LocalPassage& passage : passages) {
    if (!passage.text.overlaps(digest.span)) continue;
    double inside = std::min(passage.text.end, digest.span.end) -
                    std::max(passage.text.start, digest.span.start);
    covered += inside;
    source_tokens += passage.source.size() * inside / passage.text.size();
    scores += passage.score;
    ++count;
  }
  const double size = digest.span.size();
  return {.tenths = static_cast<double>(digest.tenths),
          .passages = std::min(count, 3.0),
          .source_size = source_tokens / size,
          .missing = digest.missing,
          .covered = covered / size,
          .scores = std::min(scores / digest.sum, 2.0),
          .share = digest.share};
}

double log_odds(const DigestEvidence& evidence, const DigestParameters& parameters) {
  return parameters.odds + parameters.odds_per_tenth * evidence.tenths +
         parameters.odds_per_passage * evidence.passages +
         parameters.odds_of_source_size * evidence.source_size +
         parameters.odds_of_missing * evidence.missing +
         parameters.odds_of_covered * evidence.covered +
         parameters.odds_of_scores * evidence.scores +
         parameters.odds_of_share * evidence.share;
}

}  // namespace unspin
