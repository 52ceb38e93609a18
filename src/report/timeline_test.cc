#include "report/timeline.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace unspin {
namespace {

constexpr int32_t kDay = 18262;  // 2020-01-01

TEST(Timeline, IsOfDaysWhereAllIsWithinTwoMonths) {
  Timeline timeline = make_timeline({{kDay, true}, {kDay + 2, false}, {kDay, true}});
  ASSERT_EQ(timeline.periods.size(), 3u);
  EXPECT_EQ(timeline.periods[0].name, "2020-01-01");
  EXPECT_EQ(timeline.periods[0].copies, 2u);
  EXPECT_EQ(timeline.periods[1].copies + timeline.periods[1].firsts, 0u);
  EXPECT_EQ(timeline.periods[2].firsts, 1u);
}

TEST(Timeline, IsOfMonthsOrYearsWhereThereAreMore) {
  Timeline months = make_timeline({{kDay, true}, {kDay + 100, true}});
  ASSERT_EQ(months.periods.size(), 4u);
  EXPECT_EQ(months.periods[0].name, "2020-01");
  EXPECT_EQ(months.periods[3].name, "2020-04");
  Timeline years = make_timeline({{kDay, true}, {kDay + 10000, true}});
  ASSERT_EQ(years.periods.size(), 28u);
  EXPECT_EQ(years.periods[27].name, "2047");
}

TEST(Timeline, LeavesOutAndCountsWhatLiesFarOff) {
  std::vector<DatedDocument> documents(1000, {kDay, true});
  documents.push_back({0, true});
  documents.push_back({-700000, false});
  documents.push_back({kDay + 40000, true});
  Timeline timeline = make_timeline(documents);
  EXPECT_EQ(timeline.periods.size(), 1u);
  EXPECT_EQ(timeline.before, 2u);
  EXPECT_EQ(timeline.after, 1u);
  std::ranges::reverse(documents);
  EXPECT_EQ(make_timeline(documents).before, 2u);
}

TEST(Timeline, IsNeverLong) {
  Timeline timeline = make_timeline({{-700000, true}, {kDay, true}});
  EXPECT_EQ(timeline.periods.size(), kMostPeriods);
  EXPECT_EQ(timeline.before, 1u);
}

TEST(Timeline, OfNoDatesIsEmpty) { EXPECT_TRUE(make_timeline({}).periods.empty()); }

}  // namespace
}  // namespace unspin
