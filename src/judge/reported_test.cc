#include "judge/reported.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <string>

#include "judge/names.h"
#include "unspin/unspin.h"

namespace unspin {
namespace {

// "speaker: statement", a second piece behind " … ".
std::vector<std::string> reported_in(const std::string& text) {
  Document document;
  document.text = text;
  Tokens tokens = tokenize(text, "en");
  std::vector<Number> numbers;
  std::vector<QuotedSpan> quotations = find_quotations(text, tokens);
  SideView side{document, text, tokens, numbers, quotations, tokens};
  auto at = [&](TokenSpan span) {
    ByteSpan bytes = tokens.bytes(span);
    return text.substr(bytes.start, bytes.size());
  };
  std::vector<std::string> found;
  for (const Reported& reported : find_reported(side, find_names(text, tokens))) {
    std::string line = reported.speaker.name + ": " + at(reported.said);
    if (!reported.more.empty()) line += " … " + at(reported.more);
    found.push_back(line);
  }
  return found;
}
using Lines = std::vector<std::string>;

TEST(Reported, StandsAfterTheVerb) {
  EXPECT_EQ(reported_in("Anna Weiss said that the oven would go cold in May."),
            Lines{"Anna Weiss: that the oven would go cold in May"});
  EXPECT_EQ(reported_in("On Friday, Anna Weiss said the oven would go cold."),
            Lines{"Anna Weiss: the oven would go cold"});
  EXPECT_EQ(reported_in("Anna Weiss, a baker, told reporters on Monday that rye bread "
                        "had no future."),
            Lines{"Anna Weiss: that rye bread had no future"});
  EXPECT_EQ(reported_in("The ministry declined to comment on the loaves."),
            Lines{"The ministry: to comment on the loaves"});
}

TEST(Reported, StandsBeforeTheVerb) {
  EXPECT_EQ(reported_in("The oven would go cold in May, Anna Weiss said."),
            Lines{"Anna Weiss: The oven would go cold in May"});
  EXPECT_EQ(reported_in("The oven would go cold, said Anna Weiss, a former baker."),
            Lines{"Anna Weiss: The oven would go cold"});
  EXPECT_EQ(reported_in("The oven will go cold in May, according to Anna Weiss."),
            Lines{"Anna Weiss: The oven will go cold in May"});
  EXPECT_EQ(reported_in("According to Anna Weiss, the oven will go cold in May."),
            Lines{"Anna Weiss: the oven will go cold in May"});
}

TEST(Reported, StandsOnBothSidesOfTheSpeaker) {
  EXPECT_EQ(reported_in("If nobody pays, Anna Weiss said, the oven will go cold."),
            Lines{"Anna Weiss: If nobody pays … the oven will go cold"});
}

TEST(Reported, GoesOnWithASecondVerbOfTheSameSpeaker) {
  EXPECT_EQ(reported_in("The mayor denied that he had met the baker, and added that the "
                        "oven would stay."),
            (Lines{"The mayor: that he had met the baker",
                   "The mayor: that the oven would stay"}));
  EXPECT_EQ(reported_in("The shop would close in May, Anna Weiss said, adding that "
                        "nobody would bake rye."),
            (Lines{"Anna Weiss: The shop would close in May",
                   "Anna Weiss: that nobody would bake rye"}));
}

TEST(Reported, MayHoldQuotedWordsButIsNoQuotation) {
  EXPECT_EQ(reported_in("Anna Weiss said the rent was \"a slow flood\" these days."),
            Lines{"Anna Weiss: the rent was \"a slow flood\" these days"});
  EXPECT_EQ(reported_in("Anna Weiss said: \"The rent is a slow flood.\""), Lines{});
  EXPECT_EQ(reported_in("In a statement, Anna Weiss said, \"The rent is a flood.\""),
            Lines{});
  EXPECT_EQ(reported_in("\"He said that the rent would fall,\" the shop's sign reads."),
            Lines{});
}

TEST(Reported, IsNothingForANounOrAPassive) {
  EXPECT_EQ(reported_in("The claims that fell due in May were never paid by anyone."),
            Lines{});
  EXPECT_EQ(reported_in("The United States has four ovens of that kind in the south."),
            Lines{});
  EXPECT_EQ(reported_in("The reported plan was never shown to the baker or the mayor."),
            Lines{});
}

TEST(Reported, StatementsStandInOrderAndApartWhateverTheText) {
  constexpr const char* kWords[] = {
      "said",    "Cha",      "told", "that",  "according to", "and",    "he",
      "saying",  "Weiss",    "the",  "oven",  "is",           "cold",   "asked",
      "whether", "declined", "to",   "she",   "added",        "on",     "Monday",
      "not",     "reported", "Some", "bread", "prices",       "sources"};
  constexpr const char* kMarks[] = {" ",  " ",   " ",   " ",    " ",   " ", ", ",
                                    ". ", " \"", "\" ", "\n\n", " — ", ": "};
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    Document document;
    for (int i = 0; i < 200; ++i) {
      document.text += kWords[random() % std::size(kWords)];
      document.text += kMarks[random() % std::size(kMarks)];
    }
    Tokens tokens = tokenize(document.text, "en");
    std::vector<Number> numbers;
    std::vector<QuotedSpan> quotations = find_quotations(document.text, tokens);
    SideView side{document, document.text, tokens, numbers, quotations, tokens};
    uint32_t end = 0;
    for (const Reported& one : find_reported(side, find_names(document.text, tokens))) {
      ASSERT_LE(end, one.said.start) << document.text;
      ASSERT_LT(one.said.start, one.said.end);
      end = one.said.end;
      if (!one.more.empty()) {
        ASSERT_LE(end, one.more.start) << document.text;
        end = one.more.end;
      }
      ASSERT_LE(end, tokens.size());
      ASSERT_LE(one.speaker.tokens.end, tokens.size());
      ASSERT_EQ(tokens.sentence_of(one.said.start).end, tokens.sentence_of(end - 1).end);
    }
  }
}

TEST(Reported, IsFoundInLinearTimeWhateverTheSentence) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "said ";
  EXPECT_TRUE(reported_in(text).empty());
  for (int i = 0; i < 50'000; ++i) text += "He said, according to it, that he said. ";
  EXPECT_FALSE(reported_in(text).empty());
}

class Indirect : public testing::Test {
 protected:
  static Match compare(const std::string& a, const std::string& b) {
    static Comparer comparer =
        *Comparer::open({.lexicon = UNSPIN_TEST_LEXICON, .min_passage_bytes = 30});
    auto story = [](const std::string& sentence) {
      Document document;
      document.language = "en";
      document.text =
          "The bakery on Miller Lane has sold its last loaf of rye bread after ninety "
          "years of business. Neighbours queued around the block in the drizzle with "
          "paper bags and umbrellas.\n\n" +
          sentence +
          "\n\nA florist will move into the shop in spring and keep the old oven as a "
          "counter. The flour dust on the beams will stay where it is for now.";
      return document;
    };
    return comparer.compare(story(a), story(b));
  }

