// Features in, pairs out: against the slow twin, and one behaviour a test.

#include "reference/join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <thread>

#include "join/equal_keys.h"
#include "join/feature_join.h"
#include "join/pair_sum.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;
using reference::JoinDocument;

class Join : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "unspin-join" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::vector<CandidatePair> emit_all(FeatureJoin& join, uint32_t first = 0) {
    std::vector<CandidatePair> pairs;
    auto take = [&](std::span<const CandidatePair> batch) {
      pairs.insert(pairs.end(), batch.begin(), batch.end());
      return true;
    };
    EXPECT_TRUE(join.emit(take, first).value());
    return pairs;
  }

  std::vector<CandidatePair> join_all(const std::vector<JoinDocument>& documents,
                                      const JoinOptions& options) {
    FeatureJoin join = FeatureJoin::create(folder_, options).value();
    for (const JoinDocument& d : documents)
      EXPECT_TRUE(join.appender().add(d.document, d.length, d.features));
    EXPECT_TRUE(join.finish().value());
    return emit_all(join);
  }

  fs::path folder_;
};

// Documents whose features are drawn from a few common and many rare ones; some are
// copies in part of one before.
std::vector<JoinDocument> random_documents(std::mt19937_64& random, uint32_t count,
                                           uint32_t features) {
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < count; ++i) {
    JoinDocument document{i, 0, {}};
    uint32_t n = features ? static_cast<uint32_t>(random() % (2 * features)) : 0;
    const JoinDocument* source =
        i > 0 && random() % 3 == 0 ? &documents[random() % i] : nullptr;
    for (uint32_t f = 0; f < n; ++f) {
      double u = static_cast<double>(random() % 1'000'000 + 1) / 1e6;
      auto feature =
          static_cast<uint64_t>(1 / u * 20 * static_cast<double>(random() % 7));
      if (source && !source->features.empty() && random() % 2)
        feature = source->features[random() % source->features.size()];
      document.features.push_back(feature);
      if (random() % 16 == 0) document.features.push_back(feature);
    }
    document.length = static_cast<uint32_t>(document.features.size() * (random() % 9));
    documents.push_back(std::move(document));
  }
  return documents;
}

TEST_F(Join, PairsDocumentsThatShareRareFeatures) {
  std::vector<JoinDocument> documents = {
      {0, 4, {1, 2, 3, 4}}, {1, 4, {5, 6, 7, 8}}, {2, 4, {3, 4, 9, 10}}};
  auto pairs = join_all(documents, {});
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0], (CandidatePair{.a = 0, .b = 2, .weight = 2, .shared = 2}));
}

TEST_F(Join, AsksMoreOfLongDocuments) {
  std::vector<JoinDocument> documents = {{0, 500, {1, 2}}, {1, 401, {1, 2}}};
  EXPECT_EQ(join_all(documents, {}).size(), 0u);
  documents[1].length = 400;
  EXPECT_EQ(join_all(documents, {}).size(), 1u);
}

TEST_F(Join, WeighsAFeatureByHowFewHaveIt) {
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < 5; ++i) documents.push_back({i, 1, {1, 2}});
  auto pairs = join_all(documents, {});
  ASSERT_EQ(pairs.size(), 10u);
  for (const CandidatePair& pair : pairs) EXPECT_EQ(pair.weight, 0.5);
}

TEST_F(Join, LinksWhatIsTooFrequentToTheNextTwo) {
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < 20; ++i) documents.push_back({i, 1, {1, 2}});
  auto pairs = join_all(documents, {});
  EXPECT_EQ(pairs.size(), 19u + 18u);
  for (const CandidatePair& pair : pairs) EXPECT_LE(pair.b - pair.a, 2u);
}

TEST_F(Join, ChainsWhatIsMoreFrequentStill) {
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < 3000; ++i) documents.push_back({i, 1, {1, 2}});
  for (uint64_t memory : {0, 1 << 20}) {
    auto pairs = join_all(documents, {.memory_bytes = memory});
    ASSERT_EQ(pairs.size(), 2999u);
    for (const CandidatePair& pair : pairs) EXPECT_EQ(pair.b, pair.a + 1);
  }
}

