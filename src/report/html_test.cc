#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "report/chunks.h"
#include "report/report.h"
#include "report/testing.h"

namespace unspin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string page_of(const Sample& s) { return to_html(s.match, s.a, s.b); }

// Everything that `pattern` captures in the page, style and script left out.
std::vector<std::string> found(std::string page, const std::string& pattern) {
  for (std::string tag : {"style", "script"}) {
    size_t open = page.find("<" + tag + ">"), close = page.find("</" + tag + ">");
    page.erase(open, close + tag.size() + 3 - open);
  }
  std::vector<std::string> all;
  std::regex regex(pattern);
  for (std::sregex_iterator at(page.begin(), page.end(), regex), end; at != end; ++at)
    all.push_back((*at)[1]);
  return all;
}

// The names of the elements still open at the end; "!name" where one was closed
// that was not open.
std::vector<std::string> unbalanced(const std::string& page) {
  static const std::set<std::string> kVoid = {"meta", "br", "rect"};
  std::vector<std::string> open;
  for (const std::string& tag : found(page, "<(/?[a-z][a-z0-9]*)")) {
    if (tag[0] != '/') {
      if (!kVoid.contains(tag)) open.push_back(tag);
    } else if (!open.empty() && open.back() == tag.substr(1)) {
      open.pop_back();
    } else {
      return {"!" + tag};
    }
  }
  return open;
}

Sample hostile_match() {
  Sample s = spun_match();
  const std::string evil =
      "<script>alert('1')</script>\"onload=\"x\" & \x1b[2J \xFF {{style}}";
  s.a.text = evil + s.a.text;
  s.b.text = evil + s.b.text;
  s.a.language = "\"><b>";
  s.match.a.id = s.match.b.id = evil;
  s.match.a.title = s.match.a.published = s.match.a.url = evil;
  s.match.original.evidence[0].note = evil;
  s.match.original.evidence[0].a->text = evil;
  s.match.changes[0].a.text = evil;
  s.match.quotations[0].speaker = evil;
  Passage& passage = s.match.passages[0];
  passage.edits[0].a = passage.edits[0].b = {0, evil.size()};
  return s;
}

TEST(Html, IsOneBalancedPage) {
  std::string page = page_of(spun_match());
  EXPECT_TRUE(page.starts_with("<!doctype html>"));
  EXPECT_EQ(unbalanced(page), std::vector<std::string>());
  EXPECT_THAT(page, Not(HasSubstr("{{")));
  EXPECT_THAT(page,
              HasSubstr("<h1>copy.txt is a spun copy of original.txt (99% sure)</h1>"));
}

TEST(Html, KeepsMarkupOfDocumentsText) {
  std::string page = page_of(hostile_match());
  EXPECT_EQ(unbalanced(page), std::vector<std::string>());
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("alert('1')")));
  EXPECT_THAT(page, Not(HasSubstr("\"onload")));
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\xFF")));
  EXPECT_THAT(page, HasSubstr("{{style}}")) << "a value must not be filled in again";
}

TEST(Html, AsksTheNetworkForNothing) {
  std::string page = page_of(spun_match());
  for (const char* word :
       {"http:", "https:", " src=", "url(", "@import", "<link", "//cdn"})
    EXPECT_THAT(page, Not(HasSubstr(word)));
  for (const std::string& target : found(page, "href=\"([^\"]*)\""))
    EXPECT_TRUE(target.starts_with("#")) << target;
}

TEST(Html, AllowsItsOwnStyleAndScriptOnly) {
  std::string page = page_of(spun_match());
  EXPECT_EQ(found(page, "content=\"(default-src[^\"]*)\"").size(), 1u);
  EXPECT_TRUE(std::regex_search(
      page, std::regex("default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; "
                       "script-src 'sha256-[A-Za-z0-9+/]{43}='")));
  EXPECT_EQ(found(page, "(style=)|( on[a-z]+=)").size(), 0u);
}

TEST(Html, LinksEveryChangeToItsPlacesAndBack) {
  Sample s = spun_match();
  std::string page = page_of(s);
  std::vector<std::string> ids = found(page, " id=\"([^\"]*)\"");
  std::set<std::string> unique(ids.begin(), ids.end());
  EXPECT_EQ(ids.size(), unique.size()) << "an id stands twice";
  for (const std::string& target : found(page, "href=\"#([^\"]*)\""))
    EXPECT_TRUE(unique.contains(target)) << target;
  for (size_t i = 1; i <= s.match.changes.size(); ++i)
    for (std::string side : {"", "a", "b"})
      EXPECT_TRUE(unique.contains("c" + std::to_string(i) + side)) << i << side;
}

