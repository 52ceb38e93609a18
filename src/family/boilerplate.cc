// This file tells a site's boilerplate from articles that were copied.
//
// Both make the same passage stand on many pages. What differs is where: a cookie
// notice, a newsletter form or "about the author" is on many pages of one site and
// nowhere else, while news that spreads is on several sites. And it is a small part of
// its pages: a site that has an article twenty times has twenty copies, no boilerplate.
//
// Passages of two pairs never have quite the same ends, so not passages are counted but
// the features inside: on how many documents of which site each stands. A passage is
// boilerplate when nearly all of its features are.
//
// Where it fails: a paragraph of background that a site repeats under many stories is
// told to be boilerplate too, and so it is for a reader of the second one.

#include "family/boilerplate.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace unspin {
namespace {

constexpr uint64_t kUnknownSite = 0;

}  // namespace

void HomeFinder::add(uint64_t feature, uint64_t site) {
  if (feature != feature_) {
    settle();
    feature_ = feature;
  }
  auto place =
      std::ranges::lower_bound(sites_, site, {}, &std::pair<uint64_t, uint32_t>::first);
  if (place == sites_.end() || place->first != site)
    place = sites_.insert(place, {site, 0});
  ++place->second;
}

void HomeFinder::settle() {
  uint64_t home = kUnknownSite;
  uint32_t most = 0, all = 0;
  for (auto [site, documents] : sites_) {
    all += documents;
    if (site == kUnknownSite || documents <= most) continue;
    home = site;
    most = documents;
  }
  sites_.clear();
  if (most < options_.min_documents || all - most > options_.max_elsewhere * most) return;
  homes_.push_back({feature_, home, most});
  if (homes_.size() >= 2 * options_.max_homes) keep_most(options_.max_homes);
}

void HomeFinder::keep_most(size_t most) {
  if (homes_.size() <= most) return;
  std::ranges::nth_element(homes_, homes_.begin() + static_cast<std::ptrdiff_t>(most),
                           [](const HomeFeature& x, const HomeFeature& y) {
                             return std::tuple(y.documents, x.feature) <
                                    std::tuple(x.documents, y.feature);
                           });
  homes_.resize(most);
}

std::vector<HomeFeature> HomeFinder::take() {
  settle();
  keep_most(options_.max_homes);
  std::ranges::sort(homes_, {}, &HomeFeature::feature);
  return std::move(homes_);
}

SiteTexts::SiteTexts(std::vector<HomeFeature> homes, const BoilerplateOptions& options)
    : options_(options), homes_(std::move(homes)), parent_(homes_.size()) {
  std::iota(parent_.begin(), parent_.end(), 0U);
  for (const HomeFeature& home : homes_) documents_.push_back(home.documents);
}

// Where `feature` is among the homes, when it is at home on `site`.
size_t SiteTexts::find_home(uint64_t feature, uint64_t site) const {
  auto home = std::ranges::lower_bound(homes_, feature, {}, &HomeFeature::feature);
  if (home == homes_.end() || home->feature != feature || home->site != site)
    return homes_.size();
  return static_cast<size_t>(home - homes_.begin());
}

SiteTexts::Told SiteTexts::tell(uint64_t site, std::span<const uint64_t> features) const {
  if (site == kUnknownSite || features.empty()) return {};
  size_t own = 0, on_many = 0;
  for (uint64_t feature : features) {
    size_t home = find_home(feature, site);
    if (home == homes_.size()) continue;
    ++own;
    if (homes_[home].documents >= options_.many_documents) ++on_many;
  }
  auto enough = [&](size_t n) {
    return static_cast<double>(n) >=
           options_.min_features * static_cast<double>(features.size());
  };
  return {enough(own), enough(on_many), own};
}

uint32_t SiteTexts::text_of(uint32_t number) const {
  while (parent_[number] != number) number = parent_[number];
  return number;
}

uint32_t SiteTexts::join(uint64_t site, std::span<const uint64_t> features) {
  auto first = static_cast<uint32_t>(homes_.size());
  for (uint64_t feature : features) {
    auto home = static_cast<uint32_t>(find_home(feature, site));
    if (home == homes_.size()) continue;
    if (first == homes_.size()) first = home;
    uint32_t x = text_of(first), y = text_of(home);
    uint32_t text = std::min(x, y);
    documents_[text] = std::max(documents_[x], documents_[y]);
    parent_[std::max(x, y)] = text;
    // Halves the way for those who come after.
    for (uint32_t at : {first, home})
      while (parent_[at] != text) at = std::exchange(parent_[at], text);
    first = std::min(first, home);
  }
  return first;
}

}  // namespace unspin
