#include "base/site.h"

#include <gtest/gtest.h>

namespace unspin {
namespace {

TEST(Site, IsTheHostOfAWebAddress) {
  EXPECT_EQ(site_of("HTTPS://me@www.News.Example:80/x"), "news.example");
  EXPECT_EQ(site_of("http://news.example"), "news.example");
  EXPECT_EQ(site_of("http://m.news.example?x"), "m.news.example");
}

TEST(Site, IsUnknownOfAllElse) {
  EXPECT_EQ(site_of("javascript://x"), "");
  EXPECT_EQ(site_of("news.example/x"), "");
  EXPECT_EQ(site_of("http://"), "");
  EXPECT_EQ(site_of(""), "");
}

}  // namespace
}  // namespace unspin
