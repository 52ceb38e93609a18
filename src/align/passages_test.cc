#include "align/passages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "cpu_clock.h"
#include "text/tokens.h"

namespace unspin {
namespace {

// Invented notes on different matters.
const std::string kHarbour =
    "The harbour board of Velmouth voted on Thursday to close the northern pier for "
    "repairs until the spring. Engineers found that eleven of its forty oak piles had "
    "been hollowed by shipworm. The ferry to Sark Island will leave from the fish quay "
    "in the meantime, and the board promised stallholders a lower rent. ";
const std::string kHarbourReworded =
    "A lower rent was promised to stallholders by the board. Until the spring, it "
    "decided on Thursday, the northern pier at Velmouth has to be shut so it can be "
    "mended: shipworm hollowed eleven of the forty oak piles, engineers say. In the "
    "meantime the Sark Island ferry goes from the fish quay. ";
const std::string kBees =
    "Beekeepers in the upper valley lost a third of their hives last winter. A mite "
    "that came with imported queens is thought to be the cause. The county will pay "
    "for treatment with oxalic acid, provided that every keeper registers before May. ";
const std::string kMuseum =
    "Visitors to the clock museum can now wind a tower movement built in 1764. Its "
    "maker, a blacksmith without schooling, cut each wheel by hand with a file. The "
    "pendulum alone weighs as much as a grown sheep, and swings once in two seconds. ";

const Lexicon& english() {
  static const Lexicon lexicon = *Lexicon::open(UNSPIN_TEST_LEXICON);
  return lexicon;
}

std::vector<Rectangle> passages(const std::string& a, const std::string& b,
                                const Lexicon& lexicon = english()) {
  return find_passages(tokenize(a, "en"), tokenize(b, "en"), lexicon);
}

std::string text_of(const std::string& text, TokenSpan span) {
  ByteSpan bytes = tokenize(text, "en").bytes(span);
  return text.substr(bytes.start, bytes.size());
}

// `found` as tokens of words[0..vocabulary), one sentence every twelve.
Tokens random_tokens(std::mt19937& random, uint32_t size, uint32_t vocabulary) {
  Tokens tokens;
  std::uniform_real_distribution<double> uniform(0, std::log(vocabulary));
  for (uint32_t i = 0; i < size; ++i) {
    Token token;
    token.stem = token.word = 1 + static_cast<uint64_t>(std::exp(uniform(random)));
    token.begin = i * 6;
    token.end = token.begin + 5;
    if (i % 12 == 0) token.flags = kSentenceStart;
    tokens.list.push_back(token);
  }
  return tokens;
}

double random_frequency(uint64_t stem) { return .1 / static_cast<double>(stem); }

class WithAndWithoutLexicon : public testing::TestWithParam<bool> {
 protected:
  std::vector<Rectangle> find(const std::string& a, const std::string& b) {
    return GetParam() ? passages(a, b) : passages(a, b, Lexicon());
  }
};
INSTANTIATE_TEST_SUITE_P(Passages, WithAndWithoutLexicon, testing::Bool());

TEST_P(WithAndWithoutLexicon, FindsACopyInsideForeignTextWithItsExactEnds) {
  std::string a = kBees + kHarbour, b = kMuseum + kHarbour;
  std::vector<Rectangle> found = find(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text_of(a, found[0].a) + ". ", kHarbour);
  EXPECT_EQ(text_of(b, found[0].b) + ". ", kHarbour);
  EXPECT_TRUE(found[0].verbatim);
}

TEST_P(WithAndWithoutLexicon, EndsWhereTheOtherSideSaysNothingMore) {
  // What follows in one text speaks of the same harbour.
  std::string a = kBees + kHarbour + kMuseum;
  std::string b = kHarbour +
                  "The board of the harbour met the stallholders of the pier and " +
                  "the ferry on Thursday. Engineers of Velmouth spoke of piles and rent.";
  std::vector<Rectangle> found = find(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text_of(a, found[0].a) + ". ", kHarbour);
  EXPECT_EQ(text_of(b, found[0].b) + ". ", kHarbour);
}

TEST_P(WithAndWithoutLexicon, FindsShuffledAndRewordedText) {
  std::string a = kBees + kHarbour + kMuseum;
  std::string b = kHarbourReworded;
  std::vector<Rectangle> found = find(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].verbatim);
  // Reworded ends are ends by a clause, more or less, and by a sentence where nobody
  // says which words are common.
  double slack = GetParam() ? 60 : 100;
  size_t from = a.find("The harbour"), to = a.find("Visitors");
  ByteSpan bytes = tokenize(a, "en").bytes(found[0].a);
  EXPECT_NEAR(static_cast<double>(bytes.start), static_cast<double>(from), slack);
  EXPECT_NEAR(static_cast<double>(bytes.end), static_cast<double>(to), slack);
}

TEST_P(WithAndWithoutLexicon, FindsNothingInUnrelatedTexts) {
  EXPECT_TRUE(find(kBees, kMuseum).empty());
  EXPECT_TRUE(find(kHarbour + kBees, kMuseum).empty());
  EXPECT_TRUE(find(kHarbour, kBees + kMuseum).empty());
}

TEST_P(WithAndWithoutLexicon, CoversIdenticalTextsWithOnePassage) {
  std::string text = kBees + kHarbour + kMuseum;
  std::vector<Rectangle> found = find(text, text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].a, (TokenSpan{0, tokenize(text, "en").size()}));
  EXPECT_EQ(found[0].a, found[0].b);
}

