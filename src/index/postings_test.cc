#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/feature_index.h"
#include "index/fresh_postings.h"
#include "index/merge_postings.h"
#include "index/postings_file.h"

namespace unspin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

uint64_t topic(uint64_t hash) {
  return key_of(hash * 0x9E3779B97F4A7C15u, FeatureKind::kTopic);
}
uint64_t copied(uint64_t hash) {
  return key_of(hash * 0x9E3779B97F4A7C15u, FeatureKind::kCopied);
}

std::string bytes_of(FreshPostings& fresh) {
  std::string bytes;
  EXPECT_TRUE(fresh.write(2, [&](std::string_view more) -> Result<void> {
    bytes += more;
    return {};
  }));
  return bytes;
}

std::shared_ptr<const PostingsFile> file_of(FreshPostings& fresh) {
  auto file = PostingsFile::of_bytes(bytes_of(fresh));
  EXPECT_TRUE(file) << file.error().message;
  EXPECT_TRUE((*file)->check());
  return *file;
}

std::shared_ptr<const PostingsFile> merged(
    const PostingsFiles& files, const std::function<bool(uint64_t)>& is_removed) {
  std::string bytes;
  EXPECT_TRUE(
      merge_postings(files, is_removed, 2, [&](std::string_view more) -> Result<void> {
        bytes += more;
        return {};
      }));
  auto file = PostingsFile::of_bytes(std::move(bytes));
  EXPECT_TRUE(file) << file.error().message;
  EXPECT_TRUE((*file)->check());
  return *file;
}

std::vector<uint32_t> documents_with(const FeatureView& view, uint64_t key) {
  std::vector<uint32_t> documents;
  for (const FeatureHits::Hit& hit : view.find(std::vector{key}).hits)
    documents.push_back(hit.document);
  return documents;
}

TEST(Postings, SayWhichDocumentsHaveAFeature) {
  FreshPostings fresh(100);
  fresh.add(std::vector{topic(1), copied(2)}, 10);
  fresh.skip();
  fresh.add(std::vector{topic(1), topic(3), topic(3)}, 20);
  FeatureView view{{file_of(fresh)}};
  EXPECT_THAT(documents_with(view, topic(1)), ElementsAre(100, 102));
  EXPECT_THAT(documents_with(view, copied(2)), ElementsAre(100));
  EXPECT_THAT(documents_with(view, topic(3)), ElementsAre(102));
  EXPECT_THAT(documents_with(view, topic(2)), IsEmpty());
  EXPECT_EQ(view.length(100), 11U);
  EXPECT_EQ(view.length(101), 0U);
  EXPECT_EQ(view.length(102), 21U);
  EXPECT_EQ(view.length(99), 0U);
  EXPECT_EQ(view.length(103), 0U);
}

TEST(Postings, CutOffWhatTooManyHave) {
  FreshPostings fresh(0);
  for (uint32_t i = 0; i < 2000; ++i) fresh.add(std::vector{topic(1), copied(2)}, 1);
  FeatureView view{{file_of(fresh)}};
  FeatureHits hits = view.find(
      std::vector{std::min(topic(1), copied(2)), std::max(topic(1), copied(2))});
  EXPECT_THAT(hits.count, ElementsAre(2000, 2000));
  EXPECT_EQ(hits.hits.size(), kMostCopiedDocuments);
}

TEST(Postings, ReadTheRarestTopicsOnlyWhenToldSo) {
  FreshPostings fresh(0);
  for (uint32_t i = 0; i < 50; ++i) {
    std::vector<uint64_t> keys{topic(1)};
    if (i % 10 == 0) keys.push_back(topic(2));
    fresh.add(keys, 1);
  }
  FeatureView view{{file_of(fresh)}};
  std::vector keys{topic(1), topic(2)};
  std::ranges::sort(keys);
  EXPECT_EQ(view.find(keys, 5).hits.size(), 5U);
  EXPECT_EQ(view.find(keys).hits.size(), 55U);
}

