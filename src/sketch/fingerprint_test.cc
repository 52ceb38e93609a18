#include "sketch/fingerprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <set>
#include <string>

#include "sketch/features.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

std::vector<uint64_t> words_of(std::string_view text) {
  WordHashes words;
  hash_words(text, words);
  return words.hash;
}

std::vector<uint64_t> random_words(size_t n, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<uint64_t> words(n);
  for (uint64_t& word : words) word = random();
  return words;
}

// `words` with `n` of them exchanged, far from each other.
std::vector<uint64_t> exchanged(std::vector<uint64_t> words, size_t n) {
  for (size_t i = 0; i < n; ++i) words[words.size() * (2 * i + 1) / (2 * n)] ^= 1u << 20;
  return words;
}

std::vector<uint64_t> features_of(std::span<const uint64_t> words) {
  std::vector<uint64_t> features;
  distinct_features(words, 3, features);
  return features;
}

bool share_a_key(const NearSketch& a, const NearSketch& b) {
  auto x = band_keys(a), y = band_keys(b);
  for (size_t i = 0; i < x.size(); ++i)
    if (x[i] == y[i]) return true;
  return false;
}

TEST(Fingerprint, IsThatOfTheWordsAlone) {
  Fingerprint plain = fingerprint(words_of("the red carpet, he said"));
  EXPECT_EQ(plain, fingerprint(words_of("\"The RED carpet\" \u2014 he said.\n")));
  for (std::string_view other : {"the red carpet he", "red carpet he said",
                                 "the carpet red he said", "the red carpet she said",
                                 "the red car pet he said", "thered carpet he said", ""})
    EXPECT_NE(plain, fingerprint(words_of(other))) << other;
  EXPECT_EQ(fingerprint({}), fingerprint(words_of(" ... ")));
}

TEST(NearSketch, OfEqualTextsIsEqual) {
  for (size_t n : {3, 4, 10, 100, 5000}) {
    std::vector<uint64_t> words = random_words(n, static_cast<unsigned>(n));
    EXPECT_EQ(near_sketch(words), near_sketch(words));
    EXPECT_EQ(estimated_resemblance(near_sketch(words), near_sketch(words)), 1);
  }
}

TEST(NearSketch, OfFewerThanThreeWordsResemblesNothing) {
  NearSketch none = near_sketch(random_words(2, 1));
  EXPECT_TRUE(none.empty);
  EXPECT_EQ(estimated_resemblance(none, none), 0);
  EXPECT_EQ(estimated_resemblance(none, near_sketch(random_words(9, 1))), 0);
}

TEST(NearSketch, EstimatesTheResemblanceOfTextsOfEveryLength) {
  for (size_t n : {12, 40, 200, 1000, 20000}) {
    for (size_t edits : {n / 60, n / 20, n / 8}) {
      double error = 0, bias = 0;
      constexpr int kTexts = 100;
      for (int i = 0; i < kTexts; ++i) {
        std::vector<uint64_t> a = random_words(n, static_cast<unsigned>(i + 7));
        std::vector<uint64_t> b = edits ? exchanged(a, edits) : a;
        double exact = resemblance(features_of(a), features_of(b));
        double off = estimated_resemblance(near_sketch(a), near_sketch(b)) - exact;
        bias += off / kTexts;
        error += off * off / kTexts;
      }
      EXPECT_LT(std::abs(bias), .025) << n << ' ' << edits;
      EXPECT_LT(std::sqrt(error), .075) << n << ' ' << edits;
    }
  }
}

TEST(NearSketch, SharesAKeyWithItsNearCopies) {
  // 1 word in 60 exchanged: resemblance .905.
  for (size_t n : {60, 120, 300, 900}) {
    int missed = 0;
    for (unsigned i = 0; i < 1000; ++i) {
      std::vector<uint64_t> words = random_words(n, i);
      missed += !share_a_key(near_sketch(words), near_sketch(exchanged(words, n / 60)));
    }
    EXPECT_LE(missed, 4) << n;
  }
}

TEST(NearSketch, SharesNoKeyWithStrangers) {
  std::set<uint64_t> seen;
  for (unsigned i = 0; i < 3000; ++i)
    for (uint64_t key : band_keys(near_sketch(random_words(20 + i % 100, i))))
      EXPECT_TRUE(seen.insert(key).second);
}

TEST(NearSketch, TakesLinearTimeWhereAllWordsAreOne) {
  std::vector<uint64_t> words(1'000'000, 7);
  EXPECT_EQ(near_sketch(words), near_sketch(std::span(words).first(3)));
}

TEST(BandKeys, OfOnePlaceChangedDifferInItsBandAlone) {
  NearSketch a = near_sketch(random_words(500, 1));
  for (size_t place = 0; place < NearSketch::kBands * NearSketch::kRows; ++place) {
    NearSketch b = a;
    b.places[place] ^= 1;
    for (size_t band = 0; band < NearSketch::kBands; ++band)
      EXPECT_EQ(band_keys(a)[band] != band_keys(b)[band],
                band == place / NearSketch::kRows);
  }
}

TEST(Containment, IsTheShareOfTheFirst) {
  std::vector<uint64_t> a = {1, 2, 3, 4}, b = {2, 4, 5};
  EXPECT_EQ(containment(a, b), .5);
  EXPECT_DOUBLE_EQ(containment(b, a), 2.0 / 3);
  EXPECT_EQ(resemblance(a, b), .4);
  EXPECT_EQ(containment({}, a), 0);
  EXPECT_EQ(containment(a, {}), 0);
  EXPECT_EQ(resemblance({}, {}), 0);
}

TEST(Containment, CountsLikeSets) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<uint64_t> a(random() % 50), b(random() % 50), both;
    for (uint64_t& value : a) value = random() % 64;
    for (uint64_t& value : b) value = random() % 64;
    sort_distinct(a);
    sort_distinct(b);
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    EXPECT_EQ(shared_features(a, b), both.size());
  }
}

}  // namespace
}  // namespace unspin
