#include "text/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace unspin {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

struct Found {
  std::string words;
  NumberKind kind;
  Bound bound;
  double value;
  std::string unit;
};

std::vector<Found> numbers(const std::string& text) {
  Tokens tokens = tokenize(text, "en");
  std::vector<Found> found;
  uint32_t end = 0;
  for (const Number& n : find_numbers(text, tokens)) {
    EXPECT_GE(n.tokens.start, end) << text;
    EXPECT_LT(n.tokens.start, n.tokens.end) << text;
    EXPECT_LE(n.tokens.end, tokens.size()) << text;
    end = n.tokens.end;
    ByteSpan bytes = tokens.bytes(n.tokens);
    found.push_back(
        {text.substr(bytes.start, bytes.size()), n.kind, n.bound, n.value, n.unit});
  }
  return found;
}

// The one number of a text.
Found number(const std::string& text) {
  std::vector<Found> found = numbers(text);
  EXPECT_THAT(found, SizeIs(1)) << text;
  return found.size() == 1 ? found[0] : Found{};
}

std::vector<double> values(const std::string& text) {
  std::vector<double> out;
  for (const Found& n : numbers(text)) out.push_back(n.value);
  return out;
}

void expect(const std::string& text, const std::string& words, NumberKind kind,
            Bound bound, double value, const std::string& unit = "") {
  Found n = number(text);
  EXPECT_EQ(n.words, words) << text;
  EXPECT_EQ(n.kind, kind) << text;
  EXPECT_EQ(n.bound, bound) << text;
  EXPECT_DOUBLE_EQ(n.value, value) << text;
  EXPECT_EQ(n.unit, unit) << text;
}

using enum NumberKind;
using enum Bound;

TEST(Numbers, ReadsFigures) {
  expect("for 24 hours", "24", kCardinal, kExact, 24);
  expect("with 11,000 boxes", "11,000", kCardinal, kExact, 11000);
  expect("with 1.5 litres", "1.5", kCardinal, kExact, 1.5);
  expect("with 1,234,567.5 litres", "1,234,567.5", kCardinal, kExact, 1234567.5);
  expect("mit 1.234.567,5 Litern", "1.234.567,5", kCardinal, kExact, 1234567.5);
  expect("mit 3,5 Litern", "3,5", kCardinal, kExact, 3.5);
  expect("with 20k fans", "20k", kCardinal, kExact, 20000);
  expect("avec 11\u00a0000 caisses", "11\u00a0000", kCardinal, kExact, 11000);
  expect("at -5 degrees", "5", kCardinal, kExact, -5);
}

TEST(Numbers, ReadsNumberWords) {
  expect("a two-day visit", "two", kCardinal, kExact, 2);
  expect("twenty-one guns", "twenty-one", kCardinal, kExact, 21);
  expect("two hundred and five ships", "two hundred and five", kCardinal, kExact, 205);
  expect("three hundred thousand men", "three hundred thousand", kCardinal, kExact, 3e5);
  expect("two million three hundred thousand and six",
         "two million three hundred thousand and six", kCardinal, kExact, 2300006);
  expect("a dozen eggs", "a dozen", kCardinal, kExact, 12);
  expect("half a million men", "half a million", kCardinal, kExact, 5e5);
  expect("two and a half million men", "two and a half million", kCardinal, kExact,
         2.5e6);
  expect("with 1.5 million men", "1.5 million", kCardinal, kExact, 1.5e6);
  expect("two-thirds of it", "two-thirds", kCardinal, kExact, 2.0 / 3);
  expect("a third of them", "a third", kCardinal, kExact, 1.0 / 3);
  expect("half of them", "half", kCardinal, kExact, 0.5);
}

TEST(Numbers, WordsThatDoNotContinueAnAmountBeginTheNext) {
  EXPECT_THAT(values("two, five"), ElementsAre(2, 5));
  EXPECT_THAT(values("two five"), ElementsAre(2, 5));
  EXPECT_THAT(values("one and two shillings"), ElementsAre(2));
  EXPECT_THAT(values("five and six"), ElementsAre(5, 6));
}

TEST(Numbers, SaysHowExactlyTheyAreMeant) {
  expect("over 11,000 boxes", "over 11,000", kCardinal, kAtLeast, 11000);
  expect("around 11,000 boxes", "around 11,000", kCardinal, kAbout, 11000);
  expect("more than two boxes", "more than two", kCardinal, kAtLeast, 2);
  expect("no more than two boxes", "no more than two", kCardinal, kAtMost, 2);
  expect("up to 500 men", "up to 500", kCardinal, kAtMost, 500);
  expect("some 500 men", "some 500", kCardinal, kAbout, 500);
  expect("at least a dozen men", "at least a dozen", kCardinal, kAtLeast, 12);
  expect("over $40 billion", "over $40 billion", kMoney, kAtLeast, 4e10, "usd");
  expect("100 or more men", "100 or more", kCardinal, kAtLeast, 100);
  expect("100+ men", "100", kCardinal, kAtLeast, 100);
}

TEST(Numbers, ReadsVagueAmounts) {
  expect("millions of shells", "millions", kCardinal, kVague, 1e6);
  expect("thousands and thousands of shells", "thousands and thousands", kCardinal,
         kVague, 1e3);
  expect("tens of thousands of shells", "tens of thousands", kCardinal, kVague, 1e4);
  expect("dozens of missiles", "dozens", kCardinal, kVague, 12);
  expect("several hundred men", "several hundred", kCardinal, kVague, 100);
  EXPECT_EQ(number("several men").bound, kVague);
  EXPECT_EQ(number("over the past few months").words, "few");
  EXPECT_EQ(number("over the previous couple of months").words, "couple");
  EXPECT_EQ(number("a number of resolutions").words, "a number");
  EXPECT_THAT(numbers("The number was wrong; the couple agreed."), IsEmpty());
}

