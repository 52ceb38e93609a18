#include "extract/dates.h"

#include <gtest/gtest.h>

namespace unspin {
namespace {

TEST(Dates, KeepsTimeAndOffsetOfAMachinesDate) {
  EXPECT_EQ(read_published("2024-06-18T09:00:00Z", ""), "2024-06-18T09:00:00Z");
  EXPECT_EQ(read_published("2024-06-18 09:00:30 +0530", ""), "2024-06-18T09:00:30+05:30");
  EXPECT_EQ(read_published("2024-06-18T09:00", ""), "2024-06-18T09:00");
  EXPECT_EQ(read_published("2024-06-18T09:00:00.123-04:00", ""),
            "2024-06-18T09:00:00-04:00");
  EXPECT_EQ(read_published("2024-06-18T99:00", ""), "2024-06-18");
  EXPECT_EQ(read_published("20240618", ""), "2024-06-18");
}

TEST(Dates, ReadsWhatPeopleWriteInManyLanguages) {
  for (const char* date : {"June 18, 2024",
                           "Jun. 18th 2024",
                           "18 June 2024",
                           "Tuesday, 18th of June, 2024",
                           "Tue, 18 Jun 2024 09:00:00 GMT",
                           "18. Juni 2024",
                           "18 juin 2024",
                           "18 de junio de 2024",
                           "18 giugno 2024",
                           "18 de junho de 2024",
                           "18 juni 2024",
                           "18 czerwca 2024 r.",
                           "18 июня 2024 г.",
                           "18 червня 2024",
                           "18 Haziran 2024",
                           "2024年6月18日",
                           "2024년 6월 18일",
                           "18.06.2024",
                           "2024/6/18",
                           "2024.06.18",
                           "Published: 18-06-2024 by Jane",
                           "Posted on June 18, 2024 at 9 a.m."})
    EXPECT_EQ(read_published(date, ""), "2024-06-18") << date;
  EXPECT_EQ(read_published("1er janvier 2024", "fr"), "2024-01-01");
}

TEST(Dates, InventsNone) {
  for (const char* text :
       {"", "2024", "June 2024", "18 June", "31 June 2024", "30 February 2024",
        "29.02.2023", "03/04/2020", "18 June 24", "2024-13-01", "0000-00-00",
        "1066-10-14", "2199-01-01", "2024-06-1800", "call 555-12-2024",
        "version 1.2.2024.5x", "12345678901234567890", "May we ask 12 of 2024"})
    EXPECT_EQ(read_published(text, "en"), std::nullopt) << text;
}

TEST(Dates, KnowsLeapYears) {
  EXPECT_EQ(read_published("29.02.2024", ""), "2024-02-29");
  EXPECT_EQ(read_published("29.02.1900", ""), std::nullopt);
  EXPECT_EQ(read_published("29.02.2000", ""), "2000-02-29");
}

TEST(Dates, ReadsFiguresByLanguageOrNotAtAll) {
  EXPECT_EQ(read_published("03/04/2020", "en-US"), "2020-03-04");
  EXPECT_EQ(read_published("03/04/2020", "en_GB"), "2020-04-03");
  EXPECT_EQ(read_published("03/04/2020", "fr"), "2020-04-03");
  EXPECT_EQ(read_published("03/04/2020", "zh"), std::nullopt);
  EXPECT_EQ(read_published("25/04/2020", "en"), "2020-04-25");
  EXPECT_EQ(read_published("04/25/2020", "en"), "2020-04-25");
  EXPECT_EQ(read_published("04/04/2020", "en"), "2020-04-04");
}

TEST(Dates, ReadsTheDayInAnAddress) {
  EXPECT_EQ(read_date_of_url("https://e.example/2020/03/04/storm"), "2020-03-04");
  EXPECT_EQ(read_date_of_url("https://e.example/news/2020-03-04-storm"), "2020-03-04");
  EXPECT_EQ(read_date_of_url("https://e.example/2020/3/4"), "2020-03-04");
  for (const char* url :
       {"https://e.example/2020/03/storm", "https://e.example/",
        "https://2020-03-04.example", "https://e.example/?d=/2020/03/04/",
        "https://e.example/2020/13/04/", "https://e.example/12020/03/04/",
        "https://e.example/2020/03-04/"})
    EXPECT_EQ(read_date_of_url(url), std::nullopt) << url;
}

TEST(Dates, KnowsAnUpdate) {
  EXPECT_TRUE(speaks_of_update("Last updated: June 18, 2024"));
  EXPECT_TRUE(speaks_of_update("Zuletzt aktualisiert am 18.06.2024"));
  EXPECT_FALSE(speaks_of_update("Published June 18, 2024"));
}

}  // namespace
}  // namespace unspin
