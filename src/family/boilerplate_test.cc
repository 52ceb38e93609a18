#include "family/boilerplate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace unspin {
namespace {

using Features = std::vector<uint64_t>;

// The features numbered [from, to).
Features run(uint64_t from, uint64_t to) {
  Features features;
  for (uint64_t f = from; f < to; ++f) features.push_back(f * 0x9e3779b97f4a7c15u);
  return features;
}

// Passages of pages, as a scan hands them over.
class Pages {
 public:
  void add(uint32_t document, uint64_t site, const Features& features) {
    for (uint64_t feature : features) uses_[feature].emplace(document, site);
  }

  SiteTexts find(const BoilerplateOptions& options = {}, bool backwards = false) const {
    HomeFinder finder(options);
    auto add_one = [&](const auto& use) {
      for (auto [document, site] : use.second) finder.add(use.first, site);
    };
    if (backwards)
      std::for_each(uses_.rbegin(), uses_.rend(), add_one);
    else
      std::for_each(uses_.begin(), uses_.end(), add_one);
    return {finder.take(), options};
  }

 private:
  std::map<uint64_t, std::set<std::pair<uint32_t, uint64_t>>> uses_;
};

TEST(Boilerplate, IsWhatOneSiteHasOnManyPages) {
  Pages pages;
  for (uint32_t d = 0; d < 5; ++d) pages.add(d, 1, run(0, 40));
  SiteTexts texts = pages.find();
  EXPECT_TRUE(texts.tell(1, run(0, 40)).is);
  EXPECT_FALSE(texts.tell(1, run(0, 40)).on_many);
  EXPECT_FALSE(texts.tell(2, run(0, 40)).is);
  EXPECT_EQ(texts.documents(texts.text_of(texts.join(1, run(0, 40)))), 5u);
}

TEST(Boilerplate, IsNotWhatFewPagesHave) {
  Pages pages;
  for (uint32_t d = 0; d < 4; ++d) pages.add(d, 1, run(0, 40));
  EXPECT_TRUE(pages.find().empty());
}

TEST(Boilerplate, IsNotWhatOtherSitesHaveToo) {
  Pages pages;
  for (uint32_t d = 0; d < 20; ++d) pages.add(d, 1, run(0, 40));
  pages.add(20, 2, run(0, 40));
  EXPECT_TRUE(pages.find().tell(1, run(0, 40)).is);
  pages.add(21, 3, run(0, 40));
  EXPECT_FALSE(pages.find().tell(1, run(0, 40)).is);
}

TEST(Boilerplate, IsMoreOfAPageOnlyWhereNoVersionIsLikely) {
  Pages pages;
  for (uint32_t d = 0; d < 49; ++d) pages.add(d, 1, run(0, 40));
  EXPECT_FALSE(pages.find().tell(1, run(0, 40)).on_many);
  pages.add(49, 1, run(0, 40));
  SiteTexts texts = pages.find();
  EXPECT_TRUE(texts.tell(1, run(0, 40)).on_many);
  EXPECT_TRUE(texts.may_be(0.5, false, 0));
  EXPECT_FALSE(texts.may_be(0.7, false, 49));
  EXPECT_TRUE(texts.may_be(0.7, false, 50));
  EXPECT_TRUE(texts.may_be(0.7, true, 0));
  EXPECT_FALSE(texts.may_be(0.95, true, 200));
}

TEST(Boilerplate, NeedsAKnownSite) {
  Pages pages;
  for (uint32_t d = 0; d < 20; ++d) pages.add(d, 0, run(0, 40));
  EXPECT_FALSE(pages.find().tell(0, run(0, 40)).is);
}

TEST(Boilerplate, MayHaveEndsThatDiffer) {
  Pages pages;
  for (uint32_t d = 0; d < 10; ++d) pages.add(d, 1, run(d % 3, 40 + d % 2));
  SiteTexts texts = pages.find();
  uint32_t one = texts.join(1, run(0, 40)), other = texts.join(1, run(2, 41));
  EXPECT_EQ(texts.text_of(one), texts.text_of(other));
  EXPECT_FALSE(texts.tell(1, run(0, 200)).is);
}

TEST(Boilerplate, OfOneSiteMayBeSeveralTexts) {
  Pages pages;
  for (uint32_t d = 0; d < 6; ++d) {
    pages.add(d, 1, run(0, 40));
    pages.add(d, 1, run(100, 160));
  }
  pages.add(7, 1, run(100, 160));
  SiteTexts texts = pages.find();
  uint32_t one = texts.join(1, run(0, 40)), other = texts.join(1, run(100, 160));
  EXPECT_NE(texts.text_of(one), texts.text_of(other));
  EXPECT_EQ(texts.documents(texts.text_of(one)), 6u);
  EXPECT_EQ(texts.documents(texts.text_of(other)), 7u);
}

TEST(Boilerplate, KeepsWhatMostPagesHaveWhenThereIsTooMuch) {
  Pages pages;
  for (uint32_t d = 0; d < 9; ++d) pages.add(d, 1, run(0, 40));
  for (uint32_t d = 0; d < 6; ++d) pages.add(d, 1, run(100, 900));
  for (bool backwards : {false, true}) {
    SiteTexts texts = pages.find({.max_homes = 40}, backwards);
    EXPECT_TRUE(texts.tell(1, run(0, 40)).is);
    EXPECT_FALSE(texts.tell(1, run(100, 140)).is);
  }
}

TEST(Boilerplate, IsTheSameForAnyOrderOfPassages) {
  Pages pages;
  std::mt19937 random(5);
  std::vector<std::pair<uint64_t, Features>> passages;
  for (uint32_t i = 0; i < 400; ++i) {
    uint32_t page = random() % 60;
    uint64_t from = page % 3 * 400 + random() % 3 * 60;
    Features features = run(from + random() % 4, from + 30 + random() % 9);
    pages.add(page, 1 + page % 3, features);
    passages.emplace_back(1 + page % 3, features);
  }
  SiteTexts texts = pages.find(), backwards = pages.find({}, true);
  std::vector<uint32_t> numbers, others(passages.size());
  for (auto& [site, features] : passages) numbers.push_back(texts.join(site, features));
  for (size_t i = passages.size(); i-- > 0;)
    others[i] = backwards.join(passages[i].first, passages[i].second);
  EXPECT_EQ(numbers, others);
  std::set<uint32_t> found;
  for (uint32_t number : numbers) {
    EXPECT_EQ(texts.text_of(number), backwards.text_of(number));
    found.insert(texts.text_of(number));
  }
  EXPECT_EQ(found.size(), 9u);
}

TEST(Boilerplate, OfNothingIsNothing) {
  EXPECT_TRUE(Pages().find().empty());
  EXPECT_FALSE(Pages().find().tell(1, {}).is);
}

}  // namespace
}  // namespace unspin
