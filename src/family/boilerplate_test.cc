#include "family/boilerplate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>

namespace unspin {
namespace {

// Passages together with the features they point to.
class Pages {
 public:
  // A passage of features [from, to).
  void add(uint32_t document, uint64_t site, uint64_t from, uint64_t to,
           double share = 0.1) {
    auto& features = features_.emplace_back(std::make_unique<std::vector<uint64_t>>());
    for (uint64_t f = from; f < to; ++f) features->push_back(f * 0x9e3779b97f4a7c15u);
    passages_.push_back({document, site, *features, share});
  }

  BoilerplateResult find(const BoilerplateOptions& options = {}) const {
    return find_boilerplate(passages_, options);
  }

  std::vector<SitePassage>& passages() { return passages_; }

 private:
  std::vector<std::unique_ptr<std::vector<uint64_t>>> features_;
  std::vector<SitePassage> passages_;
};

size_t told(const BoilerplateResult& result) {
  size_t n = 0;
  for (uint32_t text : result.text_of) n += text > 0 ? 1 : 0;
  return n;
}

TEST(Boilerplate, IsWhatOneSiteHasOnManyPages) {
  Pages pages;
  for (uint32_t d = 0; d < 5; ++d) pages.add(d, 1, 0, 40);
  auto result = pages.find();
  EXPECT_EQ(told(result), 5u);
  ASSERT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.texts[0].documents, 5u);
  EXPECT_EQ(result.texts[0].site, 1u);
}

TEST(Boilerplate, IsNotWhatFewPagesHave) {
  Pages pages;
  for (uint32_t d = 0; d < 4; ++d) {
    pages.add(d, 1, 0, 40);
    pages.add(d, 1, 0, 40);
  }
  EXPECT_EQ(told(pages.find()), 0u);
}

TEST(Boilerplate, IsNotWhatOtherSitesHaveToo) {
  Pages pages;
  for (uint32_t d = 0; d < 20; ++d) pages.add(d, 1, 0, 40);
  pages.add(20, 2, 0, 40);
  EXPECT_EQ(told(pages.find()), 20u);
  pages.add(21, 3, 0, 40);
  EXPECT_EQ(told(pages.find()), 0u);
}

TEST(Boilerplate, IsNotTheArticleItself) {
  Pages pages;
  for (uint32_t d = 0; d < 20; ++d) pages.add(d, 1, 0, 400, 0.95);
  EXPECT_EQ(told(pages.find()), 0u);
}

TEST(Boilerplate, NeedsAKnownSite) {
  Pages pages;
  for (uint32_t d = 0; d < 20; ++d) pages.add(d, 0, 0, 40);
  EXPECT_EQ(told(pages.find()), 0u);
}

TEST(Boilerplate, MayHaveEndsThatDiffer) {
  Pages pages;
  for (uint32_t d = 0; d < 10; ++d) pages.add(d, 1, d % 3, 40 + d % 2);
  pages.add(10, 1, 0, 200);  // mostly something else
  auto result = pages.find();
  EXPECT_EQ(told(result), 10u);
  EXPECT_EQ(result.texts.size(), 1u);
  EXPECT_EQ(result.text_of[10], 0u);
}

TEST(Boilerplate, OfOneSiteMayBeSeveralTexts) {
  Pages pages;
  for (uint32_t d = 0; d < 6; ++d) {
    pages.add(d, 1, 0, 40);
    pages.add(d, 1, 100, 160);
    pages.add(d + 10, 2, 500, 540);
  }
  auto result = pages.find();
  ASSERT_EQ(result.texts.size(), 3u);
  EXPECT_EQ(result.texts[1].example, 1u);
  EXPECT_EQ(result.texts[2].site, 2u);
}

TEST(Boilerplate, IsTheSameForAnyOrderOfPassages) {
  Pages pages;
  std::mt19937 random(5);
  for (uint32_t i = 0; i < 400; ++i) {
    uint32_t page = random() % 60;
    uint64_t from = (random() % 30 ? page % 3 : random() % 3) * 200 + random() % 3 * 60;
    pages.add(page, page % 3, from + random() % 4, from + 30 + random() % 9);
  }
  BoilerplateOptions options{.min_documents = 8, .max_elsewhere = 0.3};
  auto first = pages.find(options);
  ASSERT_GT(told(first), 0u);
  auto& passages = pages.passages();
  std::vector<size_t> place(passages.size());
  std::iota(place.begin(), place.end(), 0);
  std::ranges::shuffle(place, random);
  std::vector<SitePassage> moved(passages.size());
  for (size_t i = 0; i < place.size(); ++i) moved[place[i]] = passages[i];
  auto second = find_boilerplate(moved, options);
  EXPECT_EQ(first.texts.size(), second.texts.size());
  for (size_t i = 0; i < place.size(); ++i)
    EXPECT_EQ(first.text_of[i] > 0, second.text_of[place[i]] > 0);
}

TEST(Boilerplate, OfNothingIsNothing) {
  EXPECT_TRUE(find_boilerplate({}).texts.empty());
  Pages pages;
  for (uint32_t d = 0; d < 10; ++d) pages.add(d, 1, 0, 0);
  EXPECT_EQ(told(pages.find()), 0u);
}

}  // namespace
}  // namespace unspin
