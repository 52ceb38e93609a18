#include "base/hash.h"

#include <gtest/gtest.h>

#include <array>

namespace unspin {
namespace {

TEST(Hash, TellsWordsApart) {
  EXPECT_NE(hash_word("red"), hash_word("rod"));
  EXPECT_EQ(hash_word("red"), hash_word(std::string("red")));
  EXPECT_NE(hash_word(""), 0u);
}

TEST(Hash, GivesAPhraseOfOneWordThatWordsHash) {
  std::array<uint64_t, 1> red = {hash_word("red")};
  EXPECT_EQ(hash_phrase(red), hash_word("red"));
}

TEST(Hash, DependsOnTheOrderOfWords) {
  std::array<uint64_t, 2> forward = {hash_word("red"), hash_word("carpet")};
  std::array<uint64_t, 2> backward = {hash_word("carpet"), hash_word("red")};
  EXPECT_NE(hash_phrase(forward), hash_phrase(backward));
  EXPECT_EQ(hash_phrase({}), 0u);
}

}  // namespace
}  // namespace unspin
