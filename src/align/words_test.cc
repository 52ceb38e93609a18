#include "align/words.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <string_view>

#include "align/words_links.h"
#include "cpu_clock.h"
#include "reference/words.h"

namespace unspin {
namespace {

Rectangle all_of(const Tokens& a, const Tokens& b) {
  return {{0, a.size()}, {0, b.size()}};
}

// The alignment of two texts as a reader would mark it: equal words as they are,
// edits in brackets, what was moved with a ~ or in braces:
// "The [trip>journey] was [+very] long {in May}".
std::string marked(std::string_view a_text, std::string_view b_text,
                   const Lexicon& lexicon = {}) {
  Tokens a = tokenize(a_text, "en"), b = tokenize(b_text, "en");
  auto text = [](std::string_view of, const Tokens& tokens, TokenSpan span) {
    ByteSpan bytes = tokens.bytes(span);
    return std::string(of.substr(bytes.start, bytes.size()));
  };
  std::string out;
  for (const Step& step : align_words(a, b, all_of(a, b), lexicon).steps) {
    std::string left = text(a_text, a, step.a), right = text(b_text, b, step.b);
    std::string_view mark = step.moved ? "~" : "";
    if (!out.empty()) out += ' ';
    switch (step.op) {
      case StepOp::kEqual:
        out += left;
        break;
      case StepOp::kReplace:
        out += fmt::format("[{}{}>{}]", mark, left, right);
        break;
      case StepOp::kInsert:
        out += fmt::format("[{}+{}]", mark, right);
        break;
      case StepOp::kDelete:
        out += fmt::format("[{}-{}]", mark, left);
        break;
      case StepOp::kMove:
        out += fmt::format("{{{}}}", left);
        break;
    }
  }
  return out;
}

// Words of `alphabet`, drawn at random.
std::string random_text(std::mt19937& random, const std::vector<std::string>& alphabet,
                        size_t words) {
  std::string text;
  for (size_t i = 0; i < words; ++i) {
    text += alphabet[random() % alphabet.size()];
    text += random() % 8 == 0 ? ". " : " ";
  }
  return text;
}

std::vector<std::string> invented_words(size_t count) {
  std::vector<std::string> words;
  for (size_t i = 0; i < count; ++i) {
    std::string word = "w";
    for (size_t k = i + 1; k > 0; k /= 20) word += "bcdfghjklmnpqrstvwxz"[k % 20];
    words.push_back(word);
  }
  return words;
}

// Every word of both sides in exactly one step, in the order promised.
void expect_covers(const WordAlignment& alignment, const Tokens& a, const Tokens& b,
                   const Rectangle& passage) {
  std::vector<int> in_a(a.size()), in_b(b.size());
  uint32_t a_end = passage.a.start;
  for (const Step& step : alignment.steps) {
    for (uint32_t i = step.a.start; i < step.a.end; ++i) ++in_a[i];
    for (uint32_t j = step.b.start; j < step.b.end; ++j) ++in_b[j];
    EXPECT_EQ(step.a.empty(), step.op == StepOp::kInsert);
    EXPECT_EQ(step.b.empty(), step.op == StepOp::kDelete);
    if (step.op == StepOp::kEqual || step.op == StepOp::kMove) {
      ASSERT_EQ(step.a.size(), step.b.size());
      for (uint32_t k = 0; k < step.a.size(); ++k)
        EXPECT_EQ(a[step.a.start + k].word, b[step.b.start + k].word);
    }
    EXPECT_TRUE(step.op != StepOp::kMove || step.moved);
    EXPECT_TRUE(step.op == StepOp::kReplace || step.kinship == Kinship::kNone);
    if (step.a.empty()) continue;
    EXPECT_EQ(step.a.start, a_end);
    a_end = step.a.end;
  }
  for (uint32_t i = 0; i < a.size(); ++i) EXPECT_EQ(in_a[i], passage.a.contains(i));
  for (uint32_t j = 0; j < b.size(); ++j) EXPECT_EQ(in_b[j], passage.b.contains(j));
}

TEST(Words, MarksWhatIsReplacedInsertedAndDeleted) {
  EXPECT_EQ(marked("the big dog ran home", "the large dog ran home quickly"),
            "the [big>large] dog ran home [+quickly]");
  EXPECT_EQ(marked("we all went there", "we went there"), "we [-all] went there");
}

TEST(Words, KeepsEqualTextInOneStep) {
  EXPECT_EQ(marked("nothing was changed here", "nothing was changed here"),
            "nothing was changed here");
}

TEST(Words, AlignsNothingWithSomething) {
  EXPECT_EQ(marked("", "some words"), "[+some words]");
  EXPECT_EQ(marked("some words", ""), "[-some words]");
  EXPECT_EQ(marked("", ""), "");
}

TEST(Words, JoinsWordsWrittenApart) {
  EXPECT_EQ(marked("he left without delay", "he left with out delay"),
            "he left [without>with out] delay");
}

TEST(Words, MarksAMovedSentenceAndTheEditsInsideIt) {
  EXPECT_EQ(marked("Winter storms closed the northern harbour. Nobody was hurt, the "
                   "mayor said. Ferries stay in port until Thursday morning.",
                   "Nobody was hurt, the mayor said. Ferries stay in port until Thursday "
                   "morning. Winter gales closed the northern harbour."),
            "{Winter} [~storms>gales] {closed the northern harbour} Nobody was hurt, the "
            "mayor said. Ferries stay in port until Thursday morning");
}

TEST(Words, LeavesOneReplacementWhereAWordBecameTwo) {
  EXPECT_EQ(marked("new technology transfers to the regime",
                   "new technological innovation transfers to the regime"),
            "new [technology>technological innovation] transfers to the regime");
  EXPECT_EQ(marked("it was walked home", "it was not walking home"),
            "it was [+not] [walked>walking] home");
}

TEST(Words, KnowsOneWordSpelledInTwoWays) {
  for (auto [one, other] : {std::pair("defence", "defense"),
                            {"organise", "organize"},
                            {"colour", "color"},
                            {"travelled", "traveled"},
                            {"theatre", "theater"},
                            {"catalogue", "catalog"},
                            {"towards", "toward"},
                            {"practise", "practice"}}) {
    EXPECT_TRUE(spelled_alike(one, other)) << one;
    EXPECT_TRUE(spelled_alike(other, one)) << one;
  }
  for (auto [one, other] : {std::pair("later", "latter"),
                            {"prices", "prizes"},
                            {"four", "for"},
                            {"county", "country"},
                            {"dinner", "diner"},
                            {"hour", "hours"},
                            {"", "a"}})
    EXPECT_FALSE(spelled_alike(one, other)) << one;
}

TEST(Words, SaysWhatTiesAReplacementTogether) {
  auto lexicon = Lexicon::open(UNSPIN_TEST_LEXICON);
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  Tokens a = tokenize("They bought a car, and deepen ties without defence there.", "en");
  Tokens b =
      tokenize("They purchased a car, and deepened ties with out shoes there.", "en");
  std::vector<Kinship> kinships;
  for (const Step& step : align_words(a, b, all_of(a, b), *lexicon).steps)
    if (step.op == StepOp::kReplace) kinships.push_back(step.kinship);
  EXPECT_THAT(kinships, testing::ElementsAre(Kinship::kSynonym, Kinship::kInflection,
                                             Kinship::kSpelling, Kinship::kNone));
}

TEST(Words, TakesAReplacedNameWhole) {
  EXPECT_EQ(marked("the State Department said so", "the States Harbour Office said so"),
            "the [State Department>States Harbour Office] said so");
}

TEST(Words, PairsKinInsideAnEdit) {
  EXPECT_EQ(marked("he organised small parties there", "he large organized there"),
            "he [organised>large organized] [-small parties] there");
}

TEST(Words, StaysInsideTheRectangle) {
  Tokens a = tokenize("one two three four five", "en");
  Tokens b = tokenize("zero two tree four six", "en");
  Rectangle middle{{1, 4}, {1, 4}};
  WordAlignment alignment = align_words(a, b, middle, {});
  ASSERT_EQ(alignment.steps.size(), 3u);
  EXPECT_EQ(alignment.steps[1], (Step{StepOp::kReplace, {2, 3}, {2, 3}}));
  expect_covers(alignment, a, b, middle);
}

TEST(Words, PutsEveryWordInExactlyOneStep) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    auto alphabet = invented_words(2 + random() % (round % 2 ? 6 : 200));
    Tokens a = tokenize(random_text(random, alphabet, random() % 120), "en");
    Tokens b = tokenize(random_text(random, alphabet, random() % 120), "en");
    expect_covers(align_words(a, b, all_of(a, b), {}), a, b, all_of(a, b));
  }
}

