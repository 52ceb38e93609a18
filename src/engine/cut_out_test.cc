#include "engine/cut_out.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace unspin {
namespace {

const std::string kStory =
    "The mayor opened the bridge. Nobody came to see it.\n"
    "\n" +
    std::string(400, 'x') + "\n" +
    "A week later it rained. The bridge was closed again. The mayor said nothing.\n" +
    std::string(400, 'y') + "\n" + "Nothing else happened in that year.";

Document story() {
  Document document{.id = "story", .text = kStory, .title = "A bridge"};
  document.url = "http://example.com/bridge";
  return document;
}

ByteSpan find(std::string_view words) {
  size_t start = kStory.find(words);
  return {start, start + words.size()};
}

CutOut cut(std::vector<ByteSpan> parts) { return cut_out(story(), parts); }

TEST(CutOut, EndsWhereParagraphsAndSentencesEnd) {
  EXPECT_EQ(
      cut({find("closed again")}).document.text,
      "A week later it rained. The bridge was closed again. The mayor said nothing.");
}

TEST(CutOut, KeepsWhatIsKnownOfTheDocument) {
  Document document = cut({find("closed again")}).document;
  EXPECT_EQ(document.id, "story");
  EXPECT_EQ(document.title, "A bridge");
  EXPECT_EQ(document.url, "http://example.com/bridge");
}

TEST(CutOut, PartsWithABlankLineWhatWasApart) {
  CutOut two = cut({find("bridge. Nobody"), find("closed")});
  EXPECT_EQ(two.pieces.size(), 2u);
  EXPECT_NE(two.document.text.find("see it.\n\nA week"), std::string::npos);
}

TEST(CutOut, JoinsPartsThatMeetOnceWidened) {
  EXPECT_EQ(cut({find("week"), find("closed")}).pieces.size(), 1u);
  EXPECT_EQ(cut({find("week"), find("closed")}).document.text,
            cut({find("closed")}).document.text);
}

TEST(CutOut, KnowsWhereEveryByteWas) {
  for (const std::vector<ByteSpan>& parts :
       {std::vector{find("closed")},
        {find("mayor"), find("rained")},
        {find("mayor"), find("rained"), find("year")},
        {ByteSpan{0, kStory.size()}}}) {
    CutOut some = cut(parts);
    const std::string& text = some.document.text;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') continue;
      ASSERT_EQ(kStory[some.was(i)], text[i]) << i;
    }
  }
}

TEST(CutOut, IsTheWholeWhenThePartIs) {
  EXPECT_EQ(cut({{0, kStory.size()}}).document.text, kStory);
}

TEST(CutOut, PutsAMatchBackWhereItWas) {
  CutOut a = cut({find("mayor"), find("rained")}), b = cut({find("closed")});
  auto place = [](const CutOut& cut, std::string_view words) {
    size_t start = cut.document.text.find(words);
    return ByteSpan{start, start + words.size()};
  };
  Match match;
  Passage passage;
  passage.a = place(a, "week later");
  passage.b = place(b, "week later");
  passage.edits = {{EditOp::kInsert, {passage.a.end, passage.a.end}, place(b, "rained")}};
  match.passages = {passage};
  match.changes = {{ChangeKind::kTerm,
                    Severity::kWording,
                    {place(a, "Nobody"), "Nobody"},
                    {place(b, "nothing"), "nothing"}}};
  match.quotations = {{.a = {}, .b = Excerpt{place(b, "again"), "again"}}};
  ASSERT_TRUE(within_pieces(match, a, b));
  put_back(match, a, b);
  EXPECT_EQ(match.passages[0].a, find("week later"));
  EXPECT_EQ(match.passages[0].b, find("week later"));
  size_t end = find("week later").end;
  EXPECT_EQ(match.passages[0].edits[0].a, (ByteSpan{end, end}));
  EXPECT_EQ(match.passages[0].edits[0].b, find("rained"));
  EXPECT_EQ(match.changes[0].a.span, find("Nobody"));
  EXPECT_EQ(match.changes[0].b.span, find("nothing"));
  EXPECT_EQ(match.quotations[0].b->span, find("again"));
}

TEST(CutOut, SeesAPassageThatRunsFromOnePieceIntoTheNext) {
  CutOut a = cut({find("mayor"), find("rained")}), b = cut({find("closed")});
  Match match;
  Passage passage;
  passage.a = {0, a.document.text.size()};
  passage.b = {0, 5};
  match.passages = {passage};
  EXPECT_FALSE(within_pieces(match, a, b));
}

}  // namespace
}  // namespace unspin
