#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "align/passage_couples.h"
#include "align/passage_digest.h"
#include "align/passage_growth.h"
#include "align/passage_seeds.h"
#include "align/passage_segment.h"
#include "align/passage_surprise.h"
#include "align/passage_terms.h"
#include "reference/passages.h"

namespace unspin {
namespace {

// Words from a vocabulary in which word k is about 1/k as frequent as the first.
Tokens random_words(std::mt19937& random, uint32_t size, uint32_t vocabulary) {
  Tokens tokens;
  std::uniform_real_distribution<double> uniform(0, std::log(vocabulary));
  for (uint32_t i = 0; i < size; ++i) {
    Token token;
    token.stem = token.word = 1 + static_cast<uint64_t>(std::exp(uniform(random)));
    token.begin = i * 6;
    token.end = token.begin + 5;
    if (random() % 12 == 0) token.flags = kSentenceStart;
    tokens.list.push_back(token);
  }
  return tokens;
}

// Copies a stretch of `from` over one of `to`, some words replaced.
void plant(std::mt19937& random, const Tokens& from, Tokens& to, uint32_t replaced) {
  uint32_t length = std::min({from.size(), to.size(), 20 + uint32_t(random() % 60)});
  uint32_t i = random() % (from.size() - length + 1);
  uint32_t j = random() % (to.size() - length + 1);
  for (uint32_t k = 0; k < length; ++k)
    if (random() % 100 >= replaced) to.list[j + k].stem = from[i + k].stem;
}

PairTerms random_pair(std::mt19937& random, uint32_t replaced) {
  Tokens a = random_words(random, 1 + random() % 400, 3000);
  Tokens b = random_words(random, 1 + random() % 400, 3000);
  plant(random, a, b, replaced);
  return map_terms(a, b, [](uint64_t stem) { return .1 / static_cast<double>(stem); });
}

TEST(Segment, IsTheBestOfAllSegmentsOnEveryShortInput) {
  // All gain sequences over three values and all breaks, up to length 5.
  const float values[] = {-1.5f, .5f, 2.25f};
  for (uint32_t n = 0; n <= 5; ++n)
    for (uint32_t code = 0; code < static_cast<uint32_t>(std::pow(3, n)); ++code)
      for (uint32_t marks = 0; marks < 1u << (n + 1); ++marks) {
        std::vector<float> gains;
        std::vector<uint8_t> breaks;
        for (uint32_t i = 0, rest = code; i < n; ++i, rest /= 3)
          gains.push_back(values[rest % 3]);
        for (uint32_t i = 0; i <= n; ++i) breaks.push_back(marks >> i & 1);
        Segment fast = best_segment(gains, breaks, 1.25);
        Segment slow = reference::best_segment(gains, breaks, 1.25);
        ASSERT_EQ(fast.sum, slow.sum);
        ASSERT_EQ(fast.span.empty(), slow.span.empty());
        double sum = 0;
        for (uint32_t i = fast.span.start; i < fast.span.end; ++i) sum += gains[i];
        if (!fast.span.empty())
          sum += 1.25 * (breaks[fast.span.start] + breaks[fast.span.end]);
        ASSERT_EQ(sum, fast.sum);
      }
}

TEST(Surprise, TableAgreesWithTheFormula) {
  for (double survival : {.5, .7}) {
    SurpriseTable table(survival);
    EXPECT_NEAR(table.missing(), std::log(1 - survival), 1e-6);
    for (int step = 0; step < 208; ++step) {
      double expected = 1e-7 * std::pow(1.1, step);  // up to 37
      double p = 1 - std::exp(-expected);
      double gain = std::min(8.0, std::log((survival + (1 - survival) * p) / p));
      EXPECT_NEAR(table.found(static_cast<float>(expected)), gain, .01) << expected;
    }
  }
}

TEST(Surprise, StaysInBoundsForExtremeCounts) {
  SurpriseTable table(.5);
  EXPECT_NEAR(table.found(0), SurpriseTable::kMost, 1e-6);
  EXPECT_NEAR(table.found(1e30f), 0, 1e-3);
}

TEST(Seeds, AreThoseOfScoringEveryPairOfWindows) {
  std::mt19937 random(1);
  PassageParameters parameters;
  parameters.seeds.most = 100000;
  const PassageModel all_seeds(parameters);
  for (int round = 0; round < 60; ++round) {
    PairTerms pair = random_pair(random, 40);
    pair.model = &all_seeds;
    std::vector<Seed> slow = reference::find_seeds(pair);
    std::vector<Seed> fast = find_seeds(pair);
    EXPECT_TRUE(std::ranges::is_sorted(fast, std::greater<>(), &Seed::score));
    // The table rounds, so a seed at the very limit may be on either side of it.
    auto matches = [](const std::vector<Seed>& some, const std::vector<Seed>& all) {
      return std::ranges::all_of(some, [&](const Seed& x) {
        return x.score < 10.2 ||
               std::ranges::any_of(
                   all,
                   [&](const Seed& y) {
                     return x.a == y.a && x.b == y.b && std::abs(x.score - y.score) < .2;
                   });
      });
    };
    EXPECT_TRUE(matches(slow, fast)) << "round " << round;
    EXPECT_TRUE(matches(fast, slow)) << "round " << round;
  }
}

TEST(Runs, AreThoseOfTryingEveryDiagonal) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    PairTerms pair = random_pair(random, 0);
    std::vector<unspin::Run> slow = reference::find_runs(pair);
    std::vector<unspin::Run> fast = find_runs(pair);
    for (const unspin::Run& run : fast)
      EXPECT_NE(std::ranges::find(slow, run), slow.end()) << "round " << round;
    EXPECT_EQ(fast.size(), slow.size()) << "round " << round;
  }
}

