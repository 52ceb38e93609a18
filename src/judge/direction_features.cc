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
//   kFrequency  the words' own frequency, for what kFit leaves
//   kEntry      multi-word entries of the dictionary that reach across the region's
//               border; inside a region they say nothing, for the spinner's own
//               thesaurus has such entries too
//   kRepeated   how often the same side has the words elsewhere: a writer keeps to a
//               word, a spinner that draws synonyms scatters them. The one measure that
//               an adversary who picks the best-fitting synonym does not spoil
//
// Each is taken as a difference between the sides, so the judgement is antisymmetric
// by construction: exchange the documents and every figure changes its sign.
//
// Tried and left out, as the others do as well or better without them: pairs of words
// never seen; the number of a word's senses (it helps against the adversary and misleads
// on spinners that replace a word throughout); pairs that belong together by count (kFit
// knows); the number of words (it learns one spinner's habits); the rank of a sense (it
// reverses on spinners that take the first).
//
// A logistic regression over pairs weighs them. The regions of one pair are no
// independent witnesses: one hand changed them all, and a writer's odd style shifts them
// all. So the sum over n regions counts as if sqrt(n) grew no faster than that: it is
// damped by 1 / sqrt(1 + n / kIndependentRegions). `bench_judge --fit` repeats the fit
// and prints how often the sum alone is right, by spinner and kind of text.

#include "judge/direction_features.h"

#include <algorithm>
#include <bit>
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

// Beyond about this many regions of one pair, more of them tell little news.
constexpr double kIndependentRegions = 10;

// By `bench_judge --fit`.
constexpr Features kWeights = {.1, -.04, .93, .2};

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
Features measure_side(const Tokens& tokens, TokenSpan region, const Lexicon& lexicon,
                      const StemCounts& stems) {
  Features features{};
  uint32_t end = std::min(region.end + 1, tokens.size());
  for (uint32_t i = std::max(region.start, 1u); i < end; ++i)
    if (!begins_sentence(tokens[i]))
      features[kFit] += information(lexicon, tokens[i - 1].word, tokens[i].word);
  for (uint32_t i = region.start; i < region.end; ++i) {
    uint32_t elsewhere = std::max(stems.count(tokens[i].stem), 1u) - 1;
    features[kFrequency] += std::log(share(lexicon, tokens[i].word)) / region.size();
    features[kRepeated] += std::log1p(elsewhere) / region.size();
  }
  for_each_entry(tokens, region, lexicon, [&](TokenSpan) { features[kEntry] += 1; });
  return features;
}

std::vector<TokenSpan> spans_of(const Case& pair, TokenSpan Rectangle::* side) {
  std::vector<TokenSpan> spans;
  for (const AlignedPassage& passage : pair.passages)
    spans.push_back(passage.rectangle.*side);
  return spans;
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

StemCounts::StemCounts(const Tokens& tokens, const std::vector<TokenSpan>& spans) {
  size_t n = 0;
  for (TokenSpan span : spans) n += span.size();
  slots_.resize(std::bit_ceil(2 * n + 2));
  for (TokenSpan span : spans)
    for (uint32_t i = span.start; i < span.end; ++i) {
      Slot& slot = slots_[slot_of(tokens[i].stem)];
      slot.stem = tokens[i].stem;
      ++slot.count;
    }
}

size_t StemCounts::slot_of(uint64_t stem) const {
  size_t at = stem & (slots_.size() - 1);
  while (slots_[at].count != 0 && slots_[at].stem != stem)
    at = (at + 1) & (slots_.size() - 1);
  return at;
}

uint32_t StemCounts::count(uint64_t stem) const { return slots_[slot_of(stem)].count; }

Measurer::Measurer(const Case& pair)
    : pair_(pair),
      stems_a_(pair.a.tokens, spans_of(pair, &Rectangle::a)),
      stems_b_(pair.b.tokens, spans_of(pair, &Rectangle::b)) {}

Features Measurer::measure(const Region& region) const {
  Features a = measure_side(pair_.a.tokens, region.a, pair_.lexicon, stems_a_);
  Features b = measure_side(pair_.b.tokens, region.b, pair_.lexicon, stems_b_);
  for (size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
  return a;
}

double log_odds(const Features& features) {
  double sum = 0;
  for (size_t i = 0; i < features.size(); ++i) sum += kWeights[i] * features[i];
  return sum;
}

double damping(size_t n_regions) {
  return 1 / std::sqrt(1 + static_cast<double>(n_regions) / kIndependentRegions);
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
