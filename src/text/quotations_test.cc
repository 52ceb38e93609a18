#include "text/quotations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace unspin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The quotations of a text, as written, marks and all.
std::vector<std::string> quoted(const std::string& text) {
  Tokens tokens = tokenize(text, "en");
  std::vector<std::string> out;
  for (const QuotedSpan& q : find_quotations(text, tokens)) {
    EXPECT_LE(q.bytes.end, text.size());
    for (uint32_t i = q.tokens.start; i < q.tokens.end; ++i) {
      EXPECT_GT(tokens[i].begin, q.bytes.start);
      EXPECT_LE(tokens[i].end, q.bytes.end);
    }
    out.push_back(text.substr(q.bytes.start, q.bytes.size()));
  }
  return out;
}

TEST(Quotations, FindsEveryStyleOfMarks) {
  EXPECT_THAT(quoted("He said \"no way\" twice."), ElementsAre("\"no way\""));
  EXPECT_THAT(quoted("He said “no way” twice."), ElementsAre("“no way”"));
  EXPECT_THAT(quoted("He said ‘no way’ twice."), ElementsAre("‘no way’"));
  EXPECT_THAT(quoted("He said 'no way' twice."), ElementsAre("'no way'"));
  EXPECT_THAT(quoted("Er sagte: „nie im Leben“, dann"), ElementsAre("„nie im Leben“"));
  EXPECT_THAT(quoted("Er sagte: „nie im Leben”, dann"), ElementsAre("„nie im Leben”"));
  EXPECT_THAT(quoted("Er sagte: ‚nie im Leben‘, dann"), ElementsAre("‚nie im Leben‘"));
  EXPECT_THAT(quoted("Il dit « jamais de la vie » et"),
              ElementsAre("« jamais de la vie »"));
  EXPECT_THAT(quoted("Er sagte »nie im Leben« und"), ElementsAre("»nie im Leben«"));
  EXPECT_THAT(quoted("Han sa ”aldrig” och gick"), ElementsAre("”aldrig”"));
  EXPECT_THAT(quoted("彼は「はい」と言った"), ElementsAre("「はい」"));
  EXPECT_THAT(quoted("He said ``no way'' twice."), ElementsAre("``no way''"));
  EXPECT_THAT(quoted("He said ''no way'' twice."), ElementsAre("''no way''"));
  EXPECT_THAT(quoted("He said `no way' twice."), ElementsAre("`no way'"));
}

TEST(Quotations, FindsSeveralInOnePassage) {
  EXPECT_THAT(quoted("\"I am,\" he said, \"quite sure.\" Then: \"Go!\""),
              ElementsAre("\"I am,\"", "\"quite sure.\"", "\"Go!\""));
}

TEST(Quotations, TellsApostrophesFromClosingMarks) {
  EXPECT_THAT(quoted("The countries' debts and the boys' shoes."), IsEmpty());
  EXPECT_THAT(quoted("The countries’ debts and the boys’ shoes."), IsEmpty());
  EXPECT_THAT(quoted("'Tis the season. 'Twas ever so, in the '90s and '08."), IsEmpty());
  EXPECT_THAT(quoted("They don't play rock 'n' roll, it's goin' down, give 'em time."),
              IsEmpty());
  EXPECT_THAT(quoted("rock ’n’ roll of the ’90s, ’tis Nvidia‘s"), IsEmpty());
  EXPECT_THAT(quoted("the U.S.' assertion that O'Brien's 1990's"), IsEmpty());
}

TEST(Quotations, KeepsAQuotationOpenAcrossApostrophes) {
  EXPECT_THAT(quoted("'The countries' duty is clear,' he said."),
              ElementsAre("'The countries' duty is clear,'"));
  EXPECT_THAT(quoted("‘The countries’ duty isn’t clear,’ he said."),
              ElementsAre("‘The countries’ duty isn’t clear,’"));
  EXPECT_THAT(quoted("'The U.S.' claim is wrong,' he said."),
              ElementsAre("'The U.S.' claim is wrong,'"));
  EXPECT_THAT(quoted("\"It was the boys' idea,\" she said, 'tis true."),
              ElementsAre("\"It was the boys' idea,\""));
}

