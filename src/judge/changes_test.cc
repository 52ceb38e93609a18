#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "judge/judge.h"
#include "unspin/unspin.h"

namespace unspin {
namespace {

// What the tests say of a change: its kind and severity and both excerpts.
struct Seen {
  ChangeKind kind;
  Severity severity;
  std::string a, b;
};

class Changes : public testing::Test {
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

  static Match compare(const std::string& a, const std::string& b) {
    Document left, right;
    left.id = "a", left.text = a, left.language = "en";
    right.id = "b", right.text = b, right.language = "en";
    return comparer_->compare(std::move(left), std::move(right));
  }

  // The one sentence under test stands in the middle of a story, the same on both
  // sides, so that there is something to align.
  static std::string story(const std::string& sentence) {
    return "The harbour town of Oldhaven woke to a thick layer of ash after the night of "
           "the great warehouse blaze. Firefighters from three districts pumped sea "
           "water "
           "through the narrow lanes until the morning.\n\n" +
           sentence +
           "\n\nThe ferry company kept its ships in port and handed out soup to stranded "
           "passengers. Schools along the waterfront stayed shut while inspectors walked "
           "from roof to roof with lamps and notebooks.";
  }

  static std::vector<Change> changes(const std::string& a, const std::string& b) {
    return compare(story(a), story(b)).changes;
  }

  static std::string show(const std::vector<Change>& list) {
    std::string text;
    for (const Change& c : list)
      text += std::to_string(static_cast<int>(c.kind)) + "/" +
              std::to_string(static_cast<int>(c.severity)) + " [" + c.a.text + "] -> [" +
              c.b.text + "]\n";
    return text;
  }

  // Exactly one change: this one.
  static void expect_one(const std::string& a, const std::string& b, const Seen& seen) {
    std::vector<Change> list = changes(a, b);
    ASSERT_EQ(list.size(), 1u) << show(list);
    EXPECT_EQ(list[0].kind, seen.kind) << show(list);
    EXPECT_EQ(list[0].severity, seen.severity) << show(list);
    EXPECT_NE(list[0].a.text.find(seen.a), std::string::npos) << show(list);
    EXPECT_NE(list[0].b.text.find(seen.b), std::string::npos) << show(list);
  }

  static void expect_none(const std::string& a, const std::string& b) {
    std::vector<Change> list = changes(a, b);
    EXPECT_TRUE(list.empty()) << show(list);
  }

