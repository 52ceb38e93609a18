#include "lexicon/inflect.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace unspin {
namespace {

TEST(Inflection, FollowsEnglishSpelling) {
  EXPECT_EQ(plural("box"), "boxes");
  EXPECT_EQ(plural("party"), "parties");
  EXPECT_EQ(plural("day"), "days");
  EXPECT_EQ(third_person("go"), "goes");
  EXPECT_EQ(third_person("deny"), "denies");
  EXPECT_EQ(past("supply"), "supplied");
  EXPECT_EQ(past("advance"), "advanced");
  EXPECT_EQ(past("deepen"), "deepened");
  EXPECT_EQ(present_participle("tie"), "tying");
  EXPECT_EQ(present_participle("give"), "giving");
  EXPECT_EQ(present_participle("see"), "seeing");
}

class Forms : public testing::Test {
 protected:
  bool has_form(const char* form, LexemeId lexeme) {
    std::vector<Term> terms = find_terms(dictionary_, {});
    uint64_t key = dictionary_.phrase(form).key;
    return std::ranges::any_of(terms, [&](const Term& term) {
      return term.key == key && term.lexeme == lexeme;
    });
  }
  Dictionary dictionary_{"en"};
};

TEST_F(Forms, OfAdjectivesAreNotOtherWords) {
  LexemeId numb = dictionary_.lexeme("numb", Part::kAdjective);
  EXPECT_TRUE(has_form("number", numb));
  dictionary_.lexeme("number", Part::kNoun);
  EXPECT_FALSE(has_form("number", numb));
}

TEST_F(Forms, AreMadeOfTheWordThatCarriesThePhrase) {
  LexemeId carpet = dictionary_.lexeme("red carpet", Part::kNoun);
  LexemeId head = dictionary_.lexeme("head of state", Part::kNoun);
  LexemeId point = dictionary_.lexeme("point out", Part::kVerb);
  EXPECT_TRUE(has_form("red carpets", carpet));
  EXPECT_TRUE(has_form("heads of state", head));
  EXPECT_FALSE(has_form("head of states", head));
  EXPECT_TRUE(has_form("pointed out", point));
}

TEST_F(Forms, AreNotMadeOfNamesAndTinyWords) {
  LexemeId name = dictionary_.lexeme("Security Council", Part::kNoun);
  LexemeId tiny = dictionary_.lexeme("a", Part::kNoun);
  EXPECT_FALSE(has_form("security councils", name));
  EXPECT_FALSE(has_form("as", tiny));
}

}  // namespace
}  // namespace unspin