// The obvious way: sets in memory.
struct Twin {
  std::map<uint64_t, std::set<uint32_t>> lists;
  std::map<uint64_t, uint64_t> counts;
};

TEST(Postings, SayTheSameHoweverTheyAreDividedAndMerged) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    Twin twin;
    PostingsFiles files;
    std::set<uint32_t> removed;
    uint32_t number = 0;
    for (int file = 0; file < 5; ++file) {
      FreshPostings fresh(number);
      for (int i = 0; i < 40; ++i, ++number) {
        if (random() % 10 == 0) removed.insert(number);
        std::vector<uint64_t> keys;
        for (int k = 0; k < 12; ++k) {
          uint64_t hash = 1 + random() % (random() % 2 ? 20 : 2000);
          keys.push_back(random() % 2 ? topic(hash) : copied(hash));
        }
        for (uint64_t key : keys)
          if (!removed.contains(number)) twin.lists[key].insert(number);
        fresh.add(keys, 12);
      }
      files.push_back(file_of(fresh));
    }
    auto is_removed = [&](uint64_t n) {
      return removed.contains(static_cast<uint32_t>(n));
    };
    PostingsFiles two = {merged({files.begin(), files.begin() + 2}, is_removed),
                         merged({files.begin() + 2, files.end()}, is_removed)};
    FeatureView view{{merged(two, is_removed)}};
    for (const auto& [key, documents] : twin.lists)
      EXPECT_THAT(documents_with(view, key), testing::ElementsAreArray(documents));
  }
}

TEST(Postings, SurviveAnyFlippedByte) {
  FreshPostings fresh(7);
  for (uint32_t i = 0; i < 30; ++i)
    fresh.add(std::vector{topic(1), topic(i + 2), copied(i / 3)}, i);
  const std::string whole = bytes_of(fresh);
  std::vector<uint64_t> keys;
  for (uint64_t i = 0; i < 40; ++i) {
    keys.push_back(topic(i));
    keys.push_back(copied(i));
  }
  std::ranges::sort(keys);
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    auto file = PostingsFile::of_bytes(damaged);
    if (!file) continue;
    EXPECT_FALSE((*file)->check()) << at;
    FeatureView view{{*file}};
    view.find(keys);
    for (unsigned partition = 0; partition < kPartitions; ++partition) {
      PostingsFile::Cursor cursor(**file, partition);
      for (PostingEntry entry; cursor.next(entry);) {
      }
    }
  }
}

TEST(Postings, AreRefusedWhenCutShort) {
  FreshPostings fresh(0);
  fresh.add(std::vector{topic(1)}, 3);
  const std::string whole = bytes_of(fresh);
  for (size_t size = 0; size < whole.size(); size += size < 200 ? 1 : 97)
    EXPECT_FALSE(PostingsFile::of_bytes(whole.substr(0, size)));
}

TEST(FreshFeatures, AreFoundAtOnceAndStayFew) {
  FreshFeatures fresh(10);
  for (uint32_t i = 0; i < 300; ++i) {
    fresh.add(10 + i, std::vector{topic(i), copied(5)}, 2);
    FeatureView view{fresh.files()};
    ASSERT_THAT(documents_with(view, topic(i)), ElementsAre(10 + i));
    ASSERT_EQ(documents_with(view, copied(5)).size(), i + 1);
    ASSERT_LE(view.files.size(), 24U);
  }
}

TEST(Merging, IsChosenWhenItPays) {
  PostingsFiles files;
  uint32_t number = 0;
  auto push = [&](uint32_t documents) {
    FreshPostings fresh(number);
    for (uint32_t i = 0; i < documents; ++i) fresh.add(std::vector{topic(number++)}, 1);
    files.push_back(file_of(fresh));
  };
  push(1000);
  for (int i = 0; i < 7; ++i) push(10);
  EXPECT_TRUE(choose_merge(files).none());
  push(10);
  MergeChoice choice = choose_merge(files);
  EXPECT_EQ(choice.begin, 1U);
  EXPECT_EQ(choice.end, 9U);
}

}  // namespace
}  // namespace unspin