TEST(Html, LinksHoweverSpansLie) {
  Sample s = spun_match();
  // Passages that overlap on one side, empty ones, spans past the end of the text.
  s.match.passages.push_back(s.match.passages[0]);
  s.match.passages.push_back({{5, 5}, {9, 9}, PassageKind::kEdited, 0, 0, {}});
  s.match.passages.push_back({{9000, 9900}, {0, 9900}, PassageKind::kEdited, 0, 0, {}});
  s.match.changes.push_back({ChangeKind::kName, Severity::kFact, {{2, 9000}, "x"}, {}});
  std::string page = page_of(s);
  EXPECT_EQ(unbalanced(page), std::vector<std::string>());
  std::vector<std::string> ids = found(page, " id=\"([^\"]*)\"");
  for (const std::string& target : found(page, "href=\"#([^\"]*)\""))
    EXPECT_EQ(std::ranges::count(ids, target), 1) << target;
}

TEST(Html, MarksReplacedWordsAndNamesTheirCounterpart) {
  std::string page = page_of(spun_match());
  EXPECT_THAT(page, HasSubstr("title=\"b: span (synonym)\">bridge</del>"));
  EXPECT_THAT(page, HasSubstr("title=\"a: bridge (synonym)\">span</ins>"));
  EXPECT_THAT(page,
              HasSubstr("<del class=\"only\" id=\"e4a\" title=\"not in b\">the mayor"));
}

TEST(Html, KeepsEveryWordOfBothTexts) {
  Sample s = spun_match();
  std::string page = page_of(s);
  size_t open = page.find("id=\"pane-a\""), close = page.find("</article>", open);
  std::string pane = page.substr(open, close - open);
  pane = pane.substr(pane.find("<div class=\"text\""));
  pane = std::regex_replace(pane, std::regex("<a class[^>]*>[0-9]*</a>"), "");
  pane = std::regex_replace(pane, std::regex("<i class=\"gap\"></i>"), "\n\n");
  pane = std::regex_replace(pane, std::regex("<[^>]*>"), "");
  EXPECT_EQ(pane, s.a.text);
}

TEST(Html, ShowsStrangersWithoutLists) {
  Sample s = spun_match();
  s.match = {};
  s.match.a = info(s.a);
  s.match.b = info(s.b);
  std::string page = page_of(s);
  EXPECT_THAT(page, HasSubstr("original.txt and copy.txt are unrelated"));
  EXPECT_EQ(unbalanced(page), std::vector<std::string>());
  for (const char* list : {"id=\"facts\"", "id=\"why\"", "id=\"quotations\""})
    EXPECT_THAT(page, Not(HasSubstr(list)));
}

TEST(Chunks, PairParagraphsAcrossASpunPassage) {
  Sample s = spun_match();
  std::vector<Chunk> chunks = find_chunks(s.match.passages, s.a.text, s.b.text);
  ASSERT_EQ(chunks.size(), 2u);
  EXPECT_EQ(s.a.text.substr(chunks[1].a.start, 5), "“We");
  EXPECT_EQ(s.b.text.substr(chunks[1].b.start, 5), "“We");
}

TEST(Chunks, CoverEveryPassageWithoutGapsOrOverlaps) {
  std::string a, b;
  for (int i = 0; i < 40; ++i) {
    a += "Paragraph " + std::to_string(i) + " says what it says. It says it twice.\n\n";
    b += "Paragraph " + std::to_string(i) +
         " says \u201cwhat\u201d it says. It says it twice.\n";
  }
  Passage passage;
  passage.a = {0, a.size()};
  passage.b = {0, b.size()};
  std::vector<Chunk> chunks = find_chunks({passage}, a, b);
  EXPECT_GT(chunks.size(), 2u);
  size_t at_a = 0, at_b = 0;
  for (const Chunk& chunk : chunks) {
    EXPECT_EQ(chunk.a.start, at_a);
    EXPECT_EQ(chunk.b.start, at_b);
    at_a = chunk.a.end;
    at_b = chunk.b.end;
  }
  EXPECT_EQ(at_a, a.size());
  EXPECT_EQ(at_b, b.size());
}

}  // namespace
}  // namespace unspin
