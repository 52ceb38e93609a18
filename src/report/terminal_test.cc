#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/report.h"
#include "report/testing.h"

namespace unspin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string shown(const Sample& s, const TerminalStyle& style = {}) {
  return to_terminal(s.match, s.a, s.b, style);
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

TEST(Terminal, GivesTheWholeVerdictInTheFirstLine) {
  EXPECT_EQ(first_line(shown(spun_match())),
            "copy.txt is a spun copy of original.txt (99% sure); "
            "shared: 75% of a, 90% of b");
}

TEST(Terminal, DoesNotGuessTheOriginal) {
  Sample s = spun_match();
  s.match.original = {};
  std::string text = shown(s);
  EXPECT_EQ(first_line(text),
            "original.txt and copy.txt: one is spun from the other, original unknown; "
            "shared: 75% of a, 90% of b");
  EXPECT_THAT(text, Not(HasSubstr("Why")));
}

TEST(Terminal, SaysThatStrangersAreStrangers) {
  Sample s = spun_match();
  s.match = {};
  s.match.a = info(s.a);
  s.match.b = info(s.b);
  std::string text = shown(s);
  EXPECT_EQ(
      first_line(text),
      "original.txt and copy.txt are unrelated: no more in common than chance gives");
  EXPECT_THAT(text, Not(HasSubstr("Passage")));
}

TEST(Terminal, ListsFactsBeforeWordingWithTheirLines) {
  std::string text = shown(spun_match());
  size_t facts = text.find("Changes of fact (2)");
  size_t wording = text.find("Changes of wording (1)");
  ASSERT_NE(facts, std::string::npos);
  EXPECT_LT(facts, wording);
  EXPECT_THAT(text, HasSubstr("  number       1  11,000            2  12,000\n"));
  EXPECT_THAT(text, HasSubstr("  omission     4  Nobody was hurt.  4  nothing\n"));
  EXPECT_THAT(text, HasSubstr("  term         2  red tape  3  crimson tape\n"));
}

TEST(Terminal, MarksReplacedWordsInPassagesAndQuotations) {
  std::string text = shown(spun_match());
  EXPECT_THAT(text, HasSubstr("The [-bridge-]{+span+} carried [-11,000-]{+12,000+}"));
  EXPECT_THAT(text, HasSubstr("Quotations: 1 altered, 1 missing"));
  EXPECT_THAT(text, HasSubstr("“We cut the [-red-]{+crimson+} tape,”"));
  EXPECT_THAT(text, HasSubstr("[-“It is over,”-]"));
}

TEST(Terminal, UsesColourInsteadOfMarksWhenAsked) {
  std::string text = shown(spun_match(), {.colour = true});
  EXPECT_THAT(text, HasSubstr("The \x1b[31;9mbridge\x1b[0m \x1b[32mspan\x1b[0m carried"));
  EXPECT_THAT(text, Not(HasSubstr("{+")));
}

}  // namespace
}  // namespace unspin
