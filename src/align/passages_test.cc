#include "align/passages.h"

#include <gtest/gtest.h>

#include <string>

#include "text/tokens.h"

namespace unspin {
namespace {

// Two invented notes on different matters, and foreign text to put around them.
const std::string kHarbour =
    "The harbour board of Velmouth voted on Thursday to close the northern pier for "
    "repairs until the spring. Engineers found that eleven of its forty oak piles had "
    "been hollowed by shipworm. The ferry to Sark Island will leave from the fish quay "
    "in the meantime, and the board promised stallholders a lower rent. ";
const std::string kBees =
    "Beekeepers in the upper valley lost a third of their hives last winter. A mite "
    "that came with imported queens is thought to be the cause. The county will pay "
    "for treatment with oxalic acid, provided that every keeper registers before May. ";
const std::string kMuseum =
    "Visitors to the clock museum can now wind a tower movement built in 1764. Its "
    "maker, a blacksmith without schooling, cut each wheel by hand with a file. The "
    "pendulum alone weighs as much as a grown sheep, and swings once in two seconds. ";

std::vector<Rectangle> passages(const std::string& a, const std::string& b) {
  return find_passages(tokenize(a, "en"), tokenize(b, "en"), Lexicon());
}

TEST(Passages, FindsACopyInsideForeignTextWithItsExactEnds) {
  std::string a = kBees + kHarbour, b = kMuseum + kHarbour;
  std::vector<Rectangle> found = passages(a, b);
  ASSERT_EQ(found.size(), 1u);
  Tokens ta = tokenize(a, "en"), tb = tokenize(b, "en");
  ByteSpan in_a = ta.bytes(found[0].a), in_b = tb.bytes(found[0].b);
  EXPECT_EQ(a.substr(in_a.start, in_a.size()) + ". ", kHarbour);
  EXPECT_EQ(b.substr(in_b.start, in_b.size()) + ". ", kHarbour);
  EXPECT_TRUE(found[0].verbatim);
}

TEST(Passages, FindsNothingInUnrelatedTexts) {
  EXPECT_TRUE(passages(kBees, kMuseum).empty());
  EXPECT_TRUE(passages(kHarbour + kBees, kMuseum).empty());
}

TEST(Passages, FindsNothingInNothing) {
  EXPECT_TRUE(passages("", "").empty());
  EXPECT_TRUE(passages("", kBees).empty());
  EXPECT_TRUE(passages(kBees, "").empty());
}

}  // namespace
}  // namespace unspin
