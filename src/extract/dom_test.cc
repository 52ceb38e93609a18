#include "extract/dom.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "cpu_clock.h"

namespace unspin {
namespace {

Dom parse(std::string_view html) { return Dom::parse(html).value(); }

std::string repeat(std::string_view piece, size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) all += piece;
  return all;
}

// Generous: under sanitizers, on a busy machine.
constexpr auto kLong = std::chrono::seconds(20);

// How often hostile markup repeats itself. Sanitizers slow the parser down so much that
// less of it has to do.
#ifdef __SANITIZE_ADDRESS__
constexpr size_t kMany = 10'000;
#else
constexpr size_t kMany = 100'000;
#endif

testing::AssertionResult is_parsed_in_time(std::string_view html) {
  const auto start = CpuClock::now();
  const bool ok = Dom::parse(html).has_value();
  const auto took = CpuClock::now() - start;
  if (took < kLong) return testing::AssertionSuccess();
  return testing::AssertionFailure()
         << (ok ? "parsed" : "refused") << " after "
         << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms";
}

TEST(Dom, FindsHeadAndBodyWhereTheyAreNotWritten) {
  const Dom dom = parse("<title>a</title>b");
  EXPECT_EQ(text_of(dom.head()), "a");
  EXPECT_EQ(text_of(dom.body()), "b");
  EXPECT_EQ(dom.root().tag(), LXB_TAG_HTML);
}

TEST(Dom, GivesAttributesByNumber) {
  const Dom dom = parse("<p CLASS='a b' itemprop=name hidden>x</p>");
  const Node p = find_first(dom.root(), LXB_TAG_P);
  EXPECT_EQ(dom.attribute(p, Attribute::kClass), "a b");
  EXPECT_EQ(dom.attribute(p, Attribute::kItemprop), "name");
  EXPECT_EQ(dom.attribute(p, Attribute::kHidden), "");
  EXPECT_EQ(dom.attribute(p, Attribute::kRole), std::nullopt);
  EXPECT_EQ(dom.attribute(p.first_child(), Attribute::kClass), std::nullopt);
}

TEST(Dom, KnowsEveryAttributeByItsOwnName) {
  const Dom dom = parse("<p alt=1 type=2 datetime=3 aria-label=4 http-equiv=5 src=6>");
  const Node p = find_first(dom.root(), LXB_TAG_P);
  EXPECT_EQ(dom.attribute(p, Attribute::kAlt), "1");
  EXPECT_EQ(dom.attribute(p, Attribute::kType), "2");
  EXPECT_EQ(dom.attribute(p, Attribute::kDatetime), "3");
  EXPECT_EQ(dom.attribute(p, Attribute::kAriaLabel), "4");
  EXPECT_EQ(dom.attribute(p, Attribute::kHttpEquiv), "5");
  EXPECT_EQ(dom.attribute(p, Attribute::kSrc), "6");
}

TEST(Dom, WalksInDocumentOrderAndStaysInside) {
  const Dom dom = parse("<div id=top>1<p>2<b>3</b></p><p>4</p></div><p>5</p>");
  const Node top = find_first(dom.root(), LXB_TAG_DIV);
  std::string seen;
  for (Node at = top; at; at = next_in_order(at, top)) {
    if (at.is_text()) seen += at.text();
  }
  EXPECT_EQ(seen, "1234");
  const Node p = find_first(top, LXB_TAG_P);
  EXPECT_EQ(text_of(next_beside(p, top)), "4");
  EXPECT_FALSE(next_beside(top, top));
}

TEST(Dom, ResolvesReferencesAndJoinsWhiteSpaceInText) {
  EXPECT_EQ(text_of(parse(" a\n\t b&amp;c &#x201C;d&rdquo; ").body()), "a b&c “d”");
}

TEST(Dom, KeepsTemplatesApart) {
  const Dom dom = parse("<p>a</p><template><p>b</p></template>");
  EXPECT_EQ(text_of(dom.body()), "a");
  const Node inside = Dom::template_content(find_first(dom.root(), LXB_TAG_TEMPLATE));
  EXPECT_EQ(text_of(inside), "b");
}

TEST(Dom, ReadsWhatStandsInNoscript) {
  EXPECT_EQ(text_of(parse("<body><noscript><p>a</p></noscript>").body()), "a");
}

TEST(Dom, TakesAnyBytes) {
  for (const std::string_view html :
       {"", "<", "<!", "<a", "</", "&", "&#", "\xff\xfe", "<p a='"}) {
    EXPECT_TRUE(Dom::parse(html)) << html;
  }
}

TEST(Dom, RefusesWhatIsLongerThanAPage) {
  const auto dom = Dom::parse(std::string(Dom::kMaxBytes + 1, ' '));
  ASSERT_FALSE(dom);
  EXPECT_EQ(dom.error().code, Code::kTooLarge);
}

TEST(Dom, FlattensWhatIsNestedTooDeepAndKeepsItsText) {
  const Dom dom =
      parse(repeat("<div>", 100'000) + "deep" + repeat("</div>", 100'000) + "end");
  EXPECT_EQ(text_of(dom.body()), "deepend");
  size_t depth = 0;
  for (Node at = find_first(dom.root(), LXB_TAG_DIV); at; at = at.first_child()) ++depth;
  EXPECT_LE(depth, Dom::kMaxDepth + 1);
}

TEST(Dom, KeepsTheFirstAttributesOfMany) {
  std::string html = "<p ";
  for (size_t i = 0; i < 10'000; ++i) html += "a" + std::to_string(i) + "=1 ";
  EXPECT_EQ(text_of(parse(html + ">x").body()), "x");
}

TEST(Dom, RefusesAPageOfNames) {
  std::string attributes = "<p ";
  std::string tags;
  for (size_t i = 0; i < 500'000; ++i) attributes += "a" + std::to_string(i) + "=1 ";
  for (size_t i = 0; i < 500'000; ++i) tags += "<x" + std::to_string(i) + ">";
  for (const std::string& html : {attributes, tags}) {
    EXPECT_TRUE(is_parsed_in_time(html));
    EXPECT_FALSE(Dom::parse(html));
  }
}

TEST(Dom, TakesTimeInProportionToHostileMarkup) {
  std::string unclosed;
  for (size_t i = 0; i < kMany; ++i) unclosed += "<font a=" + std::to_string(i) + ">";
  EXPECT_TRUE(is_parsed_in_time(unclosed + repeat("<p>", kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("<b><p>", 2 * kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("<a><table>", kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("a</x>", 4 * kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("<svg><title>", kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("<template>", kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("<select><option>", kMany)));
  EXPECT_TRUE(is_parsed_in_time("<table>" + repeat("a<td>", 2 * kMany)));
  EXPECT_TRUE(is_parsed_in_time(repeat("&amp", 5 * kMany)));
  EXPECT_TRUE(is_parsed_in_time("<p a='" + repeat("&lt;", 5 * kMany)));
}

}  // namespace
}  // namespace unspin
