#include "engine/dedup_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

namespace unspin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Pair = std::pair<uint32_t, uint32_t>;

std::vector<uint32_t> in_order(uint32_t n) {
  std::vector<uint32_t> rank(n);
  std::iota(rank.begin(), rank.end(), 0U);
  return rank;
}

DuplicatePair same(uint32_t a, uint32_t b) { return {a, b, true, true, false}; }

// Says of each pair what `truth` holds, and counts.
class Oracle {
 public:
  explicit Oracle(std::function<std::optional<DuplicatePair>(uint32_t, uint32_t)> truth)
      : truth_(std::move(truth)) {}

  Result<std::vector<DuplicatePair>> operator()(std::span<const Pair> pairs) {
    ++rounds;
    std::vector<DuplicatePair> answers;
    for (auto [a, b] : pairs) {
      EXPECT_TRUE(asked.insert({a, b}).second) << "asks twice";
      if (auto answer = truth_(a, b)) answers.push_back(*answer);
    }
    return answers;
  }

  size_t rounds = 0;
  std::set<Pair> asked;

 private:
  std::function<std::optional<DuplicatePair>(uint32_t, uint32_t)> truth_;
};

Oracle nobody_else() {
  return Oracle([](uint32_t, uint32_t) { return std::nullopt; });
}

DedupChoice choose(std::span<const uint32_t> rank, std::span<const DuplicatePair> known,
                   Oracle& oracle) {
  auto choice = choose_documents(rank, known, std::ref(oracle));
  EXPECT_TRUE(choice);
  return choice.value_or(DedupChoice{});
}

TEST(DedupChoice, KeepsThePreferredOfTwo) {
  Oracle oracle = nobody_else();
  std::vector<DuplicatePair> known{same(0, 1)};
  EXPECT_THAT(choose(in_order(2), known, oracle).duplicate_of, ElementsAre(0, 0));
  std::vector<uint32_t> rank{1, 0};
  EXPECT_THAT(choose(rank, known, oracle).duplicate_of, ElementsAre(1, 1));
  EXPECT_THAT(oracle.asked, IsEmpty());
}

TEST(DedupChoice, LeavesADocumentThatIsInNoOther) {
  Oracle oracle = nobody_else();
  std::vector<DuplicatePair> known{{0, 1, true, false, false}};
  EXPECT_THAT(choose(in_order(2), known, oracle).duplicate_of, ElementsAre(0, 1));
  std::vector<uint32_t> rank{1, 0};
  EXPECT_THAT(choose(rank, known, oracle).duplicate_of, ElementsAre(1, 1));
}

TEST(DedupChoice, ComparesCopiesOfARootWithTheOneThatStaysInstead) {
  constexpr uint32_t kCopies = 1000;
  std::vector<DuplicatePair> star;
  for (uint32_t i = 1; i <= kCopies; ++i) star.push_back(same(0, i));
  std::vector<uint32_t> rank = in_order(kCopies + 1);
  std::ranges::reverse(rank);
  Oracle oracle([](uint32_t a, uint32_t b) { return same(a, b); });
  DedupChoice choice = choose(rank, star, oracle);
  for (uint32_t keeper : choice.duplicate_of) EXPECT_EQ(keeper, kCopies);
  EXPECT_EQ(oracle.asked.size(), kCopies - 1);
  EXPECT_EQ(oracle.rounds, 1u);
}

TEST(DedupChoice, KeepsCopiesOfARootThatAreNoCopiesOfTheOneThatStays) {
  std::vector<DuplicatePair> star{same(0, 1), same(0, 2), same(0, 3)};
  std::vector<uint32_t> rank{3, 0, 1, 2};
  Oracle oracle = nobody_else();
  EXPECT_THAT(choose(rank, star, oracle).duplicate_of, ElementsAre(1, 1, 2, 3));
}

TEST(DedupChoice, KeepsBothEndsOfAChainOfSmallChanges) {
  constexpr uint32_t kVersions = 1000;
  std::vector<DuplicatePair> chain;
  for (uint32_t i = 1; i < kVersions; ++i) chain.push_back(same(i - 1, i));
  Oracle oracle([](uint32_t a, uint32_t b) -> std::optional<DuplicatePair> {
    if (std::max(a, b) - std::min(a, b) > 4) return std::nullopt;
    return same(a, b);
  });
  DedupChoice choice = choose(in_order(kVersions), chain, oracle);
  for (uint32_t i = 0; i < kVersions; ++i)
    EXPECT_EQ(choice.duplicate_of[i], i / 5 * 5) << i;
}

TEST(DedupChoice, KeepsAChangedFactAndFindsItsCopies) {
  // 0 is the report, 1 its correction, 2 and 3 copies of the correction; all were
  // compared with the report alone.
  std::vector<DuplicatePair> known{
      {0, 1, true, true, true}, {0, 2, true, true, true}, {0, 3, true, true, true}};
  Oracle oracle([](uint32_t a, uint32_t b) { return same(a, b); });
  DedupChoice choice = choose(in_order(4), known, oracle);
  EXPECT_THAT(choice.duplicate_of, ElementsAre(0, 1, 1, 1));
  EXPECT_THAT(choice.kept_for_facts, ElementsAre(Pair(1, 0)));
}

