// This file measures how well words sit among their neighbours.
//
// Who replaces words out of a thesaurus, one by one and without reading, leaves
// words that mean about the right thing and stand in the wrong company: "pink
// carpet", "Protection Council", "highly developed military". The reference counts
// of words and word pairs show it. For each region where the two sides differ we
// measure both in their own surroundings:
//
//   kFit        the sum of log p(word | word before) - log p(word), over the region
//               and the word after it: what the neighbours say, with the words' own
//               frequency taken out, so that rare and common words are on a par
//   kUnseen     word pairs that the reference text never has (or once: its table is
//               cut there)
//   kFrequency  a thesaurus offers rarer words than a writer chooses
//   kSenses     and words of few senses for words of many
//   kStrongPair pairs far more frequent than their words explain
//   kEntry      multi-word entries of the dictionary that reach across the region's
//               border; inside a region they say nothing, for the spinner's own
//               thesaurus has such entries too
//
// Each is taken as a difference between the sides, so the judgement is antisymmetric
// by construction: exchange the documents and every figure changes its sign. What is
// not measured, on purpose: how many words a side has (it would learn one spinner's
// habits), and the rank of a sense (it reverses for spinners that always take the
// first). A logistic regression without intercept weighs them; `bench_judge --fit`
// repeats the fit, on news articles spun by four kinds of spinners.

#include "judge/direction_features.h"

#include <algorithm>
#include <cmath>

namespace unspin {
namespace {

// A pair belongs together when it is seen this often, and e^4.5 = 90 times as often
// as its words alone would make it.
constexpr uint32_t kStrongCount = 4;
constexpr double kStrongInformation = 4.5;

// Weight of the word's own frequency against its count after the word before, in
// occurrences of the word before.
constexpr double kPrior = 20;

// Longest dictionary entry looked for, in words.
constexpr uint32_t kLongestEntry = 4;

// By `bench_judge --fit`.
constexpr Features kWeights = {.2, 1.0, .2, .2, 1.0, 1.0};

bool begins_sentence(const Token& token) {
  return token.has(kSentenceStart) || token.has(kParagraphStart);
}

double share(const Lexicon& lexicon, uint64_t word) {
  return (lexicon.count(word) + .5) / (static_cast<double>(lexicon.total_count()) + 1);
}

// log p(second | first) / p(second).
double information(const Lexicon& lexicon, uint64_t first, uint64_t second) {
  double before = lexicon.count(first) + kPrior;
  double expected = share(lexicon, second);
  double both = lexicon.count(first, second) + kPrior * expected;
  return std::log(both / (before * expected));
}

bool is_strong(const Lexicon& lexicon, uint64_t first, uint64_t second) {
  uint32_t both = lexicon.count(first, second);
  if (both < kStrongCount) return false;
  double expected = share(lexicon, first) * share(lexicon, second) *
                    static_cast<double>(lexicon.total_count());
  return std::log(both / expected) > kStrongInformation;
}

// The hashes of `span`'s words, if it lies inside one sentence.
bool entry_at(const Tokens& tokens, TokenSpan span, const Lexicon& lexicon) {
  std::array<uint64_t, kLongestEntry> words;
  for (uint32_t i = span.start; i < span.end; ++i) {
    if (i > span.start && begins_sentence(tokens[i])) return false;
    words[i - span.start] = tokens[i].word;
  }
  return lexicon.is_expression(std::span(words).first(span.size()));
}

// Calls visit(span) for each dictionary entry that holds a word of `region` and one
// outside it.
template <typename Visit>
void for_each_entry(const Tokens& tokens, TokenSpan region, const Lexicon& lexicon,
                    Visit visit) {
  uint32_t first = region.start - std::min(region.start, kLongestEntry - 1);
  for (uint32_t start = first; start < region.end; ++start) {
    uint32_t last = std::min(start + kLongestEntry, tokens.size());
    for (uint32_t end = std::max(start + 2, region.start + 1); end <= last; ++end) {
      TokenSpan span{start, end};
      if (!region.contains(span) && entry_at(tokens, span, lexicon)) visit(span);
    }
  }
}

// One side of a region by itself.
Features measure(const Tokens& tokens, TokenSpan region, const Lexicon& lexicon) {
  Features features{};
  double n_pairs = 0;
  uint32_t end = std::min(region.end + 1, tokens.size());
  for (uint32_t i = std::max(region.start, 1u); i < end; ++i) {
    if (begins_sentence(tokens[i])) continue;
    uint64_t first = tokens[i - 1].word, second = tokens[i].word;
    features[kFit] += information(lexicon, first, second);
    features[kUnseen] += lexicon.count(first, second) == 0;
    features[kStrongPair] += is_strong(lexicon, first, second);
    n_pairs += 1;
  }
  if (n_pairs > 0) features[kUnseen] /= n_pairs;
  for (uint32_t i = region.start; i < region.end; ++i) {
    features[kFrequency] += std::log(share(lexicon, tokens[i].word)) / region.size();
    features[kSenses] += std::log1p(lexicon.senses(tokens[i].word)) / region.size();
  }
  for_each_entry(tokens, region, lexicon, [&](TokenSpan) { features[kEntry] += 1; });
  return features;
}

// Whether a step belongs to a region, and whether it makes one by itself.
bool differs(const Step& step) {
  return step.op == StepOp::kReplace || step.op == StepOp::kInsert ||
         step.op == StepOp::kDelete;
}
bool replaces(const Step& step) {
  return step.op == StepOp::kReplace && step.kinship != Kinship::kSpelling &&
         step.kinship != Kinship::kInflection;
}

}  // namespace

std::vector<Region> find_regions(const Case& pair) {
  std::vector<Region> regions;
  for (const AlignedPassage& passage : pair.passages) {
    const std::vector<Step>& steps = passage.words.steps;
    for (size_t i = 0; i < steps.size();) {
      if (!differs(steps[i])) {
        ++i;
        continue;
      }
      Region region{steps[i].a, steps[i].b};
      bool replaced = replaces(steps[i]);
      for (++i; i < steps.size() && differs(steps[i]) &&
                steps[i].a.start == region.a.end && steps[i].b.start == region.b.end;
           ++i) {
        region.a.end = steps[i].a.end;
        region.b.end = steps[i].b.end;
        replaced |= replaces(steps[i]);
      }
      if (replaced && region.a.size() <= kLongestRegion &&
          region.b.size() <= kLongestRegion)
        regions.push_back(region);
    }
  }
  return regions;
}

Features measure(const Case& pair, const Region& region) {
  Features a = measure(pair.a.tokens, region.a, pair.lexicon);
  Features b = measure(pair.b.tokens, region.b, pair.lexicon);
  for (size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return a;
}

double log_odds(const Features& features) {
  double sum = 0;
  for (size_t i = 0; i < features.size(); ++i) sum += kWeights[i] * features[i];
  return sum;
}

std::optional<TokenSpan> fixed_expression(const Tokens& tokens, TokenSpan region,
                                          const Lexicon& lexicon) {
  std::optional<TokenSpan> best;
  auto offer = [&](TokenSpan span) {
    if (!best || span.size() > best->size()) best = span;
  };
  for_each_entry(tokens, region, lexicon, offer);
  if (best) return best;
  uint32_t end = std::min(region.end + 1, tokens.size());
  for (uint32_t i = std::max(region.start, 1u); i < end; ++i)
    if (!begins_sentence(tokens[i]) &&
        is_strong(lexicon, tokens[i - 1].word, tokens[i].word))
      offer({i - 1, i + 1});
  return best;
}

}  // namespace unspin
