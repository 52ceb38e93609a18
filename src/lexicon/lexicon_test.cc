#include "lexicon/lexicon.h"

#include <gtest/gtest.h>

#include "text/tokens.h"

namespace unspin {
namespace {

uint64_t word(std::string_view text) { return normalise_word(text, "en").word; }
uint64_t stem(std::string_view text) { return normalise_word(text, "en").stem; }

class English : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Lexicon::open(UNSPIN_TEST_LEXICON);
    ASSERT_TRUE(opened) << opened.error().message;
    lexicon_ = new Lexicon(std::move(*opened));
  }
  static void TearDownTestSuite() { delete lexicon_; }
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

}  // namespace
}  // namespace unspin
