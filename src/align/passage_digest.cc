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

constexpr float kOwnPrior = 600;
constexpr double kBreakBonus = 5;
constexpr int kRounds = 3;
constexpr float kSurprising = 2;

// What is worth looking at: a few sentences, much shorter than their source.
constexpr double kLeastSum = 42;
constexpr uint32_t kShortest = 50;
constexpr double kLeastRatio = 3;
constexpr uint32_t kFewestSurprising = 8;
constexpr uint32_t kFewestTenths = 5;

// Log-odds that the digest, and not the passages found inside its stretch, is the
// right account: a logistic regression on the PAN 2013 training pairs, cross-validated
// on halves (170 of 220 digests kept for 15 wrong ones). For a digest speak breadth,
// several passages at once, and passages that take more of the source than they give;
// against it, words that the source lacks, passages that explain all of the stretch
// or score more, and a stretch that is most of its text.
constexpr double kOdds = 3;
constexpr double kOddsPerTenth = .28;
constexpr double kOddsPerPassage = 5.5;    // three at most count
constexpr double kOddsOfSourceSize = 3.1;  // passages' source tokens / stretch
constexpr double kOddsOfMissing = -14.1;   // share of the stretch
constexpr double kOddsOfCovered = -11.3;   // share of the stretch
constexpr double kOddsOfScores = -5.2;     // passages' scores / digest's sum, 2 at most
constexpr double kOddsOfShare = -9.8;      // stretch / its text

struct Gains {
  std::vector<float> token;  // per token of the text
  std::vector<float> term;   // per term, inside the range
};

Gains gains_against(const TermText& text, const TermText& source,
                    const std::vector<float>& background, TokenSpan range) {
  const SurpriseTable& surprise = digest_surprise();
  const float n = static_cast<float>(source.size());
  const float own_words = kOwnPrior + static_cast<float>(text.size() - range.size());
  std::vector<uint32_t> used(background.size(), 0);
  for (uint32_t i = range.start; i < range.end; ++i) ++used[text.terms[i]];

  Gains gains{std::vector<float>(text.size(), surprise.missing()),
              std::vector<float>(background.size(), 0)};
  std::vector<float> outside(background.size(), 0);
  for (Term term = 1; term < background.size(); ++term) {
    float f = background[term];
    float own = kOwnPrior * f + static_cast<float>(text.counts[term] - used[term]);
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

std::optional<Digest> find_digest(const TermText& text, const TermText& source,
                                  const std::vector<float>& background) {
  TokenSpan range;
  Gains gains;
  Segment best;
  for (int round = 0; round < kRounds; ++round) {
    gains = gains_against(text, source, background, range);
    best = best_segment(gains.token, text.breaks, kBreakBonus);
    if (best.span.empty()) return std::nullopt;
    if (best.span == range) break;
    range = best.span;
  }

  if (best.sum < kLeastSum || best.span.size() < kShortest ||
      source.size() < kLeastRatio * best.span.size())
    return std::nullopt;

  Digest digest{best.span, best.sum, 0, 0, 0, 0};
  std::vector<uint8_t> picked(background.size(), 0);
  uint32_t missing = 0;
  for (uint32_t i = best.span.start; i < best.span.end; ++i) {
    Term term = text.terms[i];
    missing += term == kUnshared;
    if (term == kUnshared || picked[term] || gains.term[term] < kSurprising) continue;
    picked[term] = 1;
    ++digest.surprising;
  }
  std::bitset<10> tenths;
  for (uint32_t i = 0; i < source.size(); ++i)
    if (picked[source.terms[i]]) tenths.set(uint64_t{10} * i / source.size());
  digest.tenths = static_cast<uint32_t>(tenths.count());
  digest.missing = static_cast<double>(missing) / best.span.size();
  digest.share = static_cast<double>(best.span.size()) / text.size();
  if (digest.surprising < kFewestSurprising || digest.tenths < kFewestTenths)
    return std::nullopt;
  return digest;
}

bool beats_passages(const Digest& digest, std::span<const LocalPassage> passages) {
  double covered = 0, source_tokens = 0, scores = 0, count = 0;
  for (const LocalPassage& passage : passages) {
    if (!passage.text.overlaps(digest.span)) continue;
    covered += std::min(passage.text.end, digest.span.end) -
               std::max(passage.text.start, digest.span.start);
    source_tokens += passage.source.size();
    scores += passage.score;
    ++count;
  }
  const double size = digest.span.size();
  double odds = kOdds + kOddsPerTenth * digest.tenths;
  odds += kOddsPerPassage * std::min(count, 3.0);
  odds += kOddsOfSourceSize * source_tokens / size;
  odds += kOddsOfMissing * digest.missing;
  odds += kOddsOfCovered * covered / size;
  odds += kOddsOfScores * std::min(scores / digest.sum, 2.0);
  odds += kOddsOfShare * digest.share;
  return odds > 0;
}

}  // namespace unspin
