// The measure itself, on cases small enough to score by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "bench_quality_pan.h"
#include "bench_quality_score.h"

namespace unspin::bench {
namespace {

// A hundred characters on both sides.
const Reuse kCase = {0, 100, 200, 1000, 1100};

TEST(Plagdet, IsOneForExactlyTheCases) {
  Plagdet s = score_detections({kCase}, {kCase});
  EXPECT_DOUBLE_EQ(s.plagdet, 1);
  EXPECT_DOUBLE_EQ(s.granularity, 1);
}

TEST(Plagdet, IsZeroWithoutDetectionsOrCases) {
  EXPECT_EQ(score_detections({kCase}, {}).plagdet, 0);
  EXPECT_EQ(score_detections({}, {kCase}).plagdet, 0);
  EXPECT_EQ(score_detections({}, {}).plagdet, 0);
}

TEST(Plagdet, CountsCharactersOfBothSides) {
  // Half of one side and all of the other: 150 of 200 found, all of it right.
  Plagdet s = score_detections({kCase}, {{0, 100, 150, 1000, 1100}});
  EXPECT_DOUBLE_EQ(s.recall, .75);
  EXPECT_DOUBLE_EQ(s.precision, 1);
  EXPECT_DOUBLE_EQ(s.plagdet, 2 * .75 / 1.75);
}

TEST(Plagdet, AsksThatBothSidesMeet) {
  EXPECT_EQ(score_detections({kCase}, {{0, 100, 200, 5000, 5100}}).recall, 0);
  EXPECT_EQ(score_detections({kCase}, {{1, 100, 200, 1000, 1100}}).recall, 0);
  // Ranges that only touch do not meet.
  EXPECT_EQ(score_detections({kCase}, {{0, 200, 300, 1000, 1100}}).recall, 0);
}

TEST(Plagdet, DividesByTheNumberOfPieces) {
  Plagdet s =
      score_detections({kCase}, {{0, 100, 150, 1000, 1050}, {0, 150, 200, 1050, 1100}});
  EXPECT_DOUBLE_EQ(s.recall, 1);
  EXPECT_DOUBLE_EQ(s.precision, 1);
  EXPECT_DOUBLE_EQ(s.granularity, 2);
  EXPECT_DOUBLE_EQ(s.plagdet, 1 / std::log2(3));
}

TEST(Plagdet, CountsOverlappingDetectionsOnce) {
  Plagdet s =
      score_detections({kCase}, {{0, 100, 160, 1000, 1060}, {0, 140, 180, 1040, 1080}});
  EXPECT_DOUBLE_EQ(s.recall, .8);
}

TEST(Plagdet, WeighsEveryCaseAlike) {
  Reuse large = {1, 0, 10000, 0, 10000};
  EXPECT_DOUBLE_EQ(score_detections({kCase, large}, {kCase}).recall, .5);
}

TEST(Losses, AddUpToWhatIsMissing) {
  const Reuse missed = {1, 0, 100, 0, 100};
  const Reuse long_one = {0, 90, 150, 990, 1050}, piece = {0, 160, 190, 1060, 1090};
  const Reuse wrong = {2, 0, 50, 0, 50};
  const std::vector<Reuse> cases = {kCase, missed}, found = {long_one, piece, wrong};
  Losses losses = losses_of(cases, found);
  EXPECT_NEAR(losses.sum(), 1 - score_detections(cases, found).plagdet, 1e-12);
  EXPECT_EQ(losses.missed_cases, 1u);
  EXPECT_EQ(losses.false_detections, 1u);
  for (double loss : {losses.missed, losses.in_part, losses.false_alarms,
                      losses.over_long, losses.split})
    EXPECT_GT(loss, 0);
  EXPECT_NEAR(losses.between, 0, 1e-12);
}

TEST(Losses, TellWhatLiesBetweenTwoCasesFromWhatLiesBeyond) {
  const Reuse next = {0, 220, 300, 1120, 1200};
  Losses losses = losses_of({kCase, next}, {{0, 100, 300, 1000, 1200}});
  EXPECT_GT(losses.between, 0);
  EXPECT_NEAR(losses.over_long, 0, 1e-12);
}

TEST(Losses, AreAllOfItWhereNothingIsFound) {
  EXPECT_EQ(losses_of({kCase}, {}).sum(), 1);
}

TEST(CharacterOffsets, CountCharactersNotBytes) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "aé€";
  CharacterOffsets offsets(text);
  EXPECT_EQ(offsets.of_byte(0), 0u);
  EXPECT_EQ(offsets.of_byte(1), 1u);
  EXPECT_EQ(offsets.of_byte(3), 2u);
  EXPECT_EQ(offsets.of_byte(6), 3u);
  EXPECT_EQ(offsets.of_byte(600), 300u);
  EXPECT_EQ(offsets.of_byte(text.size()), 900u);
  EXPECT_EQ(offsets.of_byte(text.size() + 5), 900u);
}

}  // namespace
}  // namespace unspin::bench
