#include <gtest/gtest.h>

#include <string>

#include "judge/judge.h"
#include "judge/speaker.h"
#include "unspin/unspin.h"

namespace unspin {
namespace {

class Quotations : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened =
        Comparer::open({.lexicon = UNSPIN_TEST_LEXICON, .min_passage_bytes = 30});
    ASSERT_TRUE(opened) << opened.error().message;
    comparer_ = new Comparer(*std::move(opened));
  }
  static void TearDownTestSuite() {
    delete comparer_;
    comparer_ = nullptr;
  }

  static std::string story(const std::string& sentence) {
    return "The bakery on Miller Lane has sold its last loaf of rye bread after ninety "
           "years of business. Neighbours queued around the block in the drizzle with "
           "paper bags and umbrellas.\n\n" +
           sentence +
           "\n\nA florist will move into the shop in spring and keep the old oven as a "
           "counter. The flour dust on the beams will stay where it is for now.";
  }

  static std::vector<QuotationMatch> compare(const std::string& a, const std::string& b) {
    Document left, right;
    left.id = "a", left.text = story(a), left.language = "en";
    right.id = "b", right.text = story(b), right.language = "en";
    return comparer_->compare(std::move(left), std::move(right)).quotations;
  }

  static void expect_one(const std::string& a, const std::string& b,
                         QuotationVerdict verdict, const std::string& speaker) {
    std::vector<QuotationMatch> list = compare(a, b);
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].verdict, verdict);
    EXPECT_EQ(list[0].speaker, speaker);
  }

  static Comparer* comparer_;
};
Comparer* Quotations::comparer_ = nullptr;

TEST_F(Quotations, AreVerbatimWhateverTheirMarks) {
  expect_one("\"We can't bake at these prices,\" Anna Weiss said on the doorstep.",
             "“We can’t bake at these prices,” Anna Weiss said on the doorstep.",
             QuotationVerdict::kVerbatim, "Anna Weiss");
}

TEST_F(Quotations, AreVerbatimWhateverIsWrittenAroundThem) {
  expect_one(
      "\"We cannot bake at these prices,\" Anna Weiss said on the doorstep.",
      "Standing there, Anna Weiss put it like so: \"We cannot bake at these prices.\"",
      QuotationVerdict::kVerbatim, "Anna Weiss");
}

TEST_F(Quotations, AreAlteredWhenAWordIs) {
  expect_one("\"We cannot bake at these prices any longer,\" said Anna Weiss.",
             "\"We cannot bake at these costs any longer,\" said Anna Weiss.",
             QuotationVerdict::kAltered, "Anna Weiss");
}

TEST_F(Quotations, AreTruncatedWhenTheyBreakOff) {
  expect_one("\"We cannot bake at these prices, and the oven is old,\" said Anna Weiss.",
             "\"We cannot bake at these prices,\" said Anna Weiss.",
             QuotationVerdict::kTruncated, "Anna Weiss");
}

TEST_F(Quotations, AreSplicedWhenTwoBecomeOne) {
  expect_one(
      "\"We cannot bake at these prices,\" Anna Weiss said. \"My knees hurt too.\"",
      "\"We cannot bake at these prices. My knees hurt too,\" Anna Weiss said.",
      QuotationVerdict::kSpliced, "Anna Weiss");
}

TEST_F(Quotations, AreMissingWhenTheMarksAreGone) {
  expect_one("Anna Weiss said the rent was \"a slow flood that never ends\" these days.",
             "Anna Weiss said the rent was a slow flood that never ends these days.",
             QuotationVerdict::kMissing, "Anna Weiss");
  expect_one("Anna Weiss said the rent was a slow flood that never ends these days.",
             "Anna Weiss said the rent was \"a slow flood that never ends\" these days.",
             QuotationVerdict::kAdded, "Anna Weiss");
}