TEST(DedupChoice, SaysThatAFactKeepsADocumentOnlyWhereBothStay) {
  // 2 differs in a fact from 1, which is gone, and says the same as 0.
  std::vector<DuplicatePair> known{same(0, 1), {1, 2, true, true, true}, same(0, 2)};
  Oracle oracle = nobody_else();
  DedupChoice choice = choose(in_order(3), known, oracle);
  EXPECT_THAT(choice.duplicate_of, ElementsAre(0, 0, 0));
  EXPECT_THAT(choice.kept_for_facts, IsEmpty());
}

TEST(DedupChoice, AsksAFewTimesWhereAllDiffer) {
  constexpr uint32_t kCopies = 500;
  std::vector<DuplicatePair> star;
  for (uint32_t i = 1; i <= kCopies; ++i) star.push_back(same(0, i));
  std::vector<uint32_t> rank = in_order(kCopies + 1);
  rank[0] = kCopies + 1;
  Oracle oracle = nobody_else();
  DedupChoice choice = choose(rank, star, oracle);
  EXPECT_LE(oracle.asked.size(), size_t{kCopies} * kMostAsked);
  EXPECT_EQ(choice.duplicate_of[0], 1u);
}

TEST(DedupChoice, PassesOnWhatKeepsItFromComparing) {
  std::vector<DuplicatePair> star{same(0, 1), same(0, 2)};
  std::vector<uint32_t> rank{2, 0, 1};
  auto choice = choose_documents(rank, star, [](std::span<const Pair>) {
    return Result<std::vector<DuplicatePair>>(fail(Code::kUnreadable, "gone"));
  });
  ASSERT_FALSE(choice);
  EXPECT_EQ(choice.error().message, "gone");
}

// A world of documents and what any two of them are to each other.
class World {
 public:
  World(uint32_t n, std::mt19937& random) : n_(n) {
    for (uint32_t a = 0; a < n; ++a)
      for (uint32_t b = a + 1; b < n; ++b)
        if (random() % 3 == 0)
          pairs_[{a, b}] = {a, b, random() % 5 != 0, random() % 5 != 0,
                            random() % 4 == 0};
  }

  std::optional<DuplicatePair> operator()(uint32_t a, uint32_t b) const {
    auto found = pairs_.find({std::min(a, b), std::max(a, b)});
    if (found == pairs_.end()) return std::nullopt;
    return found->second;
  }

  bool lets_go(uint32_t document, uint32_t keeper) const {
    auto pair = (*this)(document, keeper);
    return pair && !pair->fact_changed &&
           (pair->a == document ? pair->a_may_go : pair->b_may_go);
  }

  std::vector<DuplicatePair> some(std::mt19937& random) const {
    std::vector<DuplicatePair> known;
    for (const auto& [key, pair] : pairs_)
      if (random() % 3 != 0) known.push_back(pair);
    return known;
  }

 private:
  uint32_t n_;
  std::map<Pair, DuplicatePair> pairs_;
};

TEST(DedupChoice, KeepsItsPromisesInRandomWorlds) {
  for (uint32_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    uint32_t n = 1 + random() % 30;
    World world(n, random);
    std::vector<DuplicatePair> known = world.some(random);
    std::vector<uint32_t> rank = in_order(n);
    std::ranges::shuffle(rank, random);
    Oracle oracle(std::ref(world));
    DedupChoice choice = choose(rank, known, oracle);
    std::set<Pair> compared = oracle.asked;
    for (const DuplicatePair& pair : known) {
      compared.insert({pair.a, pair.b});
      compared.insert({pair.b, pair.a});
    }
    for (uint32_t d = 0; d < n; ++d) {
      uint32_t keeper = choice.duplicate_of[d];
      if (keeper == d) continue;
      EXPECT_EQ(choice.duplicate_of[keeper], keeper) << "what it goes for goes";
      EXPECT_TRUE(world.lets_go(d, keeper));
      EXPECT_TRUE(compared.contains({d, keeper})) << "never compared";
      EXPECT_LT(rank[keeper], rank[d]);
    }
    for (const DuplicatePair& pair : known) {
      auto [better, worse] =
          rank[pair.a] < rank[pair.b] ? Pair(pair.a, pair.b) : Pair(pair.b, pair.a);
      bool both =
          choice.duplicate_of[better] == better && choice.duplicate_of[worse] == worse;
      EXPECT_FALSE(both && world.lets_go(worse, better)) << better << " " << worse;
    }
    for (auto [document, keeper] : choice.kept_for_facts) {
      EXPECT_EQ(choice.duplicate_of[document], document);
      EXPECT_EQ(choice.duplicate_of[keeper], keeper);
      EXPECT_TRUE(world(document, keeper)->fact_changed);
    }
    std::ranges::shuffle(known, random);
    Oracle again(std::ref(world));
    DedupChoice other = choose(rank, known, again);
    EXPECT_EQ(other.duplicate_of, choice.duplicate_of);
    EXPECT_EQ(other.kept_for_facts, choice.kept_for_facts);
  }
}

}  // namespace
}  // namespace unspin
