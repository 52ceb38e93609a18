#include "index/common_keys.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "index/postings_format.h"

namespace unspin {
namespace {

TEST(CommonKeys, AreAmongThemselvesAndNoOthers) {
  std::mt19937_64 random(1);
  CommonKeys common;
  std::set<uint64_t> added;
  EXPECT_FALSE(common.contains(0));
  for (size_t lot : {1, 2, 0, 700, 3, 20'000}) {
    std::vector<uint64_t> keys(lot);
    for (uint64_t& key : keys) key = random() % (1U << 16);
    common.add(keys);
    added.insert(keys.begin(), keys.end());
    ASSERT_EQ(common.size(), added.size());
    for (uint64_t key = 0; key < 1U << 16; ++key)
      ASSERT_EQ(common.contains(key), added.contains(key)) << key;
  }
}

TEST(CommonKeys, AreTheSameAfterPacking) {
  std::vector<uint64_t> keys = {0, 1, 127, 128, (uint64_t{1} << kKeyBits) - 1};
  CommonKeys common;
  common.add(keys);
  CommonKeys again = CommonKeys::unpack(common.pack());
  EXPECT_EQ(again.size(), keys.size());
  EXPECT_TRUE(
      std::ranges::all_of(keys, [&](uint64_t key) { return again.contains(key); }));
  EXPECT_EQ(CommonKeys::unpack("").size(), 0U);
}

TEST(CommonKeys, AreReadFromAnyBytes) {
  std::mt19937 random(2);
  for (int i = 0; i < 1000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_LE(CommonKeys::unpack(bytes).size(), bytes.size());
  }
}

}  // namespace
}  // namespace unspin
