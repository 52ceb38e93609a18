#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/prose.h"
#include "report/report.h"
#include "report/testing.h"
#include "report/utf8.h"

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
            "shared 75% of a, 90% of b");
}

TEST(Terminal, DoesNotGuessTheOriginal) {
  Sample s = spun_match();
  s.match.original = {};
  std::string text = shown(s);
  EXPECT_EQ(first_line(text),
            "original.txt and copy.txt: one is spun from the other, original unknown; "
            "shared 75% of a, 90% of b");
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

TEST(Terminal, LetsNoEscapeSequenceOfADocumentThrough) {
  Sample s = spun_match();
  s.match.a.id = "evil\x1b]0;title\x07.txt";
  s.a.text.replace(4, 6, "\x1b[2J\x7F\xFF");
  s.match.changes[0].a.text =
      "\x9B 1\xC2\x9B"
      "31m\u202Egnp";
  s.match.quotations[0].speaker = "\rAna";
  for (bool colour : {false, true}) {
    std::string text = shown(s, {.colour = colour});
    EXPECT_THAT(text, HasSubstr("␛[2J␡\uFFFD"));
    for (const char* bad :
         {"\x1b[2J", "\x1b]", "\x07", "\x7F", "\r", "\xC2\x9B", "\u202E"})
      EXPECT_THAT(text, Not(HasSubstr(bad)));
  }
}

TEST(Terminal, KeepsWithinTheWidth) {
  Sample s = spun_match();
  s.match.changes[1].a.text =
      "漢字仮名交じり文は、幅が二倍の文字で書かれる。 " + std::string(300, 'x');
  for (int width : {40, 60, 80, 140}) {
    std::string text = shown(s, {.width = width});
    text = text.substr(text.find("Why"));
    for (size_t at = 0; at < text.size();) {
      size_t end = std::min(text.find('\n', at), text.size());
      EXPECT_LE(column_width(text.substr(at, end - at)), width)
          << text.substr(at, end - at);
      at = end + 1;
    }
  }
}

TEST(Terminal, LeavesOutTheMiddleOfALongPassageAndSaysSo) {
  Sample s;
  for (int i = 0; i < 200; ++i) s.a.text += "Line " + std::to_string(i) + " of it.\n";
  s.b.text = s.a.text;
  s.match.relation = Relation::kIdentical;
  s.match.passages = {
      {{0, s.a.text.size()}, {0, s.b.text.size()}, PassageKind::kVerbatim, 1, 900, {}}};
  std::string text = shown(s, {.max_passage_lines = 10});
  EXPECT_THAT(text, HasSubstr("  Line 4 of it.\n"));
  EXPECT_THAT(text, Not(HasSubstr("Line 5 of it.")));
  EXPECT_THAT(text, HasSubstr("190 lines more here; --html FILE shows them all"));
  EXPECT_THAT(text, HasSubstr("  Line 195 of it.\n"));
  EXPECT_THAT(shown(s, {.max_passage_lines = 0}), HasSubstr("  Line 100 of it.\n"));
}

TEST(Terminal, BoundsItsTablesAndSaysSo) {
  Sample s = spun_match();
  s.match.changes.assign(100, s.match.changes[0]);
  std::string text = shown(s, {.max_rows = 3});
  EXPECT_THAT(text, HasSubstr("Changes of fact (100)"));
  EXPECT_THAT(text, HasSubstr("97 changes more; --json or --html FILE has them all"));
  EXPECT_THAT(shown(s, {.max_rows = 0}), Not(HasSubstr("more;")));
}

TEST(Terminal, TellsApartFilesOfOneName) {
  Sample s = spun_match();
  s.match.a.id = "monday/story.txt";
  s.match.b.id = "tuesday/story.txt";
  EXPECT_THAT(shown(s),
              StartsWith("tuesday/story.txt is a spun copy of monday/story.txt"));
  s.match.a.id = s.match.b.id = "story.txt";
  EXPECT_THAT(shown(s), StartsWith("story.txt (b) is a spun copy of story.txt (a)"));
}

TEST(Terminal, SaysForEachRelationWhichTextIsWhat) {
  Sample s = spun_match();
  auto says = [&](Relation relation, Side side) {
    s.match.relation = relation;
    s.match.original.side = side;
    return shown(s);
  };
  s.match.coverage = {0.2, 0.99};
  EXPECT_THAT(says(Relation::kExcerpt, Side::kA),
              StartsWith("copy.txt is an excerpt of original.txt (99% sure)"));
  EXPECT_THAT(says(Relation::kExcerpt, Side::kB),
              StartsWith("original.txt takes in all of copy.txt (99% sure)"));
  EXPECT_THAT(says(Relation::kExcerpt, Side::kUnknown),
              StartsWith("copy.txt is contained in original.txt, original unknown"));
  EXPECT_THAT(says(Relation::kSharedPassages, Side::kUnknown),
              StartsWith("original.txt and copy.txt share passages, original unknown"));
}

TEST(Prose, NeverRoundsToCertainty) {
  EXPECT_EQ(percent(0), "0%");
  EXPECT_EQ(percent(0.001), "under 1%");
  EXPECT_EQ(percent(0.5), "50%");
  EXPECT_EQ(percent(0.998), "99%");
  EXPECT_EQ(percent(0.99999), "99.9%");
  EXPECT_EQ(percent(1), "100%");
}

TEST(Prose, PutsTheEValueInWords) {
  EXPECT_THAT(chance_sentence(1), HasSubstr("Chance alone gives"));
  EXPECT_THAT(chance_sentence(0.01), HasSubstr("once in 100 comparisons"));
  EXPECT_THAT(chance_sentence(1e-180), HasSubstr("once in 10^180 comparisons"));
  EXPECT_THAT(chance_sentence(0), HasSubstr("never"));
}

TEST(Columns, CountWideAndCombiningCharacters) {
  EXPECT_EQ(column_width("naïve"), 5);
  EXPECT_EQ(column_width("nai\u0308ve"), 5);
  EXPECT_EQ(column_width("漢字"), 4);
  EXPECT_EQ(column_width("😀"), 2);
}

}  // namespace
}  // namespace unspin