TEST(Words, PutsEveryWordInExactlyOneStepWhenSentencesAreShuffled) {
  std::mt19937 random(8);
  for (int round = 0; round < 100; ++round) {
    SCOPED_TRACE(round);
    auto alphabet = invented_words(300);
    std::vector<std::string> sentences;
    std::string before, after;
    for (int s = 0; s < 12; ++s)
      sentences.push_back(random_text(random, alphabet, 4 + random() % 14) + "end. ");
    for (const std::string& sentence : sentences) before += sentence;
    std::ranges::shuffle(sentences, random);
    for (const std::string& sentence : sentences)
      after += random() % 4 ? sentence : random_text(random, alphabet, 10);
    Tokens a = tokenize(before, "en"), b = tokenize(after, "en");
    WordAlignment alignment = align_words(a, b, all_of(a, b), {});
    expect_covers(alignment, a, b, all_of(a, b));
    EXPECT_EQ(alignment.steps, align_words(a, b, all_of(a, b), {}).steps);
  }
}

TEST(Words, FindsTheCheapestAlignmentOfEveryShortText) {
  // All texts of up to four words over three, two of which make up a third.
  const std::vector<std::string> alphabet = {"with", "out", "without"};
  std::vector<std::string> texts = {""};
  for (size_t first = 0, length = 1; length <= 4; ++length) {
    size_t last = texts.size();
    for (; first < last; ++first)
      for (const std::string& word : alphabet) texts.push_back(texts[first] + word + " ");
  }
  std::vector<Tokens> tokens;
  for (const std::string& text : texts) tokens.push_back(tokenize(text, "en"));
  for (const Tokens& a : tokens)
    for (const Tokens& b : tokens) {
      if (a.list.empty() || b.list.empty()) continue;
      Rectangle all = all_of(a, b);
      Lexicon none;
      Sides sides(a, b, all, none);
      Kin kin(sides);
      std::vector<Link> links;
      int cost = GapAligner(sides, kin).align_exactly({all.a, all.b}, false, links);
      ASSERT_EQ(cost, reference::cheapest(sides)) << a.normalised << " " << b.normalised;
      ASSERT_EQ(cost, reference::cost_of(links, sides));
    }
}

