#include "sketch/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>
#include <string>

#include "sketch/word_hashes.h"

namespace unspin {
namespace {

std::vector<uint64_t> words_of(std::string_view text) {
  WordHashes words;
  hash_words(text, words);
  return words.hash;
}

std::vector<uint64_t> shingles_of(std::span<const uint64_t> words, unsigned n) {
  std::vector<uint64_t> features;
  hash_shingles(words, n, features);
  return features;
}

std::vector<uint64_t> random_words(size_t n, uint64_t vocabulary, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<uint64_t> words(n);
  for (uint64_t& word : words) word = (random() % vocabulary + 1) * 0x9E3779B97F4A7C15u;
  return words;
}

TEST(Features, AreOneForEachRunOfWords) {
  std::vector<uint64_t> words = words_of("one two three four five");
  for (unsigned n = kLeastShingle; n <= kMostShingle; ++n)
    EXPECT_EQ(shingles_of(words, n).size(), n <= 5 ? 6 - n : 0) << n;
  EXPECT_TRUE(shingles_of({}, 4).empty());
}

TEST(Features, OfEqualRunsAreEqualWhereverTheyStand) {
  std::vector<uint64_t> words = random_words(500, 40, 1);
  for (unsigned n = kLeastShingle; n <= kMostShingle; ++n) {
    std::vector<uint64_t> all = shingles_of(words, n);
    for (size_t i = 0; i < all.size(); ++i)
      ASSERT_EQ(all[i], shingles_of(std::span(words).subspan(i, n), n)[0]);
  }
}

TEST(Features, OfDifferentRunsDiffer) {
  // All runs over two words: every order, every repetition, every n.
  std::array<uint64_t, 2> two = {words_of("red")[0], words_of("carpet")[0]};
  std::set<uint64_t> seen;
  size_t n_runs = 0;
  for (unsigned n = kLeastShingle; n <= kMostShingle; ++n)
    for (unsigned run = 0; run < 1u << n; ++run, ++n_runs) {
      std::vector<uint64_t> words;
      for (unsigned i = 0; i < n; ++i) words.push_back(two[run >> i & 1]);
      seen.insert(shingles_of(words, n)[0]);
    }
  EXPECT_EQ(seen.size(), n_runs);
}

TEST(Features, AreEvenlySpread) {
  std::vector<uint64_t> features;
  distinct_features(random_words(200000, 1000, 2), 4, features);
  for (int shift : {0, 20, 40, 56}) {
    std::array<double, 256> counts{};
    for (uint64_t feature : features) ++counts[feature >> shift & 255];
    double expected = static_cast<double>(features.size()) / 256, chi = 0;
    for (double count : counts) chi += (count - expected) * (count - expected) / expected;
    EXPECT_LT(chi, 360) << shift;
    EXPECT_GT(chi, 170) << shift;
  }
}

TEST(DistinctFeatures, AreEachOnceAndAscending) {
  for (size_t n : {0, 3, 4, 5, 50, 1000, 100000}) {
    std::vector<uint64_t> words = random_words(n, 12, static_cast<unsigned>(n));
    std::vector<uint64_t> features, all = shingles_of(words, 4);
    distinct_features(words, 4, features);
    EXPECT_EQ(features, [&] {
      std::set<uint64_t> once(all.begin(), all.end());
      return std::vector<uint64_t>(once.begin(), once.end());
    }());
  }
}

TEST(SortDistinct, SortsWhatIsNotEvenlySpread) {
  std::mt19937_64 random(3);
  for (int shift : {0, 8, 20, 40, 60, 63}) {
    std::vector<uint64_t> hashes(70000);
    for (uint64_t& hash : hashes) hash = random() >> shift;
    std::vector<uint64_t> expected = hashes;
    std::ranges::sort(expected);
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    sort_distinct(hashes);
    EXPECT_EQ(hashes, expected) << shift;
  }
}

TEST(ShingleLength, GrowsWithTheCollection) {
  unsigned before = 0;
  for (uint64_t documents = 1; documents < 100'000'000'000; documents *= 3) {
    unsigned n = shingle_length(documents, documents * 900);
    EXPECT_GE(n, before);
    EXPECT_GE(n, kLeastShingle);
    EXPECT_LE(n, kMostShingle);
    before = n;
  }
  EXPECT_EQ(shingle_length(40'000, 30'000'000), 4u);
}

}  // namespace
}  // namespace unspin
