#include "text/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace unspin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> words(const std::string& text,
                               const std::string& language = "en") {
  Tokens tokens = tokenize(text, language);
  std::vector<std::string> out;
  for (uint32_t i = 0; i < tokens.size(); ++i) out.emplace_back(tokens.word(i));
  return out;
}

std::vector<std::string> originals(const std::string& text) {
  std::vector<std::string> out;
  for (const Token& t : tokenize(text, "en").list)
    out.push_back(text.substr(t.begin, t.end - t.begin));
  return out;
}

std::vector<std::string> sentences(const std::string& text) {
  Tokens tokens = tokenize(text, "en");
  std::vector<std::string> out;
  for (uint32_t start : tokens.sentences) {
    ByteSpan bytes = tokens.bytes(tokens.sentence_of(start));
    out.push_back(text.substr(bytes.start, bytes.size()));
  }
  return out;
}

uint64_t stem(const std::string& word) { return normalise_word(word, "en").stem; }

TEST(Tokens, AreWordsInLowerCase) {
  EXPECT_THAT(words("The Red carpet, rolled-out: 11,000 times (1.5 a day)!"),
              ElementsAre("the", "red", "carpet", "rolled", "out", "11,000", "times",
                          "1.5", "a", "day"));
  EXPECT_THAT(words(""), IsEmpty());
  EXPECT_THAT(words(" \n\t--- ... \"\" "), IsEmpty());
}

TEST(Tokens, KeepTheirOriginalBytes) {
  EXPECT_THAT(originals("Der Straße’s Ende—\u00ab\u00c9tat\u00bb"),
              ElementsAre("Der", "Straße’s", "Ende", "État"));
}

TEST(Tokens, NormaliseApostrophesAlike) {
  for (const char* text : {"don't", "don’t", "don‘t", "don`t", "don´t", "DON＇T"})
    EXPECT_THAT(words(text), ElementsAre("don't")) << text;
  EXPECT_THAT(words("'tis the boys' rock 'n' roll"),
              ElementsAre("tis", "the", "boys", "rock", "n", "roll"));
}

TEST(Tokens, FoldWidthLigaturesAndComposition) {
  EXPECT_THAT(words("ﬁne ＦＵＬＬ \U0001D41B\U0001D428\U0001D425\U0001D41D"),
              ElementsAre("fine", "full", "bold"));
  EXPECT_EQ(words("cafe\u0301"), words("CAF\u00c9"));
  EXPECT_EQ(words("STRASSE"), words("Straße"));
  EXPECT_EQ(words("ΟΔΟΣ"), words("οδος"));
  EXPECT_THAT(words("٢٤ ２４"), ElementsAre("24", "24"));
}

TEST(Tokens, FoldUnseenCharactersAway) {
  EXPECT_THAT(words("pa\u200bris so\u00adci\u00adal \ufeffzero\u2060 width\u200d"),
              ElementsAre("paris", "social", "zero", "width"));
}

TEST(Tokens, FoldLookAlikeLettersInsideLatinWordsOnly) {
  // Cyrillic а, о, е among Latin letters.
  EXPECT_THAT(words("c\u0430rpet r\u043ell\u0435d \u0420utin"),
              ElementsAre("carpet", "rolled", "putin"));
  EXPECT_THAT(words("ра оно"), ElementsAre("ра", "оно"));
  EXPECT_THAT(words("5 \u03bcm"), ElementsAre("5", "\u03bcm"));
}

TEST(Tokens, TreatAcronymsAlikeWithAndWithoutDots) {
  EXPECT_THAT(words("the U.N. and the UN"), ElementsAre("the", "un", "and", "the", "un"));
  EXPECT_THAT(words("U.S. State, US State"), ElementsAre("u.s", "state", "u.s", "state"));
  EXPECT_THAT(words("the U.S.'s, U.S.’s, US's"),
              ElementsAre("the", "u.s's", "u.s's", "u.s's"));
  EXPECT_EQ(stem("U.S.'s"), stem("US"));
  EXPECT_NE(stem("US"), stem("us"));
  EXPECT_THAT(words("tell us, TELL US"), ElementsAre("tell", "us", "tell", "us"));
  EXPECT_THAT(words("a Ph.D. in I.T."), ElementsAre("a", "phd", "in", "i.t"));
}

