#include "extract/furniture.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "cpu_clock.h"

namespace unspin {
namespace {

// What is marked, stretches joined by " / ".
std::string marked(std::string_view text, std::optional<std::string_view> title = {}) {
  std::string out;
  for (ByteSpan span : find_furniture(text, title)) {
    if (!out.empty()) out += " / ";
    out += text.substr(span.start, span.size());
  }
  return out;
}

const std::string kFirst =
    "The harbour master of Port Ellery said on Tuesday that the old breakwater would "
    "stay closed until spring.\n\n";
const std::string kSecond =
    "Divers found cracks in 37 of the 210 blocks that were laid when the harbour was "
    "built.\n\n";

// An article with `line` in its middle.
std::string around(std::string_view line) {
  return kFirst + std::string(line) + "\n\n" + kSecond;
}

TEST(Furniture, LeavesAPlainArticleAlone) {
  EXPECT_EQ(marked("Breakwater closed\n\n" + kFirst + "A long winter\n\n" + kSecond), "");
  EXPECT_EQ(marked(""), "");
  EXPECT_EQ(marked("\n \n\t\n"), "");
  EXPECT_EQ(marked("one line"), "");
}

TEST(Furniture, KeepsTheFirstTitleAndMarksTheSecond) {
  std::string title = "Breakwater of Port Ellery stays closed";
  EXPECT_EQ(marked(title + "\n\n" + title + "\n\n" + kFirst + kSecond), title);
  EXPECT_EQ(marked(title + "\n\n" + kFirst + kSecond), "");
  EXPECT_EQ(marked("News\n\n" + title + "\n\n" + kFirst +
                       "BREAKWATER OF PORT ELLERY "
                       "STAYS CLOSED\n\n" +
                       kSecond,
                   title),
            "BREAKWATER OF PORT ELLERY STAYS CLOSED");
}

TEST(Furniture, KnowsPromptsInTheArticle) {
  for (const char* prompt :
       {"Advertisement", "ADVERTISEMENT:", "Story continues below", "3 min read",
        "Sign up for our morning newsletter!",
        "Copyright 2021 The Ellery Post. All rights reserved.", "© 2021 Ellery Media",
        "Related: Ferry to the islands cancelled", "Follow Jane Doe on Twitter @janedoe",
        "Photo: Jane Doe for the Post", "6 years ago", "Anzeige",
        "La suite après cette publicité", "Leer más", "Читайте также: Шторм",
        "続きを読む"})
    EXPECT_EQ(marked(around(prompt)), prompt);
}

TEST(Furniture, LeavesWhatOnlyLooksLikeAPrompt) {
  for (const char* line :
       {"\"Sign up for the army,\" he told them.", "Photos", "Facebook", "Search",
        "Share prices fell sharply.", "More than a third of them", "Watch your step!",
        "Source code", "The related work", "He had read more."}) {
    EXPECT_EQ(marked(around(line)), "") << line;
  }
}

TEST(Furniture, KnowsCreditsByTheirBarsAndTheirAgencies) {
  for (const char* credit : {"Jane Doe | Afp | Getty Visuals", "(Jane Doe/Reuters)",
                             "Jane Doe/AFP/Getty Images", "Photo by Jane Doe"})
    EXPECT_EQ(marked(around(credit)), credit);
  // A table, an alternative, a sentence.
  EXPECT_EQ(marked(around("Town | Blocks\nEllery | 210")), "");
  EXPECT_EQ(marked(around("Divers and/or engineers")), "");
  EXPECT_EQ(marked(around("He works for AP.")), "");
}

TEST(Furniture, TakesTheCaptionWithTheCredit) {
  std::string title = "Breakwater of Port Ellery stays closed";
  std::string caption = "Boats lie in the old harbour on a grey morning in March.";
  EXPECT_EQ(marked(title + "\n\n" + title + "\n\n" + caption +
                   "\n\nJane Doe | Agency\n\n" + kFirst),
            title + "\n\n" + caption + "\n\nJane Doe | Agency");
  std::string pointing = "Mara Lindqvist (L) and the mayor look at the cracks.";
  EXPECT_EQ(marked(kFirst + pointing + "\n\nJane Doe | Agency\n\n" + kSecond),
            pointing + "\n\nJane Doe | Agency");
  EXPECT_EQ(marked(around("Jane Doe | Agency")), "Jane Doe | Agency");
}

TEST(Furniture, TakesEverythingFromTheSourceLineOnWhenTeasersFollow) {
  std::string tail =
      "Source\n\nFerry cancelled again\nWorld\n\nFerry cancelled again\n\nThe ferry to "
      "the "
      "islands has been cancelled for the third time this week, and nobody knows why the "
      "[…]\n\nRead More";
  EXPECT_EQ(marked(kFirst + kSecond + tail), tail);
  EXPECT_EQ(marked(kFirst + kSecond + "Source"), "Source");
}

TEST(Furniture, TakesHeadlinesAfterALabel) {
  EXPECT_EQ(
      marked(kFirst +
             "READ MORE:\n\nFerry to the islands cancelled\n\nWhy the storms "
             "grow stronger every year\n\n" +
             kSecond),
      "READ MORE:\n\nFerry to the islands cancelled\n\nWhy the storms grow stronger "
      "every year");
}

TEST(Furniture, TakesButtonsInARowAndNoSingleOne) {
  EXPECT_EQ(marked(kFirst + kSecond + "Facebook\nTwitter\nEmail\n"),
            "Facebook\nTwitter\nEmail");
  EXPECT_EQ(marked(around("Facebook")), "");
}

TEST(Furniture, TakesTheMenuAboveAndBelow) {
  EXPECT_EQ(marked("Home\nHarbour\nAbout us\nContact\n\n" + kFirst + kSecond),
            "Home\nHarbour\nAbout us\nContact");
  EXPECT_EQ(marked(around("flour\nsugar\neggs\nmilk")), "");
}

TEST(Furniture, TakesTheDateOverAnArticleAndNoneOfADiary) {
  EXPECT_EQ(marked("June 18, 2024\n\n" + kFirst + kSecond), "June 18, 2024");
  EXPECT_EQ(marked("Updated 4:24 p.m.\n\n" + kFirst + kSecond), "Updated 4:24 p.m.");
  std::string diary;
  for (const char* day : {"1 May 1921", "2 May 1921", "3 May 1921", "4 May 1921"})
    diary += day + std::string("\n\n") + kFirst;
  EXPECT_EQ(marked(diary), "");
}

TEST(Furniture, SeesNothingInWrappedText) {
  EXPECT_EQ(
      marked("The harbour master said\non Tuesday that the old\nbreakwater would stay\n"
             "closed until spring.\nAdvertisement\nDivers found cracks in\nthirty-seven "
             "of the blocks\nthat were laid long ago.\n"),
      "");
}

TEST(Furniture, IsInOrderApartAndOfWholeLinesWhateverTheText) {
  const std::string pieces[] = {kFirst,         kSecond,   "Source\n", "Advertisement\n",
                                "\n",           " \t",     "x […]\n",  "Related:\n",
                                "\xFF\xC3",     "a | b\n", "Twitter",  "Home\n",
                                "2 May 2021\n", "\u00a0",  "“”"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[random() % std::size(pieces)];
    size_t reached = 0;
    for (ByteSpan span : find_furniture(text)) {
      ASSERT_LE(reached, span.start);
      ASSERT_LT(span.start, span.end);
      ASSERT_LE(span.end, text.size());
      // Nothing but blanks between its ends and those of its lines.
      size_t line = text.rfind('\n', span.start) + 1;
      size_t end = std::min(text.find('\n', span.end), text.size());
      std::string_view blanks = " \t\u00a0";
      ASSERT_EQ(text.substr(line, span.start - line).find_first_not_of(blanks),
                text.npos);
      ASSERT_EQ(text.substr(span.end, end - span.end).find_first_not_of(blanks),
                text.npos);
      reached = span.end + 1;
    }
  }
}

TEST(Furniture, IsLinearInLinesAndInTheirLength) {
  auto start = CpuClock::now();
  std::string lines, bars = kFirst;
  for (int i = 0; i < 200'000; ++i) lines += "Read more:\n";
  for (int i = 0; i < 2'000'000; ++i) bars += "a|";
  EXPECT_EQ(marked(kFirst + lines).size(), lines.size() - 1);
  EXPECT_EQ(marked(bars + "\nx"), "");
  EXPECT_LT(CpuClock::now() - start, std::chrono::seconds(10));
}

}  // namespace
}  // namespace unspin
