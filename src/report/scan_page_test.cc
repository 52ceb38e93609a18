#include "report/scan_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/testing.h"

namespace unspin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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
  std::string page = ScanPage(summary).print();
  EXPECT_THAT(page, HasSubstr("0 articles"));
  EXPECT_THAT(page, Not(HasSubstr("<section")));
}

TEST(ScanPage, KeepsMarkupOfDocumentsText) {
  ScanSummary summary;
  ScanPage page(summary);
  page.add(family_of("<script>\"'\xFF\xE2\x80\xAE", "javascript:alert(1)"));
  EXPECT_THAT(page.print(), Not(HasSubstr("<script")));
  EXPECT_THAT(page.print(), Not(HasSubstr("javascript:")));
  EXPECT_THAT(page.print(), Not(HasSubstr("\xFF")));
  EXPECT_THAT(page.print(), Not(HasSubstr("\xE2\x80\xAE")));
}

TEST(ScanPage, StaysSmallWhateverIsAdded) {
  ScanSummary summary;
  summary.families = 1000;
  ScanPage page(summary);
  ShownFamily family = family_of(std::string(100000, '"'), "https://a.example/\"");
  family.members[0].differences = std::string(100000, 'x');
  family.members.resize(kShownMembers, family.members[0]);
  for (int i = 0; i < 1000; ++i) page.add(family);
  EXPECT_LT(page.print().size(), size_t{5000000});
  EXPECT_THAT(page.print(), HasSubstr("900 smaller families"));
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