  static size_t attributions(const Match& match) {
    return static_cast<size_t>(
        std::ranges::count(match.changes, ChangeKind::kAttribution, &Change::kind));
  }
};

TEST_F(Indirect, QuotationsAreListedWhenAnotherSaysIt) {
  Match match =
      compare("Anna Weiss said that the old oven had been cold since early May.",
              "The old oven had been cold since early May, according to Boris Kern.");
  ASSERT_EQ(match.quotations.size(), 1u);
  EXPECT_EQ(match.quotations[0].kind, QuotationKind::kIndirect);
  EXPECT_EQ(match.quotations[0].speaker, "Anna Weiss");
  ASSERT_EQ(attributions(match), 1u);
  auto change = std::ranges::find(match.changes, ChangeKind::kAttribution, &Change::kind);
  EXPECT_EQ(change->a.text, "Anna Weiss");
  EXPECT_EQ(change->b.text, "Boris Kern");
  EXPECT_EQ(change->severity, Severity::kFact);
}

TEST_F(Indirect, QuotationsAreListedWhenAFactInThemChanged) {
  Match match =
      compare("Anna Weiss said that the old oven had been cold for 12 long weeks.",
              "Anna Weiss said that the old oven had been cold for 21 long weeks.");
  ASSERT_EQ(match.quotations.size(), 1u);
  EXPECT_EQ(match.quotations[0].kind, QuotationKind::kIndirect);
  EXPECT_EQ(match.quotations[0].verdict, QuotationVerdict::kAltered);
  EXPECT_EQ(match.quotations[0].a->text,
            "that the old oven had been cold for 12 long weeks");
}

TEST_F(Indirect, QuotationsAreNotListedForOtherWords) {
  EXPECT_TRUE(compare("Anna Weiss said that the old oven had been cold since early May.",
                      "Anna Weiss said that the ancient oven had been chilly since "
                      "early May.")
                  .quotations.empty());
  EXPECT_TRUE(compare("Anna Weiss said that the old oven had been cold since early May.",
                      "The old oven had been cold since early May, Ms. Weiss said.")
                  .quotations.empty());
}

TEST_F(Indirect, QuotationsAreTheSameFromTheOtherSide) {
  std::string a = "Anna Weiss said that the old oven had been cold since early May.";
  std::string b = "The old oven had been cold since early May, according to Boris Kern.";
  Match there = compare(a, b), back = mirror(compare(b, a));
  ASSERT_EQ(there.quotations.size(), back.quotations.size());
  EXPECT_EQ(there.quotations[0].a->span, back.quotations[0].a->span);
  EXPECT_EQ(there.quotations[0].verdict, back.quotations[0].verdict);
  EXPECT_EQ(attributions(there), attributions(back));
}

}  // namespace
}  // namespace unspin