TEST_F(Quotations, AreMissingThoughAQuotationInsideThemComesToLight) {
  std::vector<QuotationMatch> list = compare(
      "Here is it: “The baker in our lane put up a sign that said ‘no bread "
      "today at all’ for weeks on end,” said Anna Weiss.",
      "Here is it: The baker in our lane put up a sign that said ‘no bread "
      "today at all’ for weeks on end, said Anna Weiss.");
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].verdict, QuotationVerdict::kMissing);
  EXPECT_EQ(list[1].verdict, QuotationVerdict::kAdded);
}

TEST_F(Quotations, AreMissingThoughAnotherSaysMuchTheSame) {
  std::vector<QuotationMatch> list = compare(
      "“I have heard it a lot,” said Anna Weiss. She smiled at them. “It is not true, "
      "but "
      "I have heard it a lot,” said Anna Weiss.",
      "“I have heard it a lot,” said Anna Weiss. She smiled at them. It is not true, but "
      "I have heard it a lot, said Anna Weiss.");
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].verdict, QuotationVerdict::kVerbatim);
  EXPECT_EQ(list[1].verdict, QuotationVerdict::kMissing);
}

TEST_F(Quotations, PointAtTheirMarksToo) {
  std::vector<QuotationMatch> list =
      compare("\"We cannot bake,\" said Anna Weiss of Miller Lane, who is 71.",
              "“We cannot bake,” said Anna Weiss of Miller Lane, who is 71.");
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].a->text, "\"We cannot bake,\"");
  EXPECT_EQ(list[0].b->text, "“We cannot bake,”");
}

// The names that find_speakers gives in one text.
std::vector<std::string> speakers_of(const std::string& text) {
  Document document;
  document.text = text;
  Tokens tokens = tokenize(text, "en");
  std::vector<Number> numbers;
  std::vector<QuotedSpan> quotations = find_quotations(text, tokens);
  std::vector<std::string> names;
  for (const Speaker& speaker :
       find_speakers({document, text, tokens, numbers, quotations, tokens}))
    names.push_back(speaker.name);
  return names;
}
using Names = std::vector<std::string>;

TEST(Speaker, StandsAfterTheQuotation) {
  EXPECT_EQ(speakers_of("\"It rained,\" said Anna Weiss, a baker."), Names{"Anna Weiss"});
  EXPECT_EQ(speakers_of("\"It rained,\" Anna Weiss told reporters."),
            Names{"Anna Weiss"});
  EXPECT_EQ(speakers_of("\"It rained,\" Anna Weiss, a baker from Malmo, said on Monday."),
            Names{"Anna Weiss"});
}

TEST(Speaker, StandsBeforeTheQuotation) {
  EXPECT_EQ(speakers_of("On Friday, Anna Weiss said it was \"a wet day\" in town."),
            Names{"Anna Weiss"});
  EXPECT_EQ(speakers_of("Anna Weiss, a baker, warned of \"a wet day\" in town."),
            Names{"Anna Weiss"});
  EXPECT_EQ(speakers_of("According to Anna Weiss, it was \"a wet day\" in town."),
            Names{"Anna Weiss"});
  EXPECT_EQ(speakers_of("The ministry praised the town, calling it \"a wet jewel\"."),
            Names{"The ministry"});
}

TEST(Speaker, IsNamedInFull) {
  EXPECT_EQ(speakers_of("\"It rained,\" said President Anna Weiss. \"We got wet,\" Weiss "
                        "added. She said it was \"a long night\" for all."),
            (Names{"Anna Weiss", "Anna Weiss", "Anna Weiss"}));
}

TEST(Speaker, GoesOnSpeakingInTheParagraph) {
  EXPECT_EQ(speakers_of("\"It rained,\" Anna Weiss said. \"We got very wet indeed.\""),
            (Names{"Anna Weiss", "Anna Weiss"}));
}

TEST(Speaker, IsNobodyForATitle) {
  EXPECT_EQ(speakers_of("The choir sang \"Rain on the Roof\" and went home."), Names{""});
}

}  // namespace
}  // namespace unspin
