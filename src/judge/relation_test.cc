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

// Nineteen words replaced by one each, 162 kept.
Tally machine_made() {
  return {.equal = 160,
          .akin = 38,
          .added = 2,
          .regions = 19,
          .tied = 19,
          .one_word = 19,
          .gaps = 2};
}

// Stretches for stretches, words of grammar among them.
Tally written_anew() {
  return {.equal = 110,
          .akin = 12,
          .foreign = 50,
          .added = 30,
          .grammar = 16,
          .regions = 15,
          .tied = 4,
          .one_word = 9,
          .gaps = 8};
}

TEST(Tally, TellsReplacingWordByWordFromWritingAnew) {
  for (bool has_lexicon : {true, false}) {
    EXPECT_GT(word_by_word(machine_made(), has_lexicon), 0);
    EXPECT_LT(word_by_word(written_anew(), has_lexicon), 0);
    EXPECT_EQ(kind_of(machine_made(), has_lexicon), PassageKind::kSpun);
    EXPECT_EQ(kind_of(written_anew(), has_lexicon), PassageKind::kParaphrased);
  }
}

TEST(Tally, KnowsAMachineWhoseThesaurusIsNotOurs) {
  Tally foreign = machine_made();
  foreign.foreign = foreign.akin;
  foreign.akin = foreign.tied = 0;
  EXPECT_EQ(kind_of(foreign, true), PassageKind::kSpun);
}

TEST(Tally, KnowsAMachineThatPutsOtherForms) {
  Tally forms{.equal = 160, .inflected = 38, .forms = 19};
  EXPECT_EQ(kind_of(forms, true), PassageKind::kSpun);
}

TEST(Tally, TakesFormsFilledInTwiceForNoMachine) {
  Tally form{.equal = 160, .foreign = 10, .facts = 28, .regions = 5, .one_word = 5};
  form.swaps = 14;
  EXPECT_NE(kind_of(form, true), PassageKind::kSpun);
}

TEST(Tally, TakesFiguresAndOppositesThatTakeTurnsForAForm) {
  Tokens a = tokenize("Profit rose to four cts from one ct a share, up two", "en");
  Tokens b = tokenize("Profit fell to nine cts from six ct a share, up three", "en");
  WordAlignment words;
  words.steps = {{StepOp::kEqual, {0, 1}, {0, 1}}};
  for (uint32_t i = 1; i < a.size(); ++i)
    if (a[i].word == b[i].word)
      words.steps.push_back({StepOp::kEqual, {i, i + 1}, {i, i + 1}});
    else
      words.steps.push_back(
          {StepOp::kReplace, {i, i + 1}, {i, i + 1}, Kinship::kRelated});
  Tally counted = tally(words, a, b, english());
  EXPECT_EQ(counted.swaps, 4);
  EXPECT_EQ(counted.regions, 0);
  EXPECT_NE(kind_of(counted, true), PassageKind::kSpun);
}

TEST(Tally, CountsAStretchWithAFigureAmongTheFacts) {
  Tokens a = tokenize("a loss of 14 mln", "en"), b = tokenize("a profit", "en");
  WordAlignment words;
  words.steps = {{StepOp::kEqual, {0, 1}, {0, 1}}, {StepOp::kReplace, {1, 5}, {1, 2}}};
  Tally counted = tally(words, a, b, english());
  EXPECT_EQ(counted.facts, 5);
  EXPECT_EQ(counted.swaps, 1);
  EXPECT_EQ(counted.regions, 0);
}

TEST(Tally, BelievesAMachineSoonerWhereLittleWasChanged) {
  // Of a thesaurus that we do not have; some words were put for others, and some left
  // out.
  Tally few{
      .equal = 180, .foreign = 15, .added = 3, .regions = 7, .one_word = 6, .gaps = 3};
  EXPECT_LT(word_by_word(few, true), 0);
  EXPECT_EQ(kind_of(few, true), PassageKind::kSpun);
  Tally many = few;
  many.equal = 45;
  EXPECT_NE(kind_of(many, true), PassageKind::kSpun);
}

TEST(Tally, BelievesNoSpinnerFromOneReplacedWord) {
  Tally tally{.equal = 40, .akin = 2, .regions = 1, .tied = 1, .one_word = 1};
  EXPECT_NE(kind_of(tally, true), PassageKind::kSpun);
  tally.equal = 400;
  EXPECT_NE(kind_of(tally, true), PassageKind::kSpun);
}

TEST(Tally, CountsWordsForAsManyWordsOneByOne) {
  Tokens a = tokenize("the big old house stands on the hill near Boston", "en");
  Tokens b = tokenize("the large ancient house stands on the hill near Denver", "en");
  WordAlignment words;
  words.steps = {{StepOp::kEqual, {0, 1}, {0, 1}},
                 {StepOp::kReplace, {1, 3}, {1, 3}},
                 {StepOp::kEqual, {3, 9}, {3, 9}},
                 {StepOp::kReplace, {9, 10}, {9, 10}}};
  Tally counted = tally(words, a, b, english());
  EXPECT_EQ(counted.regions, 2);
  EXPECT_EQ(counted.one_word, 2);
  EXPECT_EQ(counted.foreign, 4);
  EXPECT_EQ(counted.swaps, 1);
  EXPECT_EQ(counted.facts, 2);
  EXPECT_EQ(counted.tokens(), 20);
}

}  // namespace
}  // namespace unspin