TEST(Tokens, EndAtAFullStopWithoutASpace) {
  EXPECT_THAT(words("its peril.Analysts say example.com"),
              ElementsAre("its", "peril", "analysts", "say", "example", "com"));
}

TEST(Tokens, StemPossessivesLikeTheirOwners) {
  EXPECT_EQ(stem("Russia's"), stem("Russia"));
  EXPECT_EQ(stem("Russia’s"), stem("russia"));
  EXPECT_EQ(stem("deepened"), stem("deepening"));
  EXPECT_NE(stem("deepened"), stem("deeper"));
}

TEST(Tokens, StemInTheirLanguage) {
  EXPECT_EQ(normalise_word("Häuser", "de").stem, normalise_word("Hauses", "de").stem);
  EXPECT_NE(normalise_word("Häuser", "en").stem, normalise_word("Hauses", "en").stem);
  NormalisedWord unknown = normalise_word("running", "xx");
  EXPECT_EQ(unknown.word, unknown.stem);
  EXPECT_EQ(normalise_word("running", "").stem, unknown.stem);
  EXPECT_EQ(normalise_word("running", "en-GB").stem, stem("runs"));
}

TEST(Tokens, SplitScriptsWithoutSpacesByDictionary) {
  EXPECT_THAT(words("สวัสดีชาวโลก", "th"), ElementsAre("สวัสดี", "ชาว", "โลก"));
  EXPECT_THAT(words("我们去北京。", "zh"), ElementsAre("我们", "去", "北京"));
  EXPECT_THAT(words("東京へ行く", "ja"), ElementsAre("東京", "へ", "行く"));
  EXPECT_THAT(words("iPhone手机"), ElementsAre("iphone", "手机"));
}

TEST(Tokens, CountInvalidBytesAndEndWordsThere) {
  std::string text =
      "ab\xff"
      "cd \xc3(\xe2\x82 \xed\xa0\x80 z\xf0";
  Tokens tokens = tokenize(text, "en");
  EXPECT_EQ(tokens.invalid_bytes, 1u + 1 + 2 + 3 + 1);
  EXPECT_THAT(words(text), ElementsAre("ab", "cd", "z"));
}

TEST(Tokens, RememberWhatTheyLookedLike) {
  Tokens tokens = tokenize("The NATO iPhone 11,000 I NATO's 2nd Élan McDonald", "en");
  auto flags = [&](uint32_t i) {
    return tokens[i].flags & (kCapitalised | kAllCaps | kDigits);
  };
  EXPECT_EQ(flags(0), kCapitalised);
  EXPECT_EQ(flags(1), kAllCaps);
  EXPECT_EQ(flags(2), 0);
  EXPECT_EQ(flags(3), kDigits);
  EXPECT_EQ(flags(4), 0);
  EXPECT_EQ(flags(5), kAllCaps);
  EXPECT_EQ(flags(6), kDigits);
  EXPECT_EQ(flags(7), kCapitalised);
  EXPECT_EQ(flags(8), kCapitalised);
}

TEST(Tokens, GiveTheBytesOfASpan) {
  Tokens tokens = tokenize("(one two) three", "en");
  EXPECT_EQ(tokens.bytes({0, 2}), (ByteSpan{1, 8}));
  EXPECT_EQ(tokens.bytes({2, 2}), (ByteSpan{10, 10}));
  EXPECT_EQ(tokens.bytes({3, 3}), (ByteSpan{15, 15}));
  EXPECT_EQ(Tokens().bytes({0, 0}), (ByteSpan{0, 0}));
}