TEST(Couples, AreNumberedAlikeWhereTheTwoWordsAreTheSame) {
  std::mt19937 random(4);
  for (int round = 0; round < 40; ++round) {
    PairTerms pair = random_pair(random, 10);
    Couples couples = number_couples(pair);
    ASSERT_EQ(couples.a.size(), pair.a.size());
    ASSERT_EQ(couples.b.size(), pair.b.size());
    auto couple = [](const TermText& text, uint32_t i) {
      return i == 0 || text.terms[i - 1] == kUnshared || text.terms[i] == kUnshared
                 ? std::pair(kUnshared, kUnshared)
                 : std::pair(text.terms[i - 1], text.terms[i]);
    };
    const auto none = std::pair(kUnshared, kUnshared);
    for (uint32_t i = 0; i < pair.a.size(); ++i)
      for (uint32_t j = 0; j < pair.b.size(); ++j) {
        bool same = couple(pair.a, i) == couple(pair.b, j) && couple(pair.a, i) != none;
        EXPECT_EQ(same, couples.a[i] != 0 && couples.a[i] == couples.b[j]);
        EXPECT_LT(std::max(couples.a[i], couples.b[j]), couples.count);
      }
  }
}

TEST(Growth, StaysInsideBothTexts) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    PairTerms pair = random_pair(random, 30);
    Grower grower(pair);
    uint32_t a = random() % pair.a.size(), b = random() % pair.b.size();
    Region region = grower.grow({a, std::min(a + 20, pair.a.size())},
                                {b, std::min(b + 20, pair.b.size())});
    EXPECT_LE(region.a.start, region.a.end);
    EXPECT_LE(region.b.start, region.b.end);
    EXPECT_LE(region.a.end, pair.a.size());
    EXPECT_LE(region.b.end, pair.b.size());
  }
}

TEST(PassageDigest, APassageThatReachesBeyondTheStretchCountsByWhatIsInside) {
  Digest digest{.span = {100, 200}, .sum = 50};
  std::vector<LocalPassage> inside{{{120, 160}, {0, 80}, 10}};
  EXPECT_DOUBLE_EQ(evidence_of(digest, inside).source_size, .8);
  std::vector<LocalPassage> around{{{0, 1000}, {0, 1000}, 10}};
  EXPECT_DOUBLE_EQ(evidence_of(digest, around).source_size, 1);
  EXPECT_DOUBLE_EQ(evidence_of(digest, around).covered, 1);
}

}  // namespace
}  // namespace unspin