  static Comparer* comparer_;
};
Comparer* Changes::comparer_ = nullptr;

TEST_F(Changes, ReportsAFigureOfAnotherValue) {
  expect_one("The mayor put the damage at 450 barrels of oil and two cranes.",
             "The mayor put the damage at 540 barrels of oil and two cranes.",
             {ChangeKind::kNumber, Severity::kFact, "450", "540"});
}

TEST_F(Changes, LetsAFigureBeWrittenInAnotherWay) {
  expect_none("The mayor put the damage at 11,000 barrels of oil and twenty-four cranes.",
              "The mayor put the damage at 11000 barrels of oil and 24 cranes.");
}

TEST_F(Changes, ReportsFiguresThatChangedPlaces) {
  std::vector<Change> list =
      changes("The blaze left 10 people dead and 25 houses in ruins, the mayor said.",
              "The blaze left 25 people dead and 10 houses in ruins, the mayor said.");
  EXPECT_EQ(list.size(), 2u) << show(list);
}

TEST_F(Changes, ReportsHowExactlyAFigureIsMeant) {
  expect_one("The mayor said over 11,000 barrels of oil were lost in the flames.",
             "The mayor said around 11,000 barrels of oil were lost in the flames.",
             {ChangeKind::kQuantity, Severity::kFact, "over 11,000", "around 11,000"});
}

TEST_F(Changes, ReportsAmountsInWords) {
  expect_one("The mayor said millions of shells were lost in the flames.",
             "The mayor said thousands and thousands of shells were lost in the flames.",
             {ChangeKind::kQuantity, Severity::kFact, "millions", "thousands"});
}

TEST_F(Changes, ReportsAnotherUnitOfTime) {
  expect_one("The mayor said repairs to the main pier would take six weeks to finish.",
             "The mayor said repairs to the main pier would take six months to finish.",
             {ChangeKind::kQuantity, Severity::kFact, "six weeks", "six months"});
}

TEST_F(Changes, ReportsAnotherUnitOfMeasure) {
  expect_one("The barge carried 9,000 tonnes of oil to the harbour in its last week.",
             "The barge carried 9,000 pounds of oil to the harbour in its last week.",
             {ChangeKind::kQuantity, Severity::kFact, "9,000 tonnes", "9,000 pounds"});
}

TEST_F(Changes, ReportsAnotherDay) {
  expect_one("The town council will meet on Thursday to count the cost of the fire.",
             "The town council will meet on Friday to count the cost of the fire.",
             {ChangeKind::kDate, Severity::kFact, "Thursday", "Friday"});
}

TEST_F(Changes, ReportsAnotherTimeOfDay) {
  expect_one("The town council will meet at 10 a.m. to count the cost of the fire.",
             "The town council will meet at 7 a.m. to count the cost of the fire.",
             {ChangeKind::kDate, Severity::kFact, "10 a.m", "7 a.m"});
}

TEST_F(Changes, ReportsADamagedName) {
  expect_one(
      "Inspectors of the Harbour Security Council walked along the broken piers.",
      "Inspectors of the Harbour Protection Council walked along the broken piers.",
      {ChangeKind::kName, Severity::kFact, "Harbour Security Council",
       "Harbour Protection Council"});
}

TEST_F(Changes, ReportsAnotherPerson) {
  expect_one("The crane had been checked by Martin Keller of the port authority in May.",
             "The crane had been checked by Jonas Brandt of the port authority in May.",
             {ChangeKind::kName, Severity::kFact, "Martin Keller", "Jonas Brandt"});
}

TEST_F(Changes, ReportsANameThatIsSaidTwiceAndReplacedOnce) {
  expect_one("The crane of Norburg was bought when Norburg had two cranes to sell.",
             "The crane of Norburg was bought when Halmstad had two cranes to sell.",
             {ChangeKind::kName, Severity::kFact, "Norburg", "Halmstad"});
}

TEST_F(Changes, ReportsTheOneNameOfASentenceThatWasReplacedElsewhereInIt) {
  expect_one("In Norburg the price of lamp oil was two crowns on that cold morning.",
             "On that cold morning the price of lamp oil was two crowns in Halmstad.",
             {ChangeKind::kName, Severity::kFact, "Norburg", "Halmstad"});
}

TEST_F(Changes, ReportsNamesThatBeginASentenceOrFillIt) {
  expect_one("Oldhaven's median income fell again in the year of the blaze.",
             "Norburg's median income fell again in the year of the blaze.",
             {ChangeKind::kName, Severity::kFact, "Oldhaven's", "Norburg's"});
  expect_one(
      "Harbour Gazette Writer Mary Tolland contributed to this report from Norburg.",
      "Harbour Gazette Writer Mary Tolland contributed to this report from Halmstad.",
      {ChangeKind::kName, Severity::kFact, "Norburg", "Halmstad"});
}

TEST_F(Changes, ReportsAnotherPersonOfTheSameSurnameAsAnotherSpeaker) {
  expect_one("The pumps were older than the lanes, said Joel Fischler of the brigade.",
             "The pumps were older than the lanes, said Ulvar Fischler of the brigade.",
             {ChangeKind::kAttribution, Severity::kFact, "Joel", "Ulvar"});
}

TEST_F(Changes, ReportsAnotherCurrencyAsAName) {
  expect_one("The insurers hedged their losses against the dollar in the afternoon.",
             "The insurers hedged their losses against the Swiss franc in the afternoon.",
             {ChangeKind::kName, Severity::kFact, "dollar", "Swiss franc"});
}

TEST_F(Changes, LetsNamesBeCutShortOrLoseTheirAccents) {
  EXPECT_EQ(
      changes("The crew was flown to a clinic in Fresno, Calif., after the blaze.",
              "The crew was flown to a clinic in Fresno, California, after the blaze.")
          .size(),
      0u);
  expect_one("Inspectors praised the crew of the ferry Brieuxelle after the blaze.",
             "Inspectors praised the crew of the ferry Briéuxelle after the blaze.",
             {ChangeKind::kName, Severity::kWording, "Brieuxelle", "Briéuxelle"});
}

TEST_F(Changes, PairsNoNamesOfDifferentClauses) {
  for (const Change& change : changes(
           "The crew asked for help in the long night at the harbour of Norburg.",
           "The crew asked for help in the long night, a report by Jonas Brandt says."))
    EXPECT_NE(change.kind, ChangeKind::kName);
}

TEST_F(Changes, LetsAPersonBeNamedInShort) {
  expect_none("The crane was checked by Martin Kellermann of the port authority in May.",
              "The crane was checked by M. Kellermann of the port authority in May.");
}

TEST_F(Changes, LetsANameTakeAnotherForm) {
  expect_none(
      "The sailors were rescued by Russian divers near the harbour wall at noon.",
      "The sailors were rescued by Russia's divers near the harbour wall at noon.");
  expect_none("The crane was checked by President Martin Keller of the port authority.",
              "The crane was checked by Martin Keller of the port authority.");
}

TEST_F(Changes, ReportsABrokenExpression) {
  expect_one("The town rolled out the red carpet for the crews that came to help.",
             "The town rolled out the pink carpet for the crews that came to help.",
             {ChangeKind::kTerm, Severity::kWording, "red carpet", "pink carpet"});
}

TEST_F(Changes, LetsAWordGiveWayToItsSynonym) {
  expect_none("The crews began to clear the broken stones from the road at dawn.",
              "The crews started to clear the broken rocks from the road at dawn.");
}

TEST_F(Changes, ReportsANegationThatWasLost) {
  expect_one("Insurers said the warehouse was not covered against the loss of oil.",
             "Insurers said the warehouse was covered against the loss of oil.",
             {ChangeKind::kNegation, Severity::kFact, "not covered", "covered"});
}

TEST_F(Changes, ReportsAnOpposite) {
  expect_one("The price of lamp oil in the town increased by the end of the week.",
             "The price of lamp oil in the town decreased by the end of the week.",
             {ChangeKind::kNegation, Severity::kFact, "increased", "decreased"});
}

TEST_F(Changes, ReportsANegationAmongWordsOfGrammar) {
  expect_one("The owners, who are also in the town, will have to pay for the oil.",
             "The owners, who are not also in the town, will have to pay for the oil.",
             {ChangeKind::kNegation, Severity::kFact, "are also", "are not also"});
}

TEST_F(Changes, ReportsWhatRoseAndNowFell) {
  expect_one("Shares of the harbour company were up in the market on Monday at noon.",
             "Shares of the harbour company had slipped in the market on Monday at noon.",
             {ChangeKind::kNegation, Severity::kFact, "up", "slipped"});
  expect_none("Shares of the harbour company gained in the market on Monday at noon.",
              "Shares of the harbour company went up in the market on Monday at noon.");
}

TEST_F(Changes, LetsTheSameNegationBeSaidInAnotherWay) {
  expect_none("Insurers said they did not want to pay for the lost oil this year.",
              "Insurers said they didn't want to pay for the lost oil this year.");
}

TEST_F(Changes, ReportsAStatementThatBecameLessSure) {
  expect_one("The port will lose its licence to store oil after the fire.",
             "The port might lose its licence to store oil after the fire.",
             {ChangeKind::kCertainty, Severity::kFact, "will", "might"});
}

TEST_F(Changes, ReportsAHedgeThatWasDropped) {
  expect_one("A night watchman allegedly smoked beside the open barrels of oil.",
             "A night watchman smoked beside the open barrels of oil.",
             {ChangeKind::kCertainty, Severity::kFact, "allegedly", "smoked"});
}

TEST_F(Changes, ReportsAVerbOfSayingThatDoubts) {
  expect_one("The owner said the barrels had been sealed before the storm came.",
             "The owner claimed the barrels had been sealed before the storm came.",
             {ChangeKind::kCertainty, Severity::kWording, "said", "claimed"});
  expect_none("The owner said the barrels had been sealed before the storm came.",
              "The owner stated the barrels had been sealed before the storm came.");
}

TEST_F(Changes, ReportsAnotherSpeaker) {
  expect_one(
      "\"We heard the roof come down at two in the morning,\" Martin Keller said.",
      "\"We heard the roof come down at two in the morning,\" Jonas Brandt said.",
      {ChangeKind::kAttribution, Severity::kFact, "Martin Keller", "Jonas Brandt"});
}

TEST_F(Changes, ReportsWordsPutIntoAMouth) {
  expect_one("\"We heard the roof come down at two in the morning,\" Martin Keller said.",
             "\"We heard the roof fall in at two in the morning,\" Martin Keller said.",
             {ChangeKind::kQuotation, Severity::kFact, "come down", "fall in"});
}

TEST_F(Changes, LetsQuotationMarksCurl) {
  expect_none("\"We didn't hear the roof come down,\" Martin Keller said at noon.",
              "“We didn’t hear the roof come down,” Martin Keller said at noon.");
}

TEST_F(Changes, ReportsASentenceThatWasLeftOut) {
  std::string kept = "The crews began to clear the broken stones from the road at dawn.";
  std::string lost =
      " A diver from Karlshamn found two brass bells in the mud by the quay.";
  expect_one(kept + lost, kept,
             {ChangeKind::kOmission, Severity::kFact, "diver from Karlshamn", ""});
  expect_one(kept, kept + lost,
             {ChangeKind::kAddition, Severity::kFact, "", "diver from Karlshamn"});
}

TEST_F(Changes, ReportsAShortSentenceThatWasCutOut) {
  std::string before =
      "The crews began to clear the broken stones from the road at dawn.";
  std::string after = " The pilot boat towed the hull to the yard for repairs.";
  expect_one(before + " Nobody was hurt." + after, before + after,
             {ChangeKind::kOmission, Severity::kFact, "Nobody was hurt", ""});
}

TEST_F(Changes, LeavesOutThePageAroundAStory) {
  std::string kept = "The crews began to clear the broken stones from the road at dawn.";
  expect_none(kept, kept + "\n\nRead More: Eleven gardens in Karlshamn you have to see");
  expect_none(kept, "The quay of Karlshamn by night. Picture: Handout\n\n" + kept);
}

TEST_F(Changes, TakesDaysThatComeAgainForDates) {
  expect_one(
      "The pilot boat brings flour to the islands on Mondays and Fridays in winter.",
      "The pilot boat brings flour to the islands on Mondays and Sundays in winter.",
      {ChangeKind::kDate, Severity::kFact, "Fridays", "Sundays"});
}

TEST_F(Changes, ReportsModalVerbsThatSayMoreOrLess) {
  expect_one("The council must approve the plan for the new harbour wall.",
             "The council should approve the plan for the new harbour wall.",
             {ChangeKind::kCertainty, Severity::kFact, "must", "should"});
  expect_one("The guard said the boat would not leave the yard this week.",
             "The guard said the boat may not leave the yard this week.",
             {ChangeKind::kCertainty, Severity::kFact, "would", "may"});
  expect_none("The guard said the boat would not leave the yard this week.",
              "The guard said the boat will not leave the yard this week.");
}

TEST_F(Changes, LetsSentencesChangePlaces) {
  std::string x = "The crews began to clear the broken stones from the road at dawn.";
  std::string y = "A diver from Karlshamn found two brass bells in the mud by the quay.";
  expect_none(x + " " + y, y + " " + x);
}

TEST_F(Changes, PointAtTheBytesTheyQuote) {
  std::string a =
      story("The mayor put the damage at over 450 barrels of oil, “no less”.");
  std::string b =
      story("The mayor put the damage at around 540 barrels of oil, “no more”.");
  Match match = compare(a, b);
  EXPECT_FALSE(match.changes.empty());
  for (const Change& change : match.changes) {
    EXPECT_EQ(change.a.text, a.substr(change.a.span.start, change.a.span.size()));
    EXPECT_EQ(change.b.text, b.substr(change.b.span.start, change.b.span.size()));
  }
}

TEST_F(Changes, ListFactsFirst) {
  std::vector<Change> list = changes(
      "The owner said the town rolled out the red carpet for 30 crews from the coast.",
      "The owner claimed the town rolled out the pink carpet for 80 crews from the "
      "coast.");
  ASSERT_GE(list.size(), 3u) << show(list);
  EXPECT_TRUE(std::ranges::is_sorted(list, {}, &Change::severity)) << show(list);
}

}  // namespace
}  // namespace unspin
