#include "sketch/diagonal_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "sketch/features.h"

namespace unspin {
namespace {

std::vector<uint64_t> random_words(size_t n, uint64_t vocabulary, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<uint64_t> words(n);
  for (uint64_t& word : words) word = (random() % vocabulary + 1) * 0x9E3779B97F4A7C15u;
  return words;
}

uint32_t longest(std::span<const uint64_t> a, std::span<const uint64_t> b,
                 uint32_t enough = ~0u) {
  DiagonalFilter filter;
  filter.set_first(a);
  return filter.longest_chain(b, enough);
}

// `words` with every k-th exchanged.
std::vector<uint64_t> exchanged(std::vector<uint64_t> words, size_t k) {
  for (size_t i = k - 1; i < words.size(); i += k) words[i] ^= 0x5555;
  return words;
}

// The longest chain there is, by trying all; 3-grams in both texts at most once.
uint32_t longest_of_all(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  struct Point {
    int64_t x, y;
    uint32_t length = 1;
  };
  std::vector<uint64_t> first, second;
  hash_shingles(a, 3, first);
  hash_shingles(b, 3, second);
  std::vector<Point> points;
  uint32_t best = 0;
  for (size_t y = 0; y < second.size(); ++y)
    for (size_t x = 0; x < first.size(); ++x)
      if (first[x] == second[y])
        points.push_back({static_cast<int64_t>(x), static_cast<int64_t>(y)});
  for (size_t i = 0; i < points.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      int64_t dx = points[i].x - points[k].x, dy = points[i].y - points[k].y;
      if (dx > 0 && dy > 0 && dx <= 40 && dy <= 40 && std::abs(dx - dy) <= 15)
        points[i].length = std::max(points[i].length, points[k].length + 1);
    }
    best = std::max(best, points[i].length);
  }
  return best;
}

TEST(DiagonalFilter, CountsTheRunsOfACopy) {
  std::vector<uint64_t> words = random_words(300, 1'000'000, 1);
  EXPECT_EQ(longest(words, words), 298u);
  EXPECT_EQ(longest(words, std::span(words).subspan(100, 60)), 58u);
  EXPECT_EQ(longest(std::span(words).subspan(100, 60), words), 58u);
  EXPECT_EQ(longest(words, exchanged(words, 5)), 2 * 60u);
}

TEST(DiagonalFilter, FindsNothingBetweenStrangersAndInEmptyTexts) {
  std::vector<uint64_t> a = random_words(300, 1'000'000, 1);
  EXPECT_EQ(longest(a, random_words(300, 1'000'000, 2)), 0u);
  EXPECT_EQ(longest(a, {}), 0u);
  EXPECT_EQ(longest({}, a), 0u);
  EXPECT_EQ(longest(std::span(a).first(2), a), 0u);
}

TEST(DiagonalFilter, DoesNotJoinWhatIsFarOffTheDiagonal) {
  // The same ten runs of four words, in reverse order.
  std::vector<uint64_t> a, b, words = random_words(400, 1'000'000, 1);
  for (size_t i = 0; i < 40; i += 4) {
    for (size_t k = 0; k < 4; ++k) a.push_back(words[i + k]);
    for (size_t k = 0; k < 4; ++k) b.push_back(words[36 - i + k]);
  }
  EXPECT_EQ(longest(a, b), 2u);
}

TEST(DiagonalFilter, FollowsInsertedAndLostWords) {
  std::vector<uint64_t> a = random_words(200, 1'000'000, 1), b;
  std::vector<uint64_t> other = random_words(200, 1'000'000, 2);
  for (size_t i = 0; i < a.size(); ++i) {
    if (i % 20 == 3) continue;
    b.push_back(a[i]);
    if (i % 20 == 10) b.insert(b.end(), other.begin(), other.begin() + 9);
  }
  EXPECT_EQ(longest(a, b), longest_of_all(a, b));
  EXPECT_GT(longest(a, b), 120u);
}

TEST(DiagonalFilter, StopsWhenItHasEnough) {
  std::vector<uint64_t> words = random_words(300, 1'000'000, 1);
  EXPECT_EQ(longest(words, words, 8), 8u);
  EXPECT_EQ(longest(words, words, 299), 298u);
}

TEST(DiagonalFilter, IsTheTwinOnRandomRewritings) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    std::vector<uint64_t> a = random_words(300, 1'000'000, seed), b;
    std::vector<uint64_t> other = random_words(300, 1'000'000, seed + 1000);
    for (size_t i = 0; i < a.size(); ++i) {
      unsigned dice = random() % 12;
      if (dice == 0) continue;
      if (dice == 1) b.push_back(other[i]);
      b.push_back(dice == 2 ? other[i] : a[i]);
    }
    ASSERT_EQ(longest(a, b), longest_of_all(a, b)) << seed;
  }
}

TEST(DiagonalFilter, NeverClaimsMoreThanThereIs) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::vector<uint64_t> a = random_words(200, 12, seed);
    std::vector<uint64_t> b = random_words(200, 12, seed + 1000);
    ASSERT_LE(longest(a, b), longest_of_all(a, b)) << seed;
  }
}

TEST(DiagonalFilter, ForgetsTheTextsBefore) {
  std::vector<uint64_t> a = random_words(3000, 1'000'000, 1);
  std::vector<uint64_t> b = random_words(40, 1'000'000, 2);
  DiagonalFilter filter;
  filter.set_first(a);
  EXPECT_EQ(filter.longest_chain(a), 2998u);
  EXPECT_EQ(filter.longest_chain(b), 0u);
  filter.set_first(b);
  EXPECT_EQ(filter.longest_chain(a), 0u);
  EXPECT_EQ(filter.longest_chain(b), 38u);
}

TEST(DiagonalFilter, TellsWhereTheChainsLie) {
  std::vector<uint64_t> a = random_words(500, 1'000'000, 1);
  std::vector<uint64_t> b = random_words(500, 1'000'000, 2);
  std::copy_n(a.begin() + 100, 50, b.begin() + 300);
  std::copy_n(a.begin() + 400, 20, b.begin() + 10);
  std::copy_n(a.begin() + 300, 4, b.begin() + 400);  // too short to be noted
  DiagonalFilter filter;
  filter.set_first(a);
  filter.longest_chain(b);
  using Place = DiagonalFilter::Place;
  std::vector<Place> found(filter.places().begin(), filter.places().end());
  EXPECT_EQ(found, (std::vector<Place>{{{400, 420}, {10, 30}, 18},
                                       {{100, 150}, {300, 350}, 48}}));
  filter.longest_chain(random_words(100, 1'000'000, 3));
  EXPECT_TRUE(filter.places().empty());
}

TEST(DiagonalFilter, TakesLinearTimeWhereAllWordsAreOne) {
  std::vector<uint64_t> words(500'000, 7);
  EXPECT_GT(longest(words, words), 0u);
}

}  // namespace
}  // namespace unspin