TEST(Tokens, KeepTheDotOfAFigureWithAMarkOnIt) {
  EXPECT_THAT(words("5\u0301.5"), ElementsAre("5\u0301.5"));
}

TEST(Tokens, CutWordsThatAreTooLong) {
  Tokens tokens = tokenize(std::string(1000, 'x'), "en");
  ASSERT_THAT(tokens.list, SizeIs(4));
  EXPECT_EQ(tokens[0].end, 256u);
  EXPECT_EQ(tokens[3].end, 1000u);
  std::string accented;
  for (int i = 0; i < 200; ++i) accented += "a\u00e9";
  for (const Token& t : tokenize(accented, "en").list)
    EXPECT_NE(accented[t.begin] & 0xC0, 0x80);
}

TEST(Sentences, EndAtTerminatorsBeforeCapitals) {
  EXPECT_THAT(
      sentences("He left. She stayed! Why? \"No idea.\" (So it goes.) 24 came…"),
      ElementsAre("He left", "She stayed", "Why", "No idea", "So it goes", "24 came"));
  EXPECT_THAT(sentences("He asked “why?” and left. yes"),
              ElementsAre("He asked “why?” and left. yes"));
  EXPECT_THAT(sentences("他走了。她留下了！"), ElementsAre("他走了", "她留下了"));
}

TEST(Sentences, GoOnAfterAbbreviations) {
  EXPECT_THAT(
      sentences("Mr. Smith met Gen. Lee and J. R. Doe. Then on Sept. 13 he left."),
      ElementsAre("Mr. Smith met Gen. Lee and J. R. Doe", "Then on Sept. 13 he left"));
  EXPECT_THAT(sentences("The U.S. State Department said no. It is No. 1 in the U.S. The "
                        "others follow."),
              ElementsAre("The U.S. State Department said no", "It is No. 1 in the U.S",
                          "The others follow"));
  EXPECT_THAT(sentences("At 9 a.m. Monday Acme Inc. Chairman Fox spoke."), SizeIs(1));
  EXPECT_THAT(sentences("2. Open the lid. Close it."),
              ElementsAre("2. Open the lid", "Close it"));
  EXPECT_THAT(sentences("So did I. Then we left."), SizeIs(2));
}

TEST(Sentences, EndWhereASpaceWasForgotten) {
  EXPECT_THAT(sentences("at its own peril.Analysts say"),
              ElementsAre("at its own peril", "Analysts say"));
}

TEST(Sentences, EndWithParagraphsAndLines) {
  EXPECT_THAT(sentences("A headline\n\nthe text\n  • one item\n  • another"),
              ElementsAre("A headline", "the text", "one item", "another"));
  Tokens tokens = tokenize("A headline\n\nthe text\nmore", "en");
  EXPECT_TRUE(tokens[0].has(kParagraphStart));
  EXPECT_TRUE(tokens[2].has(kParagraphStart));
  EXPECT_TRUE(tokens[4].has(kLineStart));
  EXPECT_FALSE(tokens[4].has(kParagraphStart));
}

TEST(Sentences, RunAcrossWrappedLines) {
  std::string text =
      "The country is rolling\nout the red carpet\nfor the visit. Then\nit is over.\n"
      "• One item of\n• a list\n";
  EXPECT_THAT(sentences(text),
              ElementsAre("The country is rolling\nout the red carpet\nfor the visit",
                          "Then\nit is over", "One item of", "a list"));
}

TEST(Sentences, HoldEveryToken) {
  Tokens tokens = tokenize("One two. Three four. Five.", "en");
  EXPECT_EQ(tokens.sentence_of(1), (TokenSpan{0, 2}));
  EXPECT_EQ(tokens.sentence_of(2), (TokenSpan{2, 4}));
  EXPECT_EQ(tokens.sentence_of(4), (TokenSpan{4, 5}));
  EXPECT_THAT(tokens.sentences, ElementsAre(0, 2, 4));
}

}  // namespace
}  // namespace unspin
