#include "extract/metadata.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "cpu_clock.h"

namespace unspin {
namespace {

constexpr const char* kUrl = "https://www.elleryharbourpost.example/news/breakwater.html";

Metadata read(const std::string& html, std::string_view url = kUrl) {
  return find_metadata(Dom::parse(html).value(), url);
}

// A page with JSON-LD.
std::string page_with(const std::string& linked, const std::string& body = "") {
  return "<html lang=en><head><title>Storm</title>"
         "<script type=\"application/ld+json\">" +
         linked + "</script></head><body>" + body + "</body></html>";
}

const std::string kProse =
    "<p>The harbour master of Port Ellery said that the old breakwater would stay closed "
    "until spring, and that nobody was to walk on it.</p>";

// --- titles ---

TEST(Metadata, TakesTheHeadlineThatTheHeadConfirms) {
  Metadata found = read(
      "<head><title>Breakwater stays closed | Ellery Harbour Post</title></head><body>"
      "<h1>Ellery Harbour Post</h1><h1>Breakwater stays closed</h1>" +
      kProse);
  EXPECT_EQ(found.title, "Breakwater stays closed");
}

TEST(Metadata, CutsTheNameOfTheSiteOff) {
  for (const char* title : {"Storm ahead | Harbour News", "Storm ahead - Harbour News",
                            "Harbour News \u2013 Storm ahead",
                            "Storm ahead &mdash; Harbour News &#8212; Harbour News"}) {
    Metadata found = read(std::string("<head><title>") + title +
                          "</title><meta property=og:site_name content='Harbour News'>");
    EXPECT_EQ(found.title, "Storm ahead") << title;
  }
}

TEST(Metadata, KeepsADashThatBelongsToTheHeadline) {
  Metadata found =
      read("<head><title>Ferries - a history of the long wait</title></head>");
  EXPECT_EQ(found.title, "Ferries - a history of the long wait");
}

TEST(Metadata, ResolvesReferencesThatWereEscapedTwice) {
  Metadata found = read(
      "<head><meta property='og:title' content='Fish &amp;amp; chips &amp;#8217;til "
      "ten'>");
  EXPECT_EQ(found.title, "Fish & chips \u2019til ten");
}

TEST(Metadata, HasNoTitleWhereThereIsNone) {
  EXPECT_EQ(read("<body><p>text").title, std::nullopt);
  EXPECT_EQ(read("").title, std::nullopt);
}

// --- authors ---

TEST(Metadata, FindsTheAuthorHoweverJsonLdNamesIt) {
  for (const char* author :
       {"\"Jane Doe\"", "{\"@type\":\"Person\",\"name\":\"Jane Doe\"}",
        "[{\"@type\":\"Person\",\"name\":[\"Jane Doe\"]}]", "{\"@id\":\"#jane\"}",
        "{\"givenName\":\"Jane\",\"familyName\":\"Doe\"}", "\"By Jane Doe\"",
        "[\"Jane Doe\", \"https://ellery.example/jane\", \"admin\"]",
        "\"Jane Doe, Staff Writer\""}) {
    Metadata found = read(page_with(
        std::string(
            "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":[\"Thing\","
            "\"NewsArticle\"],\"headline\":\"Storm\",\"author\":") +
        author + "},{\"@id\":\"#jane\",\"name\":\"Jane Doe\"}]}"));
    EXPECT_EQ(found.author, "Jane Doe") << author;
  }
}

TEST(Metadata, JoinsSeveralAuthors) {
  Metadata found = read(
      page_with("[{\"@type\":\"BlogPosting\",\"author\":[{\"name\":\"Jane Doe, Ph.D.\"},"
                "{\"name\":\"John Roe and Ann Poe\"}]}]"));
  EXPECT_EQ(found.author, "Jane Doe, Ph.D., John Roe, Ann Poe");
  EXPECT_EQ(read("<head><meta name=citation_author content='Doe, Jane'>"
                 "<meta name=citation_author content='John Roe'>")
                .author,
            "Jane Doe, John Roe");
}

TEST(Metadata, LeavesOneNameOfAnInstituteWhole) {
  EXPECT_EQ(
      read("<head><meta name=author content='Center for Boats and Harbours'>").author,
      "Center for Boats and Harbours");
}

TEST(Metadata, TakesThePublisherForNoAuthorUnlessReadersAreToldSo) {
  std::string linked =
      "{\"@type\":\"Article\",\"author\":{\"name\":\"Ellery Boats\"},\"publisher\":"
      "{\"@type\":\"Organization\",\"name\":\"Ellery Boats\"}}";
  Metadata found = read(page_with(linked, "<h1>Storm</h1>" + kProse));
  EXPECT_EQ(found.author, std::nullopt);
  EXPECT_EQ(found.publisher, "Ellery Boats");
  found = read(
      page_with(linked, "<h1>Storm</h1><p class=byline>By Ellery Boats</p>" + kProse));
  EXPECT_EQ(found.author, "Ellery Boats");
}

TEST(Metadata, ReadsBylinesBesideTheHeadline) {
  for (const char* line :
       {"<p>By Jane Doe</p>", "<span>By</span> <a href=/jane>Jane Doe</a>",
        "<a rel=author href=/jane>Jane Doe</a>",
        "<div class='post-author'>Jane Doe</div>",
        "<span itemprop=author itemscope><b itemprop=name>Jane Doe</b>, editor</span>",
        "<p class=byline>Written by <b>Jane Doe</b> | 18 June 2024</p>",
        "<p>Von Jane Doe</p>", "<p class=author-name>Jane Doe, Senior Reporter</p>",
        "<p>By Jane Doe on June 18, 2024</p>"}) {
    Metadata found =
        read(std::string("<title>Storm</title><body><h1>Storm</h1>") + line + kProse);
    EXPECT_EQ(found.author, "Jane Doe") << line;
  }
}

TEST(Metadata, TakesNoOtherTextForAByline) {
  for (const char* line :
       {"<p>By now, everyone knows</p>", "<p>By the sea</p>",
        "<div class=comments><p class=author>John Roe</p></div>",
        "<footer>By John Roe</footer>", "<p class=author>Read more</p>",
        "<p class=author>jane@ellery.example</p>"}) {
    Metadata found =
        read(std::string("<title>Storm</title><body><h1>Storm</h1>") + line + kProse);
    EXPECT_EQ(found.author, std::nullopt) << line;
  }
}

// --- dates ---

TEST(Metadata, PrefersTheDayOfPublicationToThatOfAChange) {
  Metadata found =
      read(page_with("{\"@type\":\"NewsArticle\",\"dateModified\":\"2024-07-01\","
                     "\"datePublished\":\"2024-06-18T09:00:00.000+0200\"}"));
  EXPECT_EQ(found.published, "2024-06-18T09:00:00+02:00");
  found = read(page_with("{\"@type\":\"NewsArticle\",\"dateModified\":\"2024-07-01\"}"));
  EXPECT_EQ(found.published, "2024-07-01");
}

TEST(Metadata, ReadsDatesOfMetaTagsAndMicrodata) {
  for (const char* head :
       {"<meta property='article:published_time' content='2024-06-18'>",
        "<meta name=DC.date.issued content='2024-06-18'>",
        "<meta name=parsely-pub-date content='June 18, 2024'>",
        "<meta name=pubdate content='20240618'>",
        "<body><h1>Storm</h1><time datetime='2024-06-18'>yesterday</time>",
        "<body><h1>Storm</h1><span itemprop=datePublished content='2024-06-18'>x</span>",
        "<body><h1>Storm</h1><span class='entry-date'>18 June 2024</span>",
        "<body><h1>Storm</h1><p>Published on June 18th, 2024</p>"}) {
    EXPECT_EQ(read(std::string("<title>Storm</title>") + head).published, "2024-06-18")
        << head;
  }
}

TEST(Metadata, TakesTheDayAWebPageWasSetUpOnlyWhereReadersSeeIt) {
  std::string linked = "{\"@type\":\"WebPage\",\"datePublished\":\"2019-01-02\"}";
  EXPECT_EQ(read(page_with(linked, "<h1>Storm</h1>" + kProse)).published, std::nullopt);
  EXPECT_EQ(
      read(page_with(linked, "<h1>Storm</h1><p>2 January 2019</p>" + kProse)).published,
      "2019-01-02");
}

TEST(Metadata, TakesTheDayOfTheAddressWhenNothingElseIsSaid) {
  EXPECT_EQ(read("<p>text", "https://e.example/2020/03/04/storm").published,
            "2020-03-04");
}

// --- the rest ---

TEST(Metadata, MakesTheCanonicalAddressAbsolute) {
  EXPECT_EQ(read("<head><link rel=canonical href='/storm?a=1'>").canonical_url,
            "https://www.elleryharbourpost.example/storm?a=1");
  EXPECT_EQ(read("<head><base href='https://cdn.example/x/'>"
                 "<link rel=canonical href='../storm'>")
                .canonical_url,
            "https://cdn.example/storm");
  EXPECT_EQ(read("<head><meta property=og:url content='//e.example/s'>").canonical_url,
            "https://e.example/s");
  EXPECT_EQ(read("<head><link rel=canonical href='javascript:x()'>").canonical_url,
            std::nullopt);
  EXPECT_EQ(read("<head><link rel=canonical href='/storm'>", "").canonical_url,
            std::nullopt);
}

TEST(Metadata, ReadsTheLanguageThatThePageDeclares) {
  EXPECT_EQ(read("<html lang=pt-BR>").language, "pt");
  EXPECT_EQ(read("<meta http-equiv=content-language content=DE>").language, "de");
  EXPECT_EQ(read("<meta property=og:locale content=fr_FR>").language, "fr");
  EXPECT_EQ(read("<html lang=x-klingon>").language, std::nullopt);
}

TEST(Metadata, ReadsFiguresOfDatesByTheRegionOfThePage) {
  std::string date = "<meta name=date content='03/04/2020'>";
  EXPECT_EQ(read("<html lang=en-US><head>" + date).published, "2020-03-04");
  EXPECT_EQ(read("<html lang=en-GB><head>" + date).published, "2020-04-03");
  EXPECT_EQ(read("<html lang=de><head>" + date).published, "2020-04-03");
  EXPECT_EQ(read("<html lang=en><head>" + date).published, std::nullopt);
  EXPECT_EQ(
      read("<html lang=en><meta property=og:locale content=en_US>" + date).published,
      "2020-03-04");
}

TEST(Metadata, ReadsJsonLdThatIsALittleBroken) {
  for (const char* linked :
       {"{\"@type\":\"Article\",\"headline\":\"Two\nlines\",\"author\":\"Jane Doe\"}",
        "{\"@type\":\"Article\",\"author\":\"Jane Doe\",}",
        "[{\"@type\":\"Article\",\"author\":\"Jane Doe\"},];",
        "<!-- {\"@type\":\"Article\",\"author\":\"Jane Doe\"} -->",
        "//<![CDATA[\n{\"@type\":\"Article\",\"author\":\"Jane Doe\"}\n//]]>",
        "{\"@type\":\"Article\",\"about\":\"it\\'s\",\"author\":\"Jane Doe\"}",
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;author&quot;:&quot;Jane Doe&quot;}",
        "{\"@type\":\"Article\",\"about\":\"\xFF\",\"author\":\"Jane Doe\"}"})
    EXPECT_EQ(read(page_with(linked)).author, "Jane Doe") << linked;
  EXPECT_EQ(read(page_with("{\"@type\":\"Article\",\"author\":")).author, std::nullopt);
}

TEST(Metadata, DoesNotTakeACommentOrAnotherArticleForThePage) {
  Metadata found =
      read(page_with("{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":"
                     "\"Article\",\"author\":\"A "
                     "B\"}],\"comment\":{\"@type\":\"Article\",\"author\":\"C D\"}}"));
  EXPECT_EQ(found.author, std::nullopt);
}

// --- hostile pages ---

double seconds_to_read(const std::string& html) {
  auto start = CpuClock::now();
  read(html);
  return std::chrono::duration<double>(CpuClock::now() - start).count();
}

TEST(Metadata, SurvivesPagesMadeToBeSlow) {
  std::string deep(1'000'000, '['), word = "\"", metas, times, bylines, scripts,
                                    objects = "[";
  for (int i = 0; i < 100'000; ++i) {
    metas += "<meta name=author content='a&amp;b'>";
    times += "<time datetime=x></time><h1></h1>";
    bylines += "By <b class=author></b>";
  }
  for (int i = 0; i < 100'000; ++i)
    objects +=
        "{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"},\"publisher\":\"&amp;\"},";
  objects += "{}]";
  word.resize(10'000'000, 'x');
  word += '"';
  for (int i = 0; i < 2000; ++i)
    scripts += "<script type='application/ld+json'>{\"a\":1}</script>";
  EXPECT_LT(seconds_to_read(page_with(deep)), 10);
  EXPECT_LT(seconds_to_read(page_with("{\"@graph\":" + objects + "}")), 10);
  EXPECT_LT(seconds_to_read(page_with(word)), 10);
  EXPECT_LT(seconds_to_read(metas), 10);
  EXPECT_LT(seconds_to_read("<h1>Storm</h1>" + times), 10);
  EXPECT_LT(seconds_to_read("<h1>Storm</h1>" + bylines), 10);
  EXPECT_LT(seconds_to_read(scripts), 10);
  EXPECT_LT(seconds_to_read("<title>" + std::string(5'000'000, '&')), 10);
}

TEST(Metadata, GivesNothingButCleanLinesWhateverThePage) {
  const std::string pieces[] = {
      "<h1>",        "</h1>",
      "By Jane",     "\xFF",
      "\n",          "<p class=author>",
      "2024-06-18",  "<title>",
      "</title>",    "<meta name=author content='",
      "'>",          "<script type='application/ld+json'>{\"@type\":\"Article\",",
      "\"author\":", "\"x\"",
      "}</script>",  "&#0;",
      "&amp;lt;"};
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string html;
    for (int i = 0; i < 14; ++i) html += pieces[random() % std::size(pieces)];
    Metadata found = read(html);
    for (const auto& field :
         {found.title, found.author, found.published, found.publisher}) {
      if (!field) continue;
      EXPECT_FALSE(field->empty());
      EXPECT_EQ(field->find_first_of("\n\r\t\xFF"), std::string::npos) << html;
    }
  }
}

}  // namespace
}  // namespace unspin
