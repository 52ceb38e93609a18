#include "report/utf8.h"

#include <gtest/gtest.h>

namespace unspin {
namespace {

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(shortened("größer", 3), "gr…");
  EXPECT_EQ(shortened("größer", 4), "grö…");
  EXPECT_EQ(shortened("größer", 8), "größer");
}

TEST(Shortened, CutsBehindWords) {
  EXPECT_EQ(shortened_at_word("one two three", 9), "one two…");
  EXPECT_EQ(shortened_at_word("one two three", 7), "one two…");
  EXPECT_EQ(shortened_at_word("one two  three", 8), "one two…");
  EXPECT_EQ(shortened_at_word("one two three", 13), "one two three");
}

TEST(Shortened, CutsLongWordsAllTheSame) {
  EXPECT_EQ(shortened_at_word("a extraordinarily", 9), "a extraor…");
  EXPECT_EQ(shortened_at_word("漢字漢字漢字", 7), "漢字…");
  EXPECT_EQ(shortened_at_word("      x", 3), "   …");
  EXPECT_EQ(shortened_at_word("", 3), "");
}

}  // namespace
}  // namespace unspin
