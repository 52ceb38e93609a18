#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "text/tokens.h"

namespace unspin {
namespace {

uint64_t word(std::string_view text) { return normalise_word(text, "en").word; }
uint64_t stem(std::string_view text) { return normalise_word(text, "en").stem; }

std::vector<uint64_t> words(std::string_view text) {
  std::vector<uint64_t> hashes;
  for (const Token& token : tokenize(text, "en").list) hashes.push_back(token.word);
  return hashes;
}

class English : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Lexicon::open(UNSPIN_TEST_LEXICON);
    ASSERT_TRUE(opened) << opened.error().message;
    lexicon_ = new Lexicon(std::move(*opened));
  }
  static void TearDownTestSuite() { delete lexicon_; }
  static Kinship kinship(std::string_view a, std::string_view b) {
    Kinship there = lexicon_->kinship(words(a), words(b));
    EXPECT_EQ(lexicon_->kinship(words(b), words(a)), there) << a << " ~ " << b;
    return there;
  }
  static Lexicon* lexicon_;
};
Lexicon* English::lexicon_ = nullptr;

TEST_F(English, KnowsHowCommonWordsAre) {
  EXPECT_EQ(lexicon_->language(), "en");
  EXPECT_GT(lexicon_->total_count(), 10'000'000u);
  EXPECT_GT(lexicon_->count(word("the")), 100 * lexicon_->count(word("parliament")));
  EXPECT_GT(lexicon_->count(word("parliament")), 100u);
  EXPECT_EQ(lexicon_->count(word("xyzzyx")), 0u);
  EXPECT_NEAR(lexicon_->stem_frequency(stem("the")), 0.05, 0.02);
}

TEST_F(English, GivesUnseenStemsTheShareOfHalfAWord) {
  EXPECT_DOUBLE_EQ(lexicon_->stem_frequency(stem("xyzzyx")),
                   0.5 / static_cast<double>(lexicon_->total_count()));
}

TEST_F(English, KnowsWhichWordsGoTogether) {
  EXPECT_GT(lexicon_->count(word("security"), word("council")), 50u);
  EXPECT_EQ(lexicon_->count(word("protection"), word("council")), 0u);
  EXPECT_GT(lexicon_->association(word("security"), word("council")), 4);
  EXPECT_LT(lexicon_->association(word("and"), word("the")), 1);
}

TEST_F(English, KnowsFixedExpressions) {
  for (const char* expression : {"red carpet", "red carpets", "quid pro quo", "know-how",
                                 "Security Council", "State Department", "carried out"})
    EXPECT_TRUE(lexicon_->is_expression(words(expression))) << expression;
  for (const char* other : {"pink carpet", "quid professional quo", "Point Out Office",
                            "Protection Council", "carpet", "the visit"})
    EXPECT_FALSE(lexicon_->is_expression(words(other))) << other;
  EXPECT_GE(lexicon_->max_expression_words(), 4u);
}

TEST_F(English, KnowsSynonymsInAnyForm) {
  EXPECT_EQ(kinship("supply", "provide"), Kinship::kSynonym);
  EXPECT_EQ(kinship("supplied", "providing"), Kinship::kSynonym);
  EXPECT_EQ(kinship("State Department", "Department of State"), Kinship::kSynonym);
  EXPECT_EQ(kinship("carried out", "executed"), Kinship::kSynonym);
  EXPECT_EQ(kinship("house", "computer"), Kinship::kNone);
}

TEST_F(English, KnowsFormsOfOneWord) {
  EXPECT_EQ(kinship("deepen", "deepened"), Kinship::kInflection);
  EXPECT_EQ(kinship("began", "begun"), Kinship::kInflection);
  EXPECT_EQ(kinship("advanced", "advance"), Kinship::kInflection);
  EXPECT_EQ(kinship("heads of state", "head of state"), Kinship::kInflection);
  EXPECT_NE(kinship("number", "numb"), Kinship::kInflection);
}

TEST_F(English, KnowsBroaderNarrowerAndSisterTerms) {
  EXPECT_EQ(kinship("red", "pink"), Kinship::kRelated);
  EXPECT_EQ(kinship("officials", "officers"), Kinship::kRelated);
  EXPECT_EQ(kinship("week", "officer"), Kinship::kNone);
}

TEST_F(English, KnowsOpposites) {
  EXPECT_TRUE(lexicon_->is_antonym(word("increase"), word("decrease")));
  EXPECT_TRUE(lexicon_->is_antonym(word("decreased"), word("increases")));
  EXPECT_FALSE(lexicon_->is_antonym(word("increase"), word("rise")));
}

TEST_F(English, CountsTheSensesOfAWord) {
  EXPECT_GT(lexicon_->senses(word("break")), lexicon_->senses(word("provide")));
  EXPECT_GT(lexicon_->senses(word("provide")), 1u);
  EXPECT_EQ(lexicon_->senses(word("xyzzyx")), 0u);
}

TEST_F(English, ListsWhatMayStandInForAWord) {
  std::vector<Lexicon::StandIn> found;
  auto has = [&](std::string_view other) {
    return std::ranges::any_of(found, [&](const Lexicon::StandIn& one) {
      return lexicon_->spelling(one.number) == other;
    });
  };
  lexicon_->stand_ins(words("protection"), found);
  EXPECT_TRUE(has("security"));
  EXPECT_LE(found.size(), Lexicon::kMostStandIns);
  for (const Lexicon::StandIn& one : found)
    EXPECT_NE(kinship(lexicon_->spelling(one.number), "protection"), Kinship::kNone);
  lexicon_->stand_ins(words("xyzzyx"), found);
  EXPECT_TRUE(found.empty());
  EXPECT_EQ(lexicon_->spelling(1U << 31), "");
  EXPECT_TRUE(lexicon_->is_entry(words("protection")));
  EXPECT_FALSE(lexicon_->is_entry(words("xyzzyx")));
}

}  // namespace
}  // namespace unspin