TEST(Passages, CoverARepeatedWordWhenTheTextsAreTheSame) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "word ";
  std::vector<Rectangle> found = passages(text, text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].a, (TokenSpan{0, 1000}));
  EXPECT_EQ(found[0].b, (TokenSpan{0, 1000}));
}

TEST(Passages, KeepCopiedWordsBeforeAnInsertionNearTheStart) {
  const std::string start = "The harbour board of Velmouth voted on Thursday";
  ASSERT_EQ(kHarbour.substr(0, start.size()), start);
  std::string a = kBees + kHarbour + kMuseum;
  std::string b = start + " after long talks" + kHarbour.substr(start.size());
  std::vector<Rectangle> found = passages(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text_of(a, found[0].a) + ". ", kHarbour);
  EXPECT_EQ(text_of(b, found[0].b) + ". ", b);
}

TEST(Passages, FindsNothingInNothing) {
  EXPECT_TRUE(passages("", "").empty());
  EXPECT_TRUE(passages("", kBees).empty());
  EXPECT_TRUE(passages(kBees, "").empty());
  EXPECT_TRUE(passages("word", "word").empty());
}

TEST(Passages, LeaveOutWhatIsShorterThanAsked) {
  std::string a = kBees + kHarbour, b = kMuseum + kHarbour;
  Tokens ta = tokenize(a, "en"), tb = tokenize(b, "en");
  EXPECT_EQ(find_passages(ta, tb, english(), {.min_bytes = 200}).size(), 1u);
  EXPECT_TRUE(find_passages(ta, tb, english(), {.min_bytes = 2000}).empty());
}

TEST(Passages, DoNotTakeInThePagesFurniture) {
  std::string furniture =
      "\n\nRead more\nTen recipes for rhubarb\nSubscribe to our newsletter\nFollow us\n";
  std::string a = kHarbour + "\n\nCopyright Velmouth Courier\nContact the desk\n";
  std::string b = kHarbour + furniture;
  std::vector<Rectangle> found = passages(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text_of(a, found[0].a) + ". ", kHarbour);
  EXPECT_EQ(text_of(b, found[0].b) + ". ", kHarbour);
}

TEST(Passages, ReachOverTheSeamBetweenTwoCopiedStretches) {
  // Between two copied notes both texts have a sentence that only resembles.
  std::string a = kHarbour +
                  "The county's beekeepers also asked for money on Friday after a hard "
                  "winter in the valley. " +
                  kMuseum;
  std::string b =
      kHarbour +
      "After the hard winter, keepers of bees asked the county for some money "
      "as well. " +
      kMuseum;
  std::vector<Rectangle> found = passages(a, b);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text_of(a, found[0].a) + ". ", a);
  EXPECT_EQ(text_of(b, found[0].b) + ". ", b);
}

TEST(Passages, KeepTwoCopiedStretchesApartWhereForeignTextLiesBetween) {
  std::string a = kHarbour + kBees + kBees + kMuseum;
  std::string between =
      "A jury in Dorn took four minutes to acquit the goat. Its owner had been charged "
      "under a statute of 1544 that nobody remembered to repeal, and the magistrate "
      "thanked the animal for its patience during three adjournments. ";
  std::string b = kHarbour + between + between + kMuseum;
  EXPECT_EQ(passages(a, b).size(), 2u);
}

TEST(Passages, AreNearlyTheSameWithTheTextsExchanged) {
  std::string a = kBees + kHarbour + kMuseum, b = kMuseum + kHarbourReworded;
  std::vector<Rectangle> there = passages(a, b), back = passages(b, a);
  ASSERT_EQ(there.size(), back.size());
  for (const Rectangle& r : there)
    EXPECT_TRUE(std::ranges::any_of(back, [&](const Rectangle& s) {
      return s.a.overlaps(r.b) && s.b.overlaps(r.a) &&
             std::abs(s.score - r.score) < .3 * r.score;
    }));
}

