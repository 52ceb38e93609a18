#include "report/scan_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/testing.h"

namespace unspin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const ScanOverview kNothing;

ShownFamily family_of(const std::string& text, const std::string& url) {
  ShownFamily family;
  family.root = {text, text, text, url};
  family.size = 2;
  family.relations[Relation::kSpun] = 1;
  family.members.push_back({{text, text, text, url}, {text, text}, "<p>pair</p>"});
  return family;
}

TEST(ScanPage, SaysThatNothingWasFound) {
  ScanSummary summary;
  std::string page = ScanPage(summary, kNothing, {}).print();
  EXPECT_THAT(page, HasSubstr("0 articles"));
  EXPECT_THAT(page, Not(HasSubstr("<section")));
}

TEST(ScanPage, KeepsMarkupOfDocumentsText) {
  ScanSummary summary;
  ScanPage page(summary, kNothing, {});
  page.add(family_of("<script>\"'\xFF\xE2\x80\xAE", "javascript:alert(1)"));
  EXPECT_THAT(page.print(), Not(HasSubstr("<script")));
  EXPECT_THAT(page.print(), Not(HasSubstr("javascript:")));
  EXPECT_THAT(page.print(), Not(HasSubstr("\xFF")));
  EXPECT_THAT(page.print(), Not(HasSubstr("\xE2\x80\xAE")));
}

TEST(ScanPage, StaysSmallWhateverIsAdded) {
  ScanSummary summary;
  summary.families = 1000;
  ScanPage page(summary, kNothing, {});
  ShownFamily family = family_of(std::string(100000, '"'), "https://a.example/\"");
  family.members[0].differences = std::string(100000, 'x');
  family.members.resize(kShownMembers, family.members[0]);
  for (int i = 0; i < 1000; ++i) page.add(family);
  EXPECT_LT(page.print().size(), size_t{5000000});
  EXPECT_THAT(page.print(), HasSubstr("900 smaller families"));
}

TEST(ScanPage, ShowsKindsTimesSitesAndWhatSitesRepeat) {
  ScanSummary summary;
  summary.copies = 3;
  summary.relations = {{Relation::kIdentical, 2}, {Relation::kSpun, 1}};
  ScanOverview overview;
  overview.sites = {{"<one>.example", 5, 0, 3, 1}, {"two.example", 3, 3, 0, 0}};
  overview.n_sites = 7;
  overview.pairs = {{"<one>.example", "two.example", 3}};
  overview.timeline = make_timeline({{18262, false}, {18263, true}});
  overview.delays[static_cast<size_t>(delay_of(1))] = 1;
  std::vector<Boilerplate> texts{{"one.example", 12, "<b>Subscribe</b>", {"x"}}};
  std::string page = ScanPage(summary, overview, texts).print();
  EXPECT_THAT(page, HasSubstr("&lt;one&gt;.example → two.example"));
  EXPECT_THAT(page, HasSubstr("5 more sites are not shown"));
  EXPECT_THAT(page, HasSubstr("2020-01-01"));
  EXPECT_THAT(page, HasSubstr("within a week"));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;Subscribe"));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST(ScanPage, CutsTextsBetweenWords) {
  ScanSummary summary;
  ScanPage page(summary, kNothing, {});
  std::string title;
  while (title.size() < 1000) title += "åäö ";
  page.add(family_of(title, ""));
  EXPECT_THAT(page.print(), HasSubstr("åäö…"));
  EXPECT_THAT(page.print(), Not(HasSubstr("\xEF\xBF\xBD")));
}

TEST(ScanPage, ShowsWhatDiffersSideBySide) {
  Sample s = spun_match();
  std::string html = differences_html(s.match, s.a.text, s.b.text);
  EXPECT_THAT(html, HasSubstr("11,000 → 12,000"));
  EXPECT_THAT(html, HasSubstr("<del"));
  EXPECT_THAT(html, HasSubstr("<ins"));
}

}  // namespace
}  // namespace unspin