TEST(Words, FindsTheCheapestAlignmentOfRandomTexts) {
  std::mt19937 random(9);
  const std::vector<std::string> alphabet = {"colour",  "color", "walk", "walked",
                                             "without", "with",  "out",  "a"};
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    Tokens a = tokenize(random_text(random, alphabet, 1 + random() % 24), "en");
    Tokens b = tokenize(random_text(random, alphabet, 1 + random() % 24), "en");
    Rectangle all = all_of(a, b);
    Lexicon none;
    Sides sides(a, b, all, none);
    Kin kin(sides);
    std::vector<Link> links;
    int cost = GapAligner(sides, kin).align_exactly({all.a, all.b}, false, links);
    ASSERT_EQ(cost, reference::cheapest(sides));
    ASSERT_EQ(cost, reference::cost_of(links, sides));
  }
}

TEST(Words, AnchorsCostLittle) {
  // A text with a third of its words replaced: the anchored alignment is within a
  // hundredth of the cheapest.
  std::mt19937 random(10);
  auto alphabet = invented_words(400);
  double anchored = 0, exact = 0;
  for (int round = 0; round < 20; ++round) {
    std::string before, after;
    for (int i = 0; i < 60; ++i) {
      std::string word = alphabet[static_cast<size_t>(
          400 * std::pow(double(random() % 1000) / 1000, 3))];
      before += word + " ";
      after += (random() % 3 ? word : alphabet[random() % 400]) + " ";
      if (random() % 12 == 0) after += alphabet[random() % 400] + " ";
    }
    Tokens a = tokenize(before, "en"), b = tokenize(after, "en");
    Rectangle all = all_of(a, b);
    Lexicon none;
    Sides sides(a, b, all, none);
    Kin kin(sides);
    GapAligner aligner(sides, kin);
    anchored += reference::cost_of(find_links(sides, aligner, {all.a, all.b}), sides);
    exact += reference::cheapest(sides);
  }
  EXPECT_LT(exact, 0);
  EXPECT_LE(anchored, exact * 0.99) << exact;
}

TEST(Words, AlignsHugeAndMonotonousTextsInTime) {
  auto start = CpuClock::now();
  auto align = [](const std::string& a_text, const std::string& b_text) {
    Tokens a = tokenize(a_text, "en"), b = tokenize(b_text, "en");
    WordAlignment alignment = align_words(a, b, all_of(a, b), {});
    expect_covers(alignment, a, b, all_of(a, b));
    return alignment;
  };
  std::mt19937 random(11);
  std::string same, other, prose = random_text(random, invented_words(5000), 20000);
  for (int i = 0; i < 30000; ++i) same += "again ";
  for (int i = 0; i < 30000; ++i) other += i % 3 ? "again " : "and ";
  EXPECT_EQ(align(same, same).steps.size(), 1u);
  EXPECT_EQ(align(prose, prose).steps.size(), 1u);
  EXPECT_GT(align(same, other).equal, 0.5);
  align(prose, random_text(random, invented_words(5000), 20000));
  align(prose, same);
  auto seconds = std::chrono::duration<double>(CpuClock::now() - start);
  EXPECT_LT(seconds.count(), 60);  // a second or so; sanitizers are slow
}

}  // namespace
}  // namespace unspin
