#include "text/fold_table.h"

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <random>
#include <string>
#include <vector>

#include "text/fold.h"

namespace unspin {
namespace {

std::string utf8_of(char32_t code) {
  std::string bytes(4, '\0');
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<uint32_t>(code));
  bytes.resize(static_cast<size_t>(length));
  return bytes;
}

std::string folded(std::string_view word) {
  std::string out;
  fold_word(word, out);
  return out;
}

bool is_surrogate(char32_t code) { return code >= 0xD800 && code < 0xE000; }

TEST(FoldTable, FoldsEachCharacterAsFoldWordDoes) {
  size_t n = 0;
  for (char32_t code = 0; code < 0x10000; ++code) {
    FoldedChar entry = fold_table()[code];
    if (!entry.folded) continue;
    EXPECT_FALSE(is_surrogate(code));
    EXPECT_EQ(folded(utf8_of(code)), utf8_of(entry.folded))
        << static_cast<uint32_t>(code);
    ++n;
  }
  EXPECT_GT(n, 40'000u);
}

TEST(FoldTable, KnowsTheKindOfEachCharacter) {
  for (char32_t code = 0; code < 0x10000; ++code) {
    if (is_surrogate(code) || code == 0x02BC) continue;
    EXPECT_EQ(fold_table()[code].kind, char_at(utf8_of(code), 0).kind)
        << static_cast<uint32_t>(code);
  }
}

TEST(FoldTable, FoldsWordsOfCharactersThatFoldAlone) {
  std::mt19937 random(1);
  std::vector<char32_t> alone;
  for (char32_t code = 0x250; code < 0x10000; ++code)
    if (fold_table()[code].folded) alone.push_back(code);
  for (int round = 0; round < 20'000; ++round) {
    std::string word, expected;
    for (int i = 0; i < 4; ++i) {
      char32_t code = alone[random() % alone.size()];
      word += utf8_of(code);
      expected += utf8_of(fold_table()[code].folded);
    }
    ASSERT_EQ(folded(word), expected) << word;
  }
}

TEST(FoldTable, LeavesToFoldWordWhatDependsOnItsNeighbours) {
  for (char32_t code : {0x0301, 0x00DF, 0x0130, 0xFB01, 0x1161, 0x11A8, 0xFF9E, 0x3099})
    EXPECT_EQ(fold_table()[code].folded, 0) << static_cast<uint32_t>(code);
  EXPECT_EQ(fold_table()[U'W'].folded, u'w');
  EXPECT_EQ(fold_table()[0xFF37].folded, u'w');
  EXPECT_EQ(fold_table()[0x0416].folded, 0x0436);
  EXPECT_EQ(fold_table()[0x0663].folded, u'3');
}

}  // namespace
}  // namespace unspin