TEST_F(Join, CountsARepeatedFeatureOnce) {
  std::vector<JoinDocument> documents = {{0, 1, {7, 7, 7}}, {1, 1, {7, 7}}};
  EXPECT_EQ(join_all(documents, {.min_shared = 2}).size(), 0u);
  EXPECT_EQ(join_all(documents, {.min_shared = 1}).size(), 1u);
}

TEST_F(Join, MakesNothingOfNothing) {
  EXPECT_EQ(join_all({}, {}).size(), 0u);
  EXPECT_EQ(join_all({{0, 0, {}}, {1, 0, {}}}, {}).size(), 0u);
  EXPECT_EQ(join_all({{5, 1, {1, 2}}}, {}).size(), 0u);
}

TEST_F(Join, TakesTheHighestDocumentNumberAndRefusesTheNext) {
  FeatureJoin join =
      FeatureJoin::create(folder_, {.memory_bytes = uint64_t{1} << 30}).value();
  std::vector<uint64_t> features = {1, 2, 3};
  EXPECT_TRUE(join.appender().add(0, 3, features));
  EXPECT_TRUE(join.appender().add(kMaxJoinDocuments - 1, 3, features));
  auto refused = join.appender().add(kMaxJoinDocuments, 3, features);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kTooLarge);
  ASSERT_TRUE(join.finish().value());
  auto pairs = emit_all(join);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].b, kMaxJoinDocuments - 1);
}

TEST_F(Join, GivesWhatItsTwinGivesForAnyMemory) {
  for (uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    auto documents = random_documents(random, 1 + random() % 200, random() % 60);
    JoinOptions options{
        .max_df = static_cast<uint32_t>(2 + random() % 20),
        .max_linked_df = static_cast<uint32_t>(random() % 50),
        .min_shared = static_cast<uint32_t>(random() % 4),
        .weight_per_root_length = 0.02 * static_cast<double>(random() % 6)};
    auto expected = reference::join_features(documents, options);
    for (uint64_t memory : {0, 300'000, 4'000'000}) {
      options.memory_bytes = memory;
      EXPECT_EQ(join_all(documents, options), expected);
    }
  }
}

TEST_F(Join, GivesTheSameForAnyThreadsAndOrderOfAdding) {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    auto documents = random_documents(random, 400, 60);
    auto expected = reference::join_features(documents, {});
    for (unsigned threads : {1u, 2u, 5u}) {
      JoinOptions options{.memory_bytes = seed % 2 ? 0u : 1u << 22, .threads = threads};
      FeatureJoin join = FeatureJoin::create(folder_, options).value();
      std::ranges::shuffle(documents, random);
      std::vector<std::jthread> adders;
      for (unsigned t = 0; t < threads; ++t)
        adders.emplace_back([&, t] {
          for (size_t i = t; i < documents.size(); i += threads)
            (void)join.appender(t).add(documents[i].document, documents[i].length,
                                       documents[i].features);
        });
      adders.clear();
      ASSERT_TRUE(join.finish().value());
      EXPECT_EQ(emit_all(join), expected);
      EXPECT_EQ(join.stats().candidates, expected.size());
    }
  }
}

TEST_F(Join, SortsKeysThatAllFallIntoOnePartition) {
  // One feature that 5,000 documents have, and memory for 64 records.
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < 5000; ++i)
    documents.push_back({i, 10, {42, 1'000'000 + i / 2, 2'000'000 + i / 2, 42}});
  JoinOptions options{.memory_bytes = 0};
  EXPECT_EQ(join_all(documents, options), reference::join_features(documents, options));
}

TEST_F(Join, SumsAPairThatHasMoreRecordsThanMemory) {
  JoinDocument one{0, 1000, {}};
  for (uint64_t f = 0; f < 5000; ++f) one.features.push_back(f);
  JoinDocument other = one;
  other.document = 1;
  auto pairs = join_all({one, other}, {.memory_bytes = 0});
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].shared, 5000u);
}

