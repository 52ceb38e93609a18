// Small pages of each kind, written as sites of that kind write them, and what of them a
// reader would call the page's own text.
#include "extract/article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "extract/dom.h"

namespace unspin {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string article_of(const std::string& html) {
  return find_article(Dom::parse(html).value());
}

// The page of a site around `inside`.
std::string site_page(const std::string& head, const std::string& inside) {
  return "<!doctype html><html><head>" + head +
         "</head><body><header class='site-header'><a class=logo href=/>The Harbour "
         "Courier</a><nav><ul><li><a href=/news>News</a><li><a href=/sport>Sport</a>"
         "<li><a href=/opinion>Opinion</a><li><a href=/weather>Weather</a></ul></nav>"
         "<form class=search><input name=q><button>Search</button></form></header>" +
         inside +
         "<footer class='site-footer'><ul><li><a href=/about>About us</a><li><a "
         "href=/contact>Contact</a><li><a href=/privacy>Privacy policy</a></ul><p>© 2024 "
         "The Harbour Courier. All rights reserved.</p></footer></body></html>";
}

std::string news_page() {
  return site_page(
      "<title>Ferry service to the islands resumes after storm - The Harbour Courier"
      "</title><meta property=og:type content=article>",
      "<main><article class=post><h1>Ferry service to the islands resumes after "
      "storm</h1><p class=byline>By <a href=/ann>Ann Marlow</a>, 18 June 2024</p>"
      "<div class=share><a href=#>Share on Facebook</a> <a href=#>Tweet</a></div>"
      "<div class=entry-content><p>The ferry between the mainland and the three outer "
      "islands sailed again on Tuesday morning, four days after the worst storm of the "
      "season tore a hole in the northern breakwater.</p><p>“We waited until the divers "
      "had "
      "looked at every stone,” said the harbour master, Tom Reeve, who had closed the "
      "port "
      "on Friday evening. “Nobody wants to be the one who sailed a day too early.”</p>"
      "<h2>Supplies for a week</h2><p>The first boat carried bread, medicine and 140 "
      "passengers, among them a school class that had been stranded on the largest "
      "island "
      "since its excursion began.</p><ul><li>Two crossings a day until the end of the "
      "month</li><li>No cars before the eastern ramp is "
      "repaired</li></ul><blockquote><p>The "
      "island council thanked the crews, who had worked through three nights to bring "
      "the "
      "old landing stage back into use.</p></blockquote></div></article><aside "
      "class=sidebar><h3>Most read</h3><ul><li><a href=/1>Council votes on new car "
      "park</a><li><a href=/2>Rovers lose at home once more</a></ul></aside><section "
      "class='related-posts'><h3>Related stories</h3><div class=card><a href=/3>Storm "
      "damage put at two million</a></div><div class=card><a href=/4>Why the breakwater "
      "was never finished</a></div></section><section id=comments class=comments-area>"
      "<h3>2 Comments</h3><div class=comment><p>About time too, says I.</p></div><form "
      "class=comment-form><label>Leave a reply</label><textarea></textarea></form>"
      "</section></main><div class=newsletter-signup><h3>Get our newsletter</h3><p>Sign "
      "up "
      "for the morning mail.</p></div>");
}

TEST(Article, IsWhatTheReporterWrote) {
  const std::string text = article_of(news_page());
  EXPECT_THAT(text, HasSubstr("sailed again on Tuesday morning"));
  EXPECT_THAT(text,
              HasSubstr("“Nobody wants to be the one who sailed a day too early.”"));
  EXPECT_THAT(text, HasSubstr("Supplies for a week"));
  EXPECT_THAT(text, HasSubstr("Two crossings a day until the end of the month\nNo cars"));
  EXPECT_THAT(text, HasSubstr("bring the old landing stage back into use."));
}

TEST(Article, IsNotTheFurnitureAroundIt) {
  const std::string text = article_of(news_page());
  for (const char* furniture :
       {"Opinion", "Share on Facebook", "Most read", "Rovers lose", "Storm damage put",
        "All rights reserved", "Privacy policy", "newsletter", "Leave a reply",
        "Search"}) {
    EXPECT_THAT(text, Not(HasSubstr(furniture)));
  }
}

TEST(Article, OfAThreadIsItsMessages) {
  std::string posts;
  for (const char* message :
       {"My sourdough stays flat whatever I do. I feed the starter twice a day and it "
        "doubles, "
        "but the loaf comes out like a brick. What am I missing here?",
        "How long is your bulk rise, and how warm is the kitchen? At eighteen degrees "
        "mine takes "
        "nearly ten hours, and for a year I gave it four because a recipe said so.",
        "Thank you, that was it! I let it stand overnight and the crumb is open at last. "
        "I "
        "would never have guessed that the temperature mattered so much."}) {
    posts += std::string(
                 "<div class='post message'><div class=user><a class=username "
                 "href=#>baker</a><span>Posts: 12</span></div><div "
                 "class=message-content><p>") +
             message +
             "</p></div><div class=post-footer><a href=#>Reply</a> <a "
             "href=#>Quote</a> <a href=#>Report</a></div></div>";
  }
  const std::string text =
      article_of(site_page("<title>Flat sourdough | Bread forum</title>",
                           "<div class=breadcrumb><a href=/>Forum</a> » <a "
                           "href=/bread>Bread</a></div><h1>Flat "
                           "sourdough</h1><div class=thread>" +
                               posts +
                               "</div><div class=pagination><a "
                               "href=?2>Next page</a></div>"));
  EXPECT_THAT(text, HasSubstr("What am I missing here?"));
  EXPECT_THAT(text, HasSubstr("How long is your bulk rise"));
  EXPECT_THAT(text, HasSubstr("the crumb is open at last"));
  EXPECT_THAT(text, Not(HasSubstr("Next page")));
  EXPECT_THAT(text, Not(HasSubstr("Privacy policy")));
}

TEST(Article, OfDocumentationKeepsCodeAndTables) {
  const std::string text = article_of(site_page(
      "<title>Reading files - Manual</title>",
      "<div class=layout><nav class=toc><a href=#a>Overview</a><a "
      "href=#b>Options</a></nav>"
      "<main class=docs-content><h1>Reading files</h1><p>The reader opens a file, tells "
      "its "
      "compression from the first bytes, and hands out one record after the other. A "
      "record "
      "that cannot be read is skipped and counted.</p><h2>Example</h2><p>Open a file and "
      "print the length of each record that it holds:</p><pre><code>reader = open(path)\n"
      "for record in reader:\n    print(len(record))</code></pre><h2>Options</h2><p>The "
      "options below may be given in any order, and the last one wins where two of them "
      "disagree.</p><table><tr><th>Name<th>Meaning<tr><td>limit<td>The longest record "
      "that "
      "is read, in bytes<tr><td>strict<td>Stop at the first record that cannot be "
      "read</table></main></div>"));
  EXPECT_THAT(text, HasSubstr("for record in reader:\n    print(len(record))"));
  EXPECT_THAT(text,
              HasSubstr("limit\tThe longest record that is read, in bytes\nstrict\t"));
  EXPECT_THAT(text, Not(HasSubstr("Opinion")));
}

TEST(Article, OfAProductIsItsDescription) {
  const std::string text = article_of(site_page(
      "<title>Enamel kettle, two litres - Shop</title><meta property=og:type "
      "content=product>",
      "<main><div class=product><h1>Enamel kettle, two litres</h1><span "
      "class=price>€39.00</span><button>Add to cart</button><div "
      "class=product-description>"
      "<h2>Description</h2><p>A kettle of heavy steel under two coats of enamel, made "
      "for gas, "
      "induction and open fire. The handle is turned from beech and stays cool while the "
      "water boils.</p><p>Each kettle is tested for leaks before it leaves the workshop, "
      "and "
      "comes with a guarantee of ten years on the coating.</p></div></div><section "
      "class=related-products><h2>You may also like</h2><div class=card><a "
      "href=/m>Enamel "
      "mug</a></div><div class=card><a href=/p>Milk pan</a></div></section></main>"));
  EXPECT_THAT(text, HasSubstr("heavy steel under two coats of enamel"));
  EXPECT_THAT(text, HasSubstr("guarantee of ten years"));
  EXPECT_THAT(text, Not(HasSubstr("Milk pan")));
  EXPECT_THAT(text, Not(HasSubstr("All rights reserved")));
}

TEST(Article, IsEmptyWhereThePageHasNoText) {
  EXPECT_EQ(article_of(""), "");
  EXPECT_EQ(article_of("<html><body><img src=a><script>b</script></body></html>"), "");
  EXPECT_EQ(article_of("<frameset><frame src=a></frameset>"), "");
}

TEST(Article, IsTakenFromThePagesDataWhereItHasNoTextOtherwise) {
  const std::string text = article_of(
      "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"articleBody\": "
      "\"The boats sailed again on Tuesday.\\n\\nNobody had \\u201cbeen told\\u201d.\"}"
      "</script><div id=app></div><noscript>Please enable JavaScript.</noscript>");
  EXPECT_EQ(text, "The boats sailed again on Tuesday.\n\nNobody had “been told”.");
}

TEST(Article, TakesBrokenDataForNone) {
  for (const char* json :
       {"{\"articleBody\"", "{\"articleBody\":", "{\"articleBody\":\"a",
        "{\"articleBody\":\"a\\", "{\"articleBody\":\"\\ud800\"}", "{\"articleBody\":[]}",
        "{\"articleBody\":\"\"}"}) {
    EXPECT_EQ(
        article_of("<script type=application/ld+json>" + std::string(json) + "</script>"),
        "");
  }
}

TEST(Article, IsTheSameEachTime) {
  EXPECT_EQ(article_of(news_page()), article_of(news_page()));
}

}  // namespace
}  // namespace unspin
