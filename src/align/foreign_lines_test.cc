#include "align/foreign_lines.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "text/tokens.h"

namespace unspin {
namespace {

const std::string kFirst =
    "The harbour board of Velmouth voted on Thursday to close the northern pier for "
    "repairs until the spring.";
const std::string kFirstReworded =
    "The harbour board of Velmouth decided on Thursday to shut the northern pier for "
    "repairs until the summer.";
const std::string kSecond =
    "Engineers found that eleven of its forty oak piles had been hollowed by shipworm "
    "and must be replaced.";
const std::string kThird =
    "The ferry to Sark Island will leave from the fish quay in the meantime, at the "
    "usual hours.";
const std::string kCard = "Read More: Nine kitchens that will astonish you";

// The parts of the passage that two texts are, each as "a | b".
std::vector<std::string> parts(const std::string& a_text, const std::string& b_text) {
  Tokens a = tokenize(a_text, "en"), b = tokenize(b_text, "en");
  Rectangle whole{{0, a.size()}, {0, b.size()}, 200, false, false};
  auto text = [](const std::string& of, ByteSpan bytes) {
    return of.substr(bytes.start, bytes.size());
  };
  std::vector<std::string> result;
  for (const AlignedStretch& part :
       part_at_foreign_lines(a, b, {whole, align_words(a, b, whole, {})}))
    result.push_back(text(a_text, a.bytes(part.rectangle.a)) + " | " +
                     text(b_text, b.bytes(part.rectangle.b)));
  return result;
}

std::string without_stop(const std::string& text) {
  return text.substr(0, text.size() - 1);
}

std::string twice(const std::string& a, const std::string& b) {
  return without_stop(a) + " | " + without_stop(b);
}

using Parts = std::vector<std::string>;

TEST(ForeignLines, AreCutOutBetweenParagraphs) {
  EXPECT_EQ(parts(kFirst + "\n\n" + kSecond,
                  kFirstReworded + "\n\n" + kCard + "\n\n" + kSecond),
            (Parts{twice(kFirst, kFirstReworded), twice(kSecond, kSecond)}));
}

TEST(ForeignLines, AreCutOutOfEitherSide) {
  EXPECT_EQ(parts(kFirst + "\n\n" + kCard + "\n\n" + kSecond,
                  kFirstReworded + "\n\n" + kSecond),
            (Parts{twice(kFirst, kFirstReworded), twice(kSecond, kSecond)}));
}

TEST(ForeignLines, AreTrimmedFromTheEnds) {
  EXPECT_EQ(parts(kFirst, kCard + "\n" + kFirstReworded + "\n\n" + kCard),
            (Parts{twice(kFirst, kFirstReworded)}));
}

TEST(ForeignLines, AreCutOutWhereSomethingShortStandsInTheirPlace) {
  EXPECT_EQ(
      parts(kFirst + "\n\nBy Ada Quill\n\n" + kSecond,
            kFirstReworded + "\n\nShare this\nPrint it\n" + kCard + "\n\n" + kSecond),
      (Parts{twice(kFirst, kFirstReworded), twice(kSecond, kSecond)}));
}

TEST(ForeignLines, AreCutOutBesideASentenceLeftOut) {
  EXPECT_EQ(parts(kFirst + " Nobody was asked beforehand.\n\n" + kSecond,
                  kFirstReworded + "\n\n" + kCard + "\n\n" + kSecond)
                .size(),
            2u);
}

TEST(ForeignLines, AreNotSentencesPutIntoAParagraph) {
  EXPECT_EQ(parts(kFirst + " " + kSecond,
                  kFirstReworded + " Nobody had expected such a vote. " + kSecond)
                .size(),
            1u);
}

TEST(ForeignLines, AreNotLinesLeftOutWhereTheRestWasSetInOneLine) {
  EXPECT_EQ(parts(kFirst + "\n" + kCard + "\n" + kSecond, kFirst + " " + kSecond).size(),
            1u);
}

TEST(ForeignLines, AreNotLinesPutInOtherWords) {
  EXPECT_EQ(parts(kFirst + "\n\nWhat the divers saw below\n\n" + kSecond,
                  kFirstReworded + "\n\nA look under water\n\n" + kSecond)
                .size(),
            1u);
}

TEST(ForeignLines, StayWhereASentenceWasMovedOverThem) {
  EXPECT_EQ(
      parts(kFirst + "\n\n" + kSecond, kSecond + "\n\n" + kCard + "\n\n" + kFirst).size(),
      1u);
}

TEST(ForeignLines, AreCutOutBesideASentenceThatWasMovedElsewhere) {
  EXPECT_EQ(parts(kFirst + " " + kSecond + "\n\n" + kThird,
                  kSecond + " " + kFirst + "\n\n" + kCard + "\n\n" + kThird)
                .size(),
            2u);
}

// A cut may not lose or double a step.
TEST(ForeignLines, LeaveStepsThatCoverEachPartOnce) {
  std::mt19937 random(7);
  const std::vector<std::string> lines = {kFirst,
                                          kFirstReworded,
                                          kSecond,
                                          kThird,
                                          kCard,
                                          "Share this",
                                          "More of the same words here"};
  auto text = [&] {
    std::string all;
    for (int i = 0; i < 8; ++i)
      all += lines[random() % lines.size()] + (random() % 3 ? "\n\n" : " ");
    return all;
  };
  size_t n_parts = 0;
  for (int round = 0; round < 300; ++round) {
    Tokens a = tokenize(text(), "en"), b = tokenize(text(), "en");
    Rectangle whole{{0, a.size()}, {0, b.size()}, 200, false, false};
    for (const AlignedStretch& part :
         part_at_foreign_lines(a, b, {whole, align_words(a, b, whole, {})})) {
      ++n_parts;
      std::vector<int> in_a(a.size()), in_b(b.size());
      for (const Step& step : part.words.steps) {
        for (uint32_t i = step.a.start; i < step.a.end; ++i) ++in_a[i];
        for (uint32_t j = step.b.start; j < step.b.end; ++j) ++in_b[j];
        if (step.op != StepOp::kEqual && step.op != StepOp::kMove) continue;
        ASSERT_EQ(step.a.size(), step.b.size());
        for (uint32_t k = 0; k < step.a.size(); ++k)
          ASSERT_EQ(a[step.a.start + k].word, b[step.b.start + k].word);
      }
      for (uint32_t i = 0; i < a.size(); ++i)
        ASSERT_EQ(in_a[i], part.rectangle.a.contains(i));
      for (uint32_t j = 0; j < b.size(); ++j)
        ASSERT_EQ(in_b[j], part.rectangle.b.contains(j));
    }
  }
  EXPECT_GT(n_parts, 400u);
}

}  // namespace
}  // namespace unspin