TEST(Quotations, EndsAtADoubtfulMarkWhereNothingSurerFollows) {
  EXPECT_THAT(quoted("The 'fake news' story of 'good news' fame"),
              ElementsAre("'fake news'", "'good news'"));
}

TEST(Quotations, AcceptsAMismatchedClosingMark) {
  EXPECT_THAT(quoted("‘A threat like no other': The West watches"),
              ElementsAre("‘A threat like no other'"));
  EXPECT_THAT(quoted("“A threat like no other\": The West watches"),
              ElementsAre("“A threat like no other\""));
}

TEST(Quotations, ReportsTheOutermostOnly) {
  EXPECT_THAT(quoted("“He told me ‘never’ and “left” at once,” she said."),
              ElementsAre("“He told me ‘never’ and “left” at once,”"));
  EXPECT_THAT(quoted("\"'No,' he said,\" she told us."),
              ElementsAre("\"'No,' he said,\""));
  EXPECT_THAT(quoted("'He said \"no\" to me,' she said."),
              ElementsAre("'He said \"no\" to me,'"));
}

TEST(Quotations, LeavesFeetAndInchesAlone) {
  EXPECT_THAT(quoted("He is 5'10\" tall, she is 5' 6\" and a 27\" screen."), IsEmpty());
  EXPECT_THAT(quoted("\"He is 5'10\" tall,\" she said."),
              ElementsAre("\"He is 5'10\" tall,\""));
  EXPECT_THAT(quoted("\"A 27\" screen is enough,\" she said."),
              ElementsAre("\"A 27\" screen is enough,\""));
  EXPECT_THAT(quoted("He spoke of \"the year 1990\" often."),
              ElementsAre("\"the year 1990\""));
}

TEST(Quotations, TakesASpeechOverParagraphsAsOneAParagraph) {
  EXPECT_THAT(quoted("He said: “First of all.\n\n“And second,” then left."),
              ElementsAre("“First of all.", "“And second,”"));
  EXPECT_THAT(quoted("\"First of all.  \r\n\r\n\"And second.\r\n\r\n\"Third.\" Gone."),
              ElementsAre("\"First of all.", "\"And second.", "\"Third.\""));
}

TEST(Quotations, DropsAnOpeningMarkThatIsNeverClosed) {
  EXPECT_THAT(quoted("He said \"no way.\n\nThen he left."), IsEmpty());
  EXPECT_THAT(quoted("He said “no way.\n\nThen he left."), IsEmpty());
  EXPECT_THAT(quoted("He said \"no way. Then \"yes\" came."), ElementsAre("\"yes\""));
  EXPECT_THAT(quoted("She wrote 'no way. Then left."), IsEmpty());
}

TEST(Quotations, CrossesWrappedLinesButNotLinesOfTheirOwn) {
  EXPECT_THAT(quoted("He said that \"the red\ncarpet was rolled out\nfor him\" and that\n"
                     "it was time to\ngo"),
              ElementsAre("\"the red\ncarpet was rolled out\nfor him\""));
  EXPECT_THAT(quoted("A \"list\nOf items.\nAnother \"one\nIs here."), IsEmpty());
}

TEST(Quotations, MarksWithoutWordsAreNone) {
  EXPECT_THAT(quoted("\"\" and \"...\" and \""), IsEmpty());
  EXPECT_THAT(quoted(""), IsEmpty());
}

TEST(Quotations, TellsDashesAndBracketsAtTheMarks) {
  EXPECT_THAT(quoted("Then—\"But I—\" he began—\"never\"—and (\"so\") on."),
              ElementsAre("\"But I—\"", "\"never\"", "\"so\""));
  EXPECT_THAT(quoted("that \"the [U.S.] administration…\" relegates"),
              ElementsAre("\"the [U.S.] administration…\""));
}

TEST(Quotations, StaysLinearOnNothingButMarks) {
  for (const char* mark : {"\"", " 'a", "“", "‘a ", "« ", "a\" ", "a' ", "\n\"a"}) {
    std::string text;
    while (text.size() < 500'000) text += mark;
    find_quotations(text, tokenize(text, "en"));
  }
}

}  // namespace
}  // namespace unspin
