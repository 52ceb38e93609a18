#include "text/lines.h"

#include <gtest/gtest.h>

namespace unspin {
namespace {

TEST(Lines, AreHardWrappedWhenManyEndInMidSentence) {
  EXPECT_TRUE(
      is_hard_wrapped("It was the best\nof times, it was\nthe worst of\ntimes.\n"));
  EXPECT_FALSE(
      is_hard_wrapped("One line.\nAnother line.\nA third: and so\nOn it goes.\n"));
  EXPECT_FALSE(is_hard_wrapped("One paragraph\n\nand another\n\nand a third\n"));
  EXPECT_FALSE(is_hard_wrapped(""));
  EXPECT_FALSE(is_hard_wrapped("a single\nline end"));
}

TEST(Lines, EndAParagraphBeforeABlankLine) {
  EXPECT_TRUE(ends_paragraph("a\n\nb", 1));
  EXPECT_TRUE(ends_paragraph("a\r\n \t\r\nb", 2));
  EXPECT_TRUE(ends_paragraph("a\n", 1));
  EXPECT_FALSE(ends_paragraph("a\n  b", 1));
}

}  // namespace
}  // namespace unspin