TEST(Numbers, ReadsShares) {
  expect("by 5 percent", "5 percent", kPercent, kExact, 0.05);
  expect("by 5 % now", "5", kPercent, kExact, 0.05);
  expect("by 5% now", "5", kPercent, kExact, 0.05);
  expect("by five per cent", "five per cent", kPercent, kExact, 0.05);
  expect("by about 2.5 percentage points", "about 2.5 percentage points", kPercent,
         kAbout, 0.025);
}

TEST(Numbers, ReadsMoney) {
  expect("a $40 billion crash", "40 billion", kMoney, kExact, 4e10, "usd");
  expect("a $5m house", "5m", kMoney, kExact, 5e6, "usd");
  expect("a 5m dash", "5m", kCardinal, kExact, 5);
  expect("worth US$40", "US$40", kMoney, kExact, 40, "usd");
  expect("worth C$40", "C$40", kMoney, kExact, 40, "cad");
  expect("worth 40 million euros", "40 million euros", kMoney, kExact, 4e7, "eur");
  expect("worth 40 U.S. dollars", "40 U.S. dollars", kMoney, kExact, 40, "usd");
  expect("worth 40 € now", "40", kMoney, kExact, 40, "eur");
  expect("worth £2bn", "2bn", kMoney, kExact, 2e9, "gbp");
  expect("for 50 cents", "50 cents", kMoney, kExact, 0.5, "usd");
  expect("he weighs 200 pounds", "200", kCardinal, kExact, 200);
}

TEST(Numbers, SharesWhatARangeSaysOnce) {
  std::vector<Found> found = numbers("from 5 to 10 percent");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].kind, kPercent);
  EXPECT_DOUBLE_EQ(found[0].value, 0.05);
  found = numbers("worth $5-10 million");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].kind, kMoney);
  EXPECT_EQ(found[1].kind, kMoney);
  EXPECT_THAT(values("worth $5-10 million"), ElementsAre(5e6, 10e6));
}

TEST(Numbers, ReadsDates) {
  expect("on September 13, 2023.", "September 13, 2023", kDate, kExact, 20230913, "day");
  expect("on Sept. 13, 2023.", "Sept. 13, 2023", kDate, kExact, 20230913, "day");
  expect("on 13 September 2023.", "13 September 2023", kDate, kExact, 20230913, "day");
  expect("on the 13th of September.", "13th of September", kDate, kExact, 913, "day");
  expect("on 2024-06-18 at", "2024-06-18", kDate, kExact, 20240618, "day");
  expect("on 6/18/2024 at", "6/18/2024", kDate, kExact, 20240618, "day");
  expect("am 18.06.2024 um", "18.06.2024", kDate, kExact, 20240618, "day");
  expect("in June 2024", "June 2024", kDate, kExact, 202406, "month");
  expect("in June", "June", kDate, kExact, 6, "month");
  expect("on Monday the", "Monday", kDate, kExact, 1, "weekday");
  expect("in 2022, with", "2022", kDate, kExact, 2022, "year");
  expect("in the 1990s", "1990s", kDate, kExact, 1990, "decade");
  expect("in the '90s", "90s", kDate, kExact, 1990, "decade");
  expect("at 10:30 p.m. sharp", "10:30 p.m", kDate, kExact, 2230, "time");
  expect("since 9/11 we", "9/11", kDate, kExact, 911, "day");
}

TEST(Numbers, TellsMonthsFromOtherWords) {
  EXPECT_THAT(numbers("They may march on. May I? March on!"), IsEmpty());
  expect("in May", "May", kDate, kExact, 5, "month");
  expect("on March 3", "March 3", kDate, kExact, 303, "day");
}

TEST(Numbers, TellsYearsFromCounts) {
  expect("with 2000 soldiers", "2000", kCardinal, kExact, 2000);
  expect("with 2,000 soldiers", "2,000", kCardinal, kExact, 2000);
  expect("the 2012 elections", "2012", kDate, kExact, 2012, "year");
  expect("a 2000% rise", "2000", kPercent, kExact, 20);
}

TEST(Numbers, ReadsOrdinals) {
  expect("the 3rd time", "3rd", kOrdinal, kExact, 3);
  expect("for the first time", "first", kOrdinal, kExact, 1);
  expect("the twenty-first century", "twenty-first", kOrdinal, kExact, 21);
}

TEST(Numbers, LeavesOutWordsThatCountNothing) {
  EXPECT_THAT(numbers("This one is good. No one knows one another; one of us, the one."),
              IsEmpty());
  EXPECT_THAT(numbers("At first. First, we go. First of all, the First Lady."),
              IsEmpty());
  EXPECT_THAT(numbers("Wait a second, per second."), IsEmpty());
  EXPECT_THAT(numbers("COVID-19 and the F-16 on 4chan, version 1.2.3"), IsEmpty());
  EXPECT_THAT(numbers("One analyst said"), SizeIs(1));
}

TEST(Numbers, AnEmptyTextHasNone) { EXPECT_THAT(numbers(""), IsEmpty()); }

}  // namespace
}  // namespace unspin