TEST_F(Join, EmitsFromAnyDocumentAndAgain) {
  std::mt19937_64 random(3);
  auto documents = random_documents(random, 300, 40);
  FeatureJoin join = FeatureJoin::create(folder_, {.memory_bytes = 0}).value();
  for (const JoinDocument& d : documents)
    ASSERT_TRUE(join.appender().add(d.document, d.length, d.features));
  ASSERT_TRUE(join.finish().value());
  auto all = emit_all(join);
  ASSERT_GT(all.size(), 10u);
  for (uint32_t first : {0u, 1u, 57u, 299u, 300u, 100'000u}) {
    std::vector<CandidatePair> expected;
    std::ranges::copy_if(all, std::back_inserter(expected),
                         [&](const CandidatePair& pair) { return pair.a >= first; });
    EXPECT_EQ(emit_all(join, first), expected);
  }
}

TEST_F(Join, StopsWhenTheSinkHasEnough) {
  std::vector<JoinDocument> documents;
  for (uint32_t i = 0; i < 20'000; ++i)
    documents.push_back({i, 1, {i / 2, 50'000 + i / 2}});
  for (unsigned threads : {1u, 3u}) {
    FeatureJoin join = FeatureJoin::create(folder_, {.threads = threads}).value();
    for (const JoinDocument& d : documents)
      ASSERT_TRUE(join.appender().add(d.document, d.length, d.features));
    ASSERT_TRUE(join.finish().value());
    int batches = 0;
    auto enough = [&](std::span<const CandidatePair>) { return ++batches < 2; };
    EXPECT_FALSE(join.emit(enough).value());
    EXPECT_EQ(batches, 2);
  }
}

TEST_F(Join, RefusesOptionsOutOfRange) {
  EXPECT_EQ(FeatureJoin::create(folder_, {.max_df = 256}).error().code,
            Code::kBadArgument);
}

TEST(PairSum, KeepsLengthsInSixteenBitsInOrder) {
  uint16_t before = 0;
  for (uint64_t length = 0; length <= UINT32_MAX; length += 1 + length / 1000) {
    uint16_t packed = pack_length(static_cast<uint32_t>(length));
    EXPECT_GE(packed, before);
    before = packed;
    uint32_t unpacked = unpack_length(packed);
    EXPECT_LE(unpacked, length);
    EXPECT_LE(length - unpacked, length / 2048);
    if (length < 4096) {
      EXPECT_EQ(unpacked, length);
    }
  }
}

class EqualKeysOf : public Join {
 protected:
  std::vector<EqualKey> group(
      const std::vector<std::pair<uint32_t, uint64_t>>& documents_and_keys,
      const EqualKeysOptions& options) {
    EqualKeys keys = EqualKeys::create(folder_, options).value();
    for (auto [document, key] : documents_and_keys)
      EXPECT_TRUE(keys.appender().add(document, key));
    std::vector<EqualKey> links;
    auto take = [&](std::span<const EqualKey> batch) {
      links.insert(links.end(), batch.begin(), batch.end());
      return true;
    };
    EXPECT_TRUE(keys.emit(take).value());
    return links;
  }
};

std::vector<EqualKey> sorted(std::vector<EqualKey> links) {
  std::ranges::sort(links, {}, [](const EqualKey& link) {
    return std::tuple(link.first, link.document, link.previous, link.key);
  });
  return links;
}

TEST_F(EqualKeysOf, ThreeDocumentsAreAStarAndAChain) {
  auto links = group({{4, 9}, {2, 9}, {7, 9}, {5, 8}}, {});
  ASSERT_EQ(links.size(), 2u);
  EXPECT_EQ(links[0], (EqualKey{.document = 4, .first = 2, .previous = 2, .key = 9}));
  EXPECT_EQ(links[1], (EqualKey{.document = 7, .first = 2, .previous = 4, .key = 9}));
}

TEST_F(EqualKeysOf, AllBitsOfAKeyCount) {
  for (unsigned bit = 0; bit < 64; ++bit)
    EXPECT_TRUE(group({{0, 77}, {1, 77 ^ (uint64_t{1} << bit)}}, {}).empty());
}

TEST_F(EqualKeysOf, ManyDocumentsGroupAsTheTwinSaysForAnyMemoryAndThreads) {
  for (uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    std::vector<std::pair<uint32_t, uint64_t>> keys;
    uint64_t different = 1 + random() % 2000;
    for (uint32_t i = 0; i < 3000; ++i)
      keys.emplace_back(random() % 2500, random() % different * 0x9e3779b97f4a7c15u);
    auto expected = sorted(reference::group_equal(keys));
    auto once = group(keys, {.memory_bytes = 0});
    EXPECT_EQ(sorted(once), expected);
    EXPECT_EQ(group(keys, {.memory_bytes = 1 << 20, .threads = 3}), once);
  }
}

}  // namespace
}  // namespace unspin
