#include <gtest/gtest.h>

#include "judge/judge.h"
#include "judge/relation_fixture.h"
#include "judge/relation_tally.h"

namespace unspin {
namespace {

TEST(Relation, CallsTheSameWordsIdenticalWhateverThePunctuation) {
  std::string shouted = kReport;
  for (char& c : shouted)
    if (c == '.') c = '!';
  EXPECT_EQ(JudgedPair(kReport, shouted).relation(), Relation::kIdentical);
}

TEST(Relation, CallsATextWithAFewWordsChangedANearCopy) {
  std::string edited = kReport;
  edited.replace(edited.find("Tuesday"), 7, "Monday");
  EXPECT_EQ(JudgedPair(kReport, edited).relation(), Relation::kNearCopy);
}

TEST(Relation, SeesThroughASpinner) {
  JudgedPair pair(kReport, kSpun);
  EXPECT_EQ(pair.relation(), Relation::kSpun);
  for (PassageKind kind : pair.verdict().kinds) EXPECT_EQ(kind, PassageKind::kSpun);
}

TEST(Relation, IsNotMisledByThePageAroundACopy) {
  EXPECT_EQ(JudgedPair(kReport, kSpun + kFurniture).relation(), Relation::kSpun);
  EXPECT_EQ(JudgedPair(kReport, kReport + kFurniture).relation(), Relation::kNearCopy);
}

TEST(Relation, CallsAStretchOfALongerTextAnExcerpt) {
  std::string stretch = kReport.substr(0, kReport.find("The terminal opened"));
  JudgedPair pair(kReport, stretch);
  EXPECT_EQ(pair.relation(), Relation::kExcerpt);
  EXPECT_GT(pair.verdict().coverage.b, .9);
}

TEST(Relation, SaysNoMoreThanSharedPassagesWhereOnlyAQuotationIsShared) {
  std::string quotation =
      "\"We rolled out the red carpet for investors, but nobody wanted to take "
      "responsibility for the building and for the people who depend on it every day, "
      "in winter as in summer,\" Holt said.";
  std::string one = "Islanders are angry about the end of their boat. " + quotation +
                    " At the market stalls people shook their heads on Wednesday "
                    "morning, and a petition lay next to the scales." +
                    kFurniture;
  std::string other = quotation +
                      " The mayor's budget for the coming year has no line for piers, "
                      "two members of the finance committee confirmed, while schools "
                      "get a third more than they asked for.";
  Relation relation = JudgedPair(one, other).relation();
  EXPECT_EQ(relation, Relation::kSharedPassages);
}

TEST(Relation, LeavesStrangersUnrelated) {
  JudgedPair pair(kReport, kFurniture);
  EXPECT_EQ(pair.relation(), Relation::kUnrelated);
  EXPECT_GE(pair.verdict().evalue, 1);
}

TEST(Relation, SurpriseGrowsWithTheCollection) {
  JudgedPair pair(kReport, kSpun);
  double alone = judge_relation(pair.pair(), 1).evalue;
  EXPECT_LT(alone, 1e-6);
  EXPECT_DOUBLE_EQ(judge_relation(pair.pair(), 1000).evalue, 1000 * alone);
}

TEST(Relation, MirrorsWithTheSides) {
  RelationVerdict ab = JudgedPair(kReport, kSpun + kFurniture).verdict();
  RelationVerdict ba = JudgedPair(kSpun + kFurniture, kReport).verdict();
  EXPECT_EQ(ab.relation, ba.relation);
  EXPECT_NEAR(ab.coverage.a, ba.coverage.b, .02);
}

TEST(Tally, TellsReplacingWordByWordFromWritingAnew) {
  Tally spun{.equal = 160, .akin = 40, .added = 2, .regions = 19, .one_word = 19};
  Tally anew{
      .equal = 110, .akin = 12, .foreign = 50, .added = 30, .regions = 15, .one_word = 9};
  EXPECT_GT(word_by_word(spun, true), 0);
  EXPECT_LT(word_by_word(anew, true), 0);
  EXPECT_EQ(kind_of(spun, true), PassageKind::kSpun);
  EXPECT_EQ(kind_of(anew, true), PassageKind::kParaphrased);
}

TEST(Tally, BelievesNoSpinnerFromOneReplacedWord) {
  Tally tally{.equal = 40, .akin = 2, .regions = 1, .one_word = 1};
  EXPECT_LT(word_by_word(tally, true), 0);
}

}  // namespace
}  // namespace unspin
