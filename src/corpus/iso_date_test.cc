#include <gtest/gtest.h>

#include "corpus/fields.h"

namespace unspin {
namespace {

std::string iso(std::string_view written) { return to_iso_date(written).value_or("-"); }

TEST(IsoDate, KeepsIsoDates) {
  EXPECT_EQ(iso("2019-04-25"), "2019-04-25");
  EXPECT_EQ(iso("2019-04-25T12:57:54Z"), "2019-04-25T12:57:54Z");
  EXPECT_EQ(iso("2019-04-25T12:57:54.123+02:00"), "2019-04-25T12:57:54.123+02:00");
  EXPECT_EQ(iso("2019-04-25T12:57"), "2019-04-25T12:57:00");
}

TEST(IsoDate, MakesTheUsualRelaxationsIso) {
  EXPECT_EQ(iso("2017-09-14 00:00:00"), "2017-09-14T00:00:00");
  EXPECT_EQ(iso(" 2017-09-14 10:20:30 UTC\n"), "2017-09-14T10:20:30Z");
  EXPECT_EQ(iso("2017-09-14 10:20:30+0200"), "2017-09-14T10:20:30+02:00");
  EXPECT_EQ(iso("2017-9-4"), "2017-09-04");
  EXPECT_EQ(iso("2017/09/14"), "2017-09-14");
  EXPECT_EQ(iso("20170914"), "2017-09-14");
  EXPECT_EQ(iso("20170914T102030Z"), "2017-09-14T10:20:30Z");
  EXPECT_EQ(iso("20170914102030"), "2017-09-14T10:20:30");
}

TEST(IsoDate, ReadsDatesOfHeadersAndOfPeople) {
  EXPECT_EQ(iso("Thu, 25 Apr 2019 12:57:54 GMT"), "2019-04-25T12:57:54Z");
  EXPECT_EQ(iso("Thu, 25 Apr 2019 12:57:54 -0700"), "2019-04-25T12:57:54-07:00");
  EXPECT_EQ(iso("April 25, 2019"), "2019-04-25");
  EXPECT_EQ(iso("Thursday, Sept. 5, 2019"), "2019-09-05");
  EXPECT_EQ(iso("5 May 2019"), "2019-05-05");
  EXPECT_EQ(iso("April 25, 2019, 10:30 a.m. EDT"), "2019-04-25");
}

TEST(IsoDate, ReadsSecondsAndMilliseconds) {
  EXPECT_EQ(iso("1556197074"), "2019-04-25T12:57:54Z");
  EXPECT_EQ(iso("1556197074.5"), "2019-04-25T12:57:54Z");
  EXPECT_EQ(iso("1556197074123"), "2019-04-25T12:57:54Z");
}

TEST(IsoDate, DoesNotGuess) {
  for (std::string_view written :
       {"", " ", "04/05/2019", "2019", "2019-04", "2019-13-01", "2019-02-29", "17",
        "yesterday", "Apr 2019", "25th of April", "2019-04-25x", "99999999999999999999",
        "1e9", "-1556197074", "0000-01-01"})
    EXPECT_EQ(iso(written), "-") << written;
}

TEST(IsoDate, LeavesOutATimeThatIsNone) {
  EXPECT_EQ(iso("2019-04-25T25:00:00Z"), "2019-04-25");
  EXPECT_EQ(iso("2019-04-25 (updated)"), "2019-04-25");
}

}  // namespace
}  // namespace unspin
