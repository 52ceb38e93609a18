#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "judge/direction_features.h"
#include "judge/judge.h"
#include "judge/relation_fixture.h"

namespace unspin {
namespace {

const Evidence* find(const Original& original, EvidenceKind kind) {
  auto at = std::ranges::find(original.evidence, kind, &Evidence::kind);
  return at == original.evidence.end() ? nullptr : &*at;
}

double sum_for_a(const Original& original) {
  double sum = 0;
  for (const Evidence& e : original.evidence)
    sum += e.favours == Side::kA ? e.weight : -e.weight;
  return sum;
}

Document report(const char* published, const char* url = nullptr) {
  Document document{.id = "r", .text = kReport, .published = published};
  if (url) document.url = url;
  return document;
}

TEST(Original, IsTheTextThatWasNotSpun) {
  EXPECT_EQ(JudgedPair(kReport, kSpun).original().side, Side::kA);
  EXPECT_EQ(JudgedPair(kSpun, kReport).original().side, Side::kB);
}

TEST(Original, NamesTheFixedExpressionThatWasBroken) {
  Original original = JudgedPair(kReport, kSpun).original();
  auto at = std::ranges::find_if(original.evidence, [](const Evidence& e) {
    return e.kind == EvidenceKind::kFixedExpression && e.a && e.a->text == "red carpet";
  });
  ASSERT_NE(at, original.evidence.end());
  EXPECT_EQ(at->b->text, "pink carpet");
  EXPECT_EQ(at->favours, Side::kA);
  EXPECT_NE(at->note.find("red carpet"), std::string::npos);
}

TEST(Original, DistrustsAFigureSaidTwiceOver) {
  Original original = JudgedPair(kReport, kSpun).original();
  const Evidence* figure = find(original, EvidenceKind::kFigure);
  ASSERT_NE(figure, nullptr);
  EXPECT_EQ(figure->a->text, "millions");
  EXPECT_EQ(figure->b->text, "thousands and thousands");
  EXPECT_EQ(figure->favours, Side::kA);
}

TEST(Original, PointsAtTheBytesItSpeaksOf) {
  Original original = JudgedPair(kReport, kSpun).original();
  ASSERT_FALSE(original.evidence.empty());
  for (const Evidence& e : original.evidence) {
    EXPECT_GT(e.weight, 0);
    if (e.a) {
      EXPECT_EQ(e.a->text, kReport.substr(e.a->span.start, e.a->span.size()));
    }
    if (e.b) {
      EXPECT_EQ(e.b->text, kSpun.substr(e.b->span.start, e.b->span.size()));
    }
  }
}

TEST(Original, ListsTheHeaviestReasonFirst) {
  Original original = JudgedPair(kReport, kSpun).original();
  EXPECT_TRUE(std::ranges::is_sorted(original.evidence, std::ranges::greater(),
                                     &Evidence::weight));
  EXPECT_LE(original.evidence.size(), 12u);
}

TEST(Original, IsUnknownForAnExactCopy) {
  Original original = JudgedPair(kReport, kReport + kFurniture).original();
  EXPECT_EQ(original.side, Side::kUnknown);
  EXPECT_EQ(original.confidence, 0);
}

TEST(Original, IsUnknownForStrangersEvenWithDates) {
  Document other{.id = "o", .text = kFurniture, .published = "2020-01-01"};
  EXPECT_EQ(JudgedPair(report("2021-01-01"), other).original().side, Side::kUnknown);
}

TEST(Original, IsUnknownWhereTheTextWasWrittenAnew) {
  std::string anew =
      "Because inspectors had discovered that the pier was cracked, the harbor "
      "council decided in a vote on Tuesday that the old ferry terminal must close, "
      "which settles years of argument about the repair bill. According to Maria "
      "Holt, who leads the council, there was no alternative left for the city.\n\n"
      "Millions of passengers a year once passed through the terminal, which dates "
      "from 1931. Lately no more than a few boats have departed each day, mainly "
      "for the islands in the bay. In March the Supreme Court decided that the "
      "state government does not have to answer for the damage. The ferry company "
      "will look for another place, its spokesman said, and there will be no regular "
      "service to the islands until next summer.\n";
  EXPECT_EQ(JudgedPair(kReport, anew).original().side, Side::kUnknown);
}

TEST(Original, TakesTheEarlierOfTwoEqualTexts) {
  Original original =
      JudgedPair(report("2021-05-02"), report("2021-05-01T10:00")).original();
  EXPECT_EQ(original.side, Side::kB);
  ASSERT_NE(find(original, EvidenceKind::kDate), nullptr);
  EXPECT_EQ(JudgedPair(report("2021-05-02"), report("2021-05-02")).original().side,
            Side::kUnknown);
  EXPECT_EQ(JudgedPair(report("yesterday?"), report("2021-05-02")).original().side,
            Side::kUnknown);
}

TEST(Original, FollowsALinkToTheOther) {
  Document copy = report("2021-05-02");
  copy.text += "\nSee https://harborpost.example/2021/ferry-closes for more.\n";
  Document source =
      report("2021-05-02", "https://www.harborpost.example/2021/ferry-closes?x=1");
  Original original = JudgedPair(copy, source).original();
  EXPECT_EQ(original.side, Side::kB);
  EXPECT_NE(find(original, EvidenceKind::kCanonicalLink), nullptr);
}

TEST(Original, BelievesACreditThatSaysWhereTheTextAppearedFirst) {
  std::string credited =
      kReport + "\n\nThis article originally appeared on Harbor Post.\n";
  Original original = JudgedPair(kReport, credited).original();
  EXPECT_EQ(original.side, Side::kA);
  const Evidence* credit = find(original, EvidenceKind::kCreditLine);
  ASSERT_NE(credit, nullptr);
  EXPECT_NE(credit->b->text.find("originally appeared on"), std::string::npos);
}

TEST(Original, DoesNotDecideByACopyrightLineAlone) {
  Original original =
      JudgedPair(kReport, kReport + "\n\nCopyright Harbor Post\n").original();
  EXPECT_EQ(original.side, Side::kUnknown);
  ASSERT_NE(find(original, EvidenceKind::kCreditLine), nullptr);
  EXPECT_EQ(find(original, EvidenceKind::kCreditLine)->favours, Side::kB);
}

TEST(Original, GivesTheOppositeAnswerForTheOppositeOrder) {
  Original ab = JudgedPair(kReport, kSpun).original();
  Original ba = JudgedPair(kSpun, kReport).original();
  EXPECT_NEAR(sum_for_a(ab), -sum_for_a(ba), .2);
  EXPECT_EQ(find(ab, EvidenceKind::kWordChoice)->favours, Side::kA);
  EXPECT_EQ(find(ba, EvidenceKind::kWordChoice)->favours, Side::kB);
}

TEST(Direction, MeasuresTheNegativeWhenTheSidesAreExchanged) {
  JudgedPair there(kReport, kSpun), back(kSpun, kReport);
  Case ab = there.pair(), ba = back.pair();
  Measurer forth(ab), reverse(ba);
  std::vector<Region> regions = find_regions(ab);
  ASSERT_GT(regions.size(), 10u);
  for (const Region& region : regions) {
    Features x = forth.measure(region), y = reverse.measure({region.b, region.a});
    for (size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], -y[i], 1e-9);
  }
}

TEST(Direction, FindsTheExpressionAroundAWord) {
  Tokens tokens = tokenize("We rolled out the red carpet again", "en");
  auto found = fixed_expression(tokens, {4, 5}, english());
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (TokenSpan{4, 6}));
  Tokens broken = tokenize("We rolled out the pink carpet again", "en");
  EXPECT_FALSE(fixed_expression(broken, {4, 5}, english()));
}

}  // namespace
}  // namespace unspin