TEST(Passages, KeepTheirPromisesOnRandomText) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Tokens a = random_tokens(random, random() % 600, 50 + random() % 5000);
    Tokens b = random_tokens(random, random() % 600, 50 + random() % 5000);
    for (int copies = static_cast<int>(random() % 4); copies > 0; --copies) {
      uint32_t length = std::min({a.size(), b.size(), 15 + uint32_t(random() % 80)});
      uint32_t i = random() % (a.size() - length + 1);
      uint32_t j = random() % (b.size() - length + 1);
      for (uint32_t k = 0; k < length; ++k)
        if (random() % 3) b.list[j + k].stem = a[i + k].stem;
    }
    std::vector<Rectangle> found = find_passages(a, b, random_frequency);
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, &Rectangle::a));
    for (size_t i = 0; i < found.size(); ++i) {
      const Rectangle& r = found[i];
      EXPECT_FALSE(r.a.empty() || r.b.empty());
      EXPECT_TRUE(r.a.end <= a.size() && r.b.end <= b.size());
      EXPECT_GT(r.score, 0);
      for (size_t j = 0; j < i; ++j)
        EXPECT_FALSE(r.a.overlaps(found[j].a) && r.b.overlaps(found[j].b))
            << "round " << round;
    }
  }
}

TEST(Passages, SeeThatANoteDrawsOnAWholeDocument) {
  // A long text of a hundred sentences, each with a name of its own, and a note that
  // takes a word from every sixth of them.
  std::mt19937 random(11);
  Tokens source = random_tokens(random, 1800, 4000);
  Tokens note = random_tokens(random, 600, 4000);
  for (uint32_t i = 0; i < 100; ++i) source.list[18 * i].stem = 100000 + i;
  for (uint32_t i = 0; i < 80; ++i)
    note.list[240 + i].stem = i % 4 == 0 ? 100000 + (i * 37 + 3) % 100
                                         : source[(i * 211 + 5) % source.size()].stem;
  std::vector<Rectangle> found = find_passages(note, source, random_frequency);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].whole_document);
  EXPECT_EQ(found[0].b, (TokenSpan{0, source.size()}));
  EXPECT_NEAR(found[0].a.start, 240, 12);
  EXPECT_NEAR(found[0].a.end, 320, 12);
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Passages, HoldTheArticleOfTheSpunPairAndNoneOfThePagesFurniture) {
  const char* data = std::getenv("UNSPIN_DATA");
  std::filesystem::path folder =
      std::filesystem::path(data ? data : UNSPIN_SOURCE_DIR "/../shared/data") /
      "spun-pair";
  std::string a = read(folder / "original.txt"), b = read(folder / "copy.txt");
  if (a.empty() || b.empty())
    GTEST_SKIP() << "no data in " << folder << "; set UNSPIN_DATA";
  Tokens ta = tokenize(a, "en"), tb = tokenize(b, "en");
  size_t body = a.find("As Russian President"), body_end = a.find("Copyright CNBC");
  size_t furniture = b.find("Source\n");
  ASSERT_LT(body_end, a.size());
  ASSERT_LT(furniture, b.size());
  size_t covered = 0;
  for (const Rectangle& r : find_passages(ta, tb, english())) {
    ByteSpan in_a = ta.bytes(r.a);
    size_t from = std::max(in_a.start, body), to = std::min(in_a.end, body_end);
    if (to > from) covered += to - from;
    EXPECT_LE(tb.bytes(r.b).end, furniture);
  }
  EXPECT_GE(static_cast<double>(covered), .95 * static_cast<double>(body_end - body));
}

double seconds_to_find(const Tokens& a, const Tokens& b) {
  auto start = CpuClock::now();
  find_passages(a, b, random_frequency);
  return std::chrono::duration<double>(CpuClock::now() - start).count();
}

// Generous limits: a quadratic step would take minutes.
TEST(Passages, TakeSecondsAtMostOnTheWorstTexts) {
  std::mt19937 random(5);
  Tokens word = random_tokens(random, 100000, 1);
  EXPECT_LT(seconds_to_find(word, word), 20);

  Tokens three = random_tokens(random, 100000, 3),
         other = random_tokens(random, 100000, 3);
  EXPECT_LT(seconds_to_find(three, other), 20);

  Tokens prose = random_tokens(random, 180000, 30000);
  Tokens prose2 = random_tokens(random, 180000, 30000);
  EXPECT_LT(seconds_to_find(prose, prose2), 20);
  EXPECT_LT(seconds_to_find(prose, prose), 20);

  Tokens shuffled = prose;
  std::ranges::shuffle(shuffled.list, random);
  EXPECT_LT(seconds_to_find(prose, shuffled), 20);
}

}  // namespace
}  // namespace unspin
