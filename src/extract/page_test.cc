#include "extract/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "cpu_clock.h"

namespace unspin {
namespace {

using testing::HasSubstr;

std::string text_of_page(std::string_view html, std::string_view charset = {}) {
  return extract_article({.html = html, .charset = charset, .url = {}})->text;
}

std::string repeat(std::string_view piece, size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) all += piece;
  return all;
}

// Generous: under sanitizers, on a busy machine.
constexpr auto kLong = std::chrono::seconds(20);

testing::AssertionResult is_read_in_time(const std::string& html) {
  const auto start = CpuClock::now();
  const bool is_read =
      extract_article({.html = html, .charset = {}, .url = {}}).has_value();
  const auto took = CpuClock::now() - start;
  if (took < kLong) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << (is_read ? "read" : "refused") << " after "
         << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms";
}

// A page whose one paragraph is `sentence`, so often that it is an article.
std::string page_of(const std::string& head, const std::string& sentence) {
  return "<html><head>" + head + "</head><body><h1>Title</h1><article>" +
         repeat("<p>" + sentence + "</p>", 6) + "</article></body></html>";
}

TEST(Page, IsReadInTheEncodingThatItDeclares) {
  const std::string latin = page_of("<meta charset=iso-8859-1>",
                                    "Le caf\xE9 est ferm\xE9 depuis l'\xE9t\xE9, et "
                                    "personne ne sait pourquoi, dit-on.");
  EXPECT_THAT(text_of_page(latin), HasSubstr("Le café est fermé depuis l'été"));
}

TEST(Page, IsReadInTheEncodingOfHttpBeforeItsOwn) {
  const std::string cyrillic = page_of(
      "<meta charset=iso-8859-1>",
      "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xFD\xF2\xEE \xEF\xF0\xEE\xF1\xF2\xEE "
      "\xF2\xE5\xEA\xF1\xF2 \xE4\xEB\xFF \xEF\xF0\xEE\xE2\xE5\xF0\xEA\xE8, \xE8 "
      "\xED\xE8\xF7\xE5\xE3\xEE "
      "\xE1\xEE\xEB\xFC\xF8\xE5 \xF2\xF3\xF2 \xED\xE5\xF2.");
  EXPECT_THAT(text_of_page(cyrillic, "windows-1251"), HasSubstr("Привет, мир!"));
}

TEST(Page, TooLargeIsAnError) {
  const std::string html(size_t{40} << 20, 'a');
  const auto article = extract_article({.html = html, .charset = {}, .url = {}});
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().code, Code::kTooLarge);
}

TEST(Page, TakesTimeInProportionToHostileMarkup) {
  std::string names;
  for (size_t i = 0; i < 100'000; ++i)
    names += "<p class='a" + std::to_string(i) + "'>b c";
  EXPECT_TRUE(
      is_read_in_time(repeat("<div>", 100'000) + "deep" + repeat("</div>", 100'000)));
  EXPECT_TRUE(is_read_in_time(repeat("<div class=cookie>a ", 20'000)));
  EXPECT_TRUE(is_read_in_time(repeat("<h1>a</h1><p>b", 50'000)));
  EXPECT_TRUE(is_read_in_time("<p class='" + repeat("nav ", 200'000) + "'>a"));
  EXPECT_TRUE(is_read_in_time("<table>" + repeat("<tr><td>a<td>b", 50'000)));
  EXPECT_TRUE(is_read_in_time("<pre>" + repeat(" \n", 500'000) + "a"));
  EXPECT_TRUE(is_read_in_time("<p>" + repeat("a<br>", 200'000)));
  EXPECT_TRUE(is_read_in_time(repeat("&amp;&#x41;&nbsp;", 200'000)));
  EXPECT_TRUE(is_read_in_time("<script type=application/ld+json>" +
                              repeat("\"@type\":", 200'000)));
  EXPECT_TRUE(is_read_in_time(names));
}

}  // namespace
}  // namespace unspin
