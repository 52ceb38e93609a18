#include "extract/blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/render.h"

namespace unspin {
namespace {

using testing::ElementsAre;

BlockPage blocks_of(std::string_view html) {
  return find_blocks(Dom::parse(html).value());
}

std::vector<std::string> texts_of(std::string_view html) {
  const BlockPage page = blocks_of(html);
  std::vector<std::string> texts;
  for (const Block& block : page.blocks) texts.emplace_back(page.text_of(block));
  return texts;
}

std::string render_all(std::string_view html) {
  const BlockPage page = blocks_of(html);
  return render_blocks(page, std::vector<bool>(page.blocks.size(), true));
}

TEST(Blocks, AreWhatAReaderSeesAsOnePiece) {
  EXPECT_THAT(texts_of("<h1>A <b>b</b></h1><p>c <a>d</a>e</p>f<ul><li>g<li>h</ul>"),
              ElementsAre("A b", "c de", "f", "g", "h"));
}

TEST(Blocks, JoinWhiteSpaceOfAllKinds) {
  EXPECT_THAT(texts_of("<p> a \n\t b&nbsp;&nbsp; c&#x2003;d </p>"),
              ElementsAre("a b c d"));
}

TEST(Blocks, LeaveOutWhatIsNeitherSeenNorPartOfAWord) {
  EXPECT_THAT(texts_of("<p>in&shy;visible&#x200B;ly&#xFEFF; &#x1;so</p>"),
              ElementsAre("invisiblely so"));
}

TEST(Blocks, KeepLineBreaksAndEndAtTwoOfThem) {
  EXPECT_THAT(texts_of("a<br>b<br> <br>c"), ElementsAre("a\nb", "c"));
}

TEST(Blocks, KeepTheLinesOfCode) {
  EXPECT_THAT(texts_of("<pre>a\n  b\n\nc</pre>"), ElementsAre("a\n  b\n\nc"));
}

TEST(Blocks, AreTheRowsOfATableWithTabsBetweenCells) {
  EXPECT_THAT(texts_of("<table><tr><th>a<th>b c<tr><td>1<td>2</table>"),
              ElementsAre("a\tb c", "1\t2"));
}

TEST(Blocks, AreParagraphsInATableThatLaysOutAPage) {
  EXPECT_THAT(texts_of("<table><tr><td><p>a</p><p>b</p><td><div>c</div></table>"),
              ElementsAre("a", "b", "c"));
}

TEST(Blocks, HoldNoScriptStyleOptionOrDrawing) {
  EXPECT_THAT(texts_of("<script>a</script><style>b</style><select><option>c</select>"
                       "<svg><text>d</text></svg><textarea>e</textarea>f"),
              ElementsAre("f"));
}

TEST(Blocks, HoldAFormulaAsOnePiece) {
  EXPECT_THAT(texts_of("<p>if <math><mi>a</mi><mo>+</mo><mi>b</mi></math> then</p>"),
              ElementsAre("if a+b then"));
}

TEST(Blocks, CountWordsLinksAndSentences) {
  const BlockPage page = blocks_of("<p>One two. <a>Three</a>, <b>four</b>! Five</p>");
  ASSERT_EQ(page.blocks.size(), 1U);
  const Block& block = page.blocks[0];
  EXPECT_EQ(block.words, 5U);
  EXPECT_EQ(block.link_words, 1U);
  EXPECT_EQ(block.links, 1U);
  EXPECT_EQ(block.strong_words, 1U);
  EXPECT_EQ(block.commas, 1U);
  EXPECT_TRUE(block.starts_upper);
}

TEST(Blocks, CountALinkAroundABlockAsItsOwn) {
  const BlockPage page = blocks_of("<a href=x><div>a b</div></a><div>c</div>");
  ASSERT_EQ(page.blocks.size(), 2U);
  EXPECT_EQ(page.blocks[0].link_words, 2U);
  EXPECT_EQ(page.blocks[1].link_words, 0U);
}

TEST(Blocks, LieInBoxesThatSpanThem) {
  const BlockPage page = blocks_of("<nav>a</nav><main><p>b</p><p>c</p></main>");
  ASSERT_EQ(page.blocks.size(), 3U);
  for (const Box& box : page.boxes) {
    EXPECT_LE(box.first_block, box.end_block);
    EXPECT_LE(box.end_block, page.blocks.size());
    if (box.tag == LXB_TAG_MAIN) {
      EXPECT_EQ(box.first_block, 1U);
      EXPECT_EQ(box.end_block, 3U);
    }
  }
}

TEST(Blocks, LeaveOutACookieDialogButNotAPageAboutCookies) {
  const std::string dialog =
      "<div id=cookie-banner><p>We use cookies. Accept cookies? Cookies!</p></div>";
  std::string prose = "<p>";
  for (int i = 0; i < 50; ++i) prose += "word ";
  EXPECT_EQ(texts_of(dialog + prose).size(), 1U);
  EXPECT_EQ(texts_of(dialog).size(), 1U);
}

TEST(Blocks, RenderParagraphsApartAndItemsLineByLine) {
  EXPECT_EQ(render_all("<h2>a</h2><p>b</p><ul><li>c<li>d</ul><p>e"),
            "a\n\nb\n\nc\nd\n\ne");
}

TEST(Blocks, RenderBytesThatAreNoTextAsReplacementCharacters) {
  EXPECT_EQ(render_all("<p>a\xFF z\xE2\x80</p>"),
            "a\xEF\xBF\xBD z\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Marks, AreReadFromTheWordsOfNames) {
  EXPECT_EQ(marks_of_name("related-posts") & mark::kRelated, mark::kRelated);
  EXPECT_EQ(marks_of_name("sidebarRight") & mark::kAside, mark::kAside);
  EXPECT_EQ(marks_of_name("NavBar"), mark::kNavigation);
  EXPECT_EQ(marks_of_name("unrelatedly"), 0U);
  EXPECT_EQ(marks_of_name(""), 0U);
}

}  // namespace
}  // namespace unspin
