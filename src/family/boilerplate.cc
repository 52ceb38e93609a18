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

#include "family/boilerplate.h"

#include <algorithm>
#include <compare>
#include <numeric>

namespace unspin {
namespace {

constexpr uint64_t kUnknownSite = 0;

// One feature on one document.
struct Use {
  uint64_t feature = 0;
  uint64_t site = 0;
  uint32_t document = 0;
  auto operator<=>(const Use&) const = default;
};

// A feature that is a site's own.
struct Home {
  uint64_t feature = 0;
  uint64_t site = 0;
};

std::vector<Use> all_uses(std::span<const SitePassage> passages) {
  std::vector<Use> uses;
  for (const SitePassage& passage : passages)
    for (uint64_t feature : passage.features)
      uses.push_back({feature, passage.site, passage.document});
  std::ranges::sort(uses);
  auto repeated = std::ranges::unique(uses);
  uses.erase(repeated.begin(), repeated.end());
  return uses;
}

// The site of most of one feature's documents, or kUnknownSite when it is nobody's own.
uint64_t home_of(std::span<const Use> uses, const BoilerplateOptions& options) {
  uint64_t best = kUnknownSite;
  size_t most = 0;
  for (size_t i = 0; i < uses.size();) {
    size_t end = i + 1;
    while (end < uses.size() && uses[end].site == uses[i].site) ++end;
    if (uses[i].site != kUnknownSite && end - i > most) {
      most = end - i;
      best = uses[i].site;
    }
    i = end;
  }
  auto elsewhere = static_cast<double>(uses.size() - most);
  bool own = most >= options.min_documents &&
             elsewhere <= options.max_elsewhere * static_cast<double>(most);
  return own ? best : kUnknownSite;
}

std::vector<Home> find_homes(std::span<const Use> uses,
                             const BoilerplateOptions& options) {
  std::vector<Home> homes;
  for (size_t i = 0; i < uses.size();) {
    size_t end = i + 1;
    while (end < uses.size() && uses[end].feature == uses[i].feature) ++end;
    uint64_t site = home_of(uses.subspan(i, end - i), options);
    if (site != kUnknownSite) homes.push_back({uses[i].feature, site});
    i = end;
  }
  return homes;
}

class Boilerplates {
 public:
  Boilerplates(std::span<const SitePassage> passages, std::vector<Home> homes,
               const BoilerplateOptions& options)
      : passages_(passages),
        options_(options),
        homes_(std::move(homes)),
        first_with_(homes_.size(), kNone),
        parent_(passages.size()) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  BoilerplateResult find() {
    std::vector<bool> told(passages_.size());
    for (uint32_t p = 0; p < passages_.size(); ++p) told[p] = is_boilerplate(p);
    for (uint32_t p = 0; p < passages_.size(); ++p)
      if (told[p]) join_overlapping(p);
    return collect(told);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Where `feature` is among the homes, when it is at home on `site`.
  size_t find_home(uint64_t feature, uint64_t site) const {
    auto home = std::ranges::lower_bound(homes_, feature, {}, &Home::feature);
    if (home == homes_.end() || home->feature != feature || home->site != site)
      return homes_.size();
    return static_cast<size_t>(home - homes_.begin());
  }

  bool is_boilerplate(uint32_t p) const {
    const SitePassage& passage = passages_[p];
    if (passage.site == kUnknownSite || passage.features.empty()) return false;
    if (passage.share > options_.max_share) return false;
    size_t own = 0;
    for (uint64_t feature : passage.features)
      if (find_home(feature, passage.site) < homes_.size()) ++own;
    return static_cast<double>(own) >=
           options_.min_features * static_cast<double>(passage.features.size());
  }

  uint32_t find_text(uint32_t p) {
    while (parent_[p] != p) p = parent_[p] = parent_[parent_[p]];
    return p;
  }

  // One text with every passage told before that shares a feature.
  void join_overlapping(uint32_t p) {
    for (uint64_t feature : passages_[p].features) {
      size_t home = find_home(feature, passages_[p].site);
      if (home == homes_.size()) continue;
      if (first_with_[home] == kNone) first_with_[home] = p;
      uint32_t x = find_text(first_with_[home]);
      uint32_t y = find_text(p);
      parent_[std::max(x, y)] = std::min(x, y);
    }
  }

  BoilerplateResult collect(const std::vector<bool>& told) {
    BoilerplateResult result;
    result.text_of.assign(passages_.size(), 0);
    std::vector<std::pair<uint32_t, uint32_t>> holders;  // text, document
    for (uint32_t p = 0; p < passages_.size(); ++p) {
      if (!told[p]) continue;
      uint32_t first = find_text(p);
      if (first == p) {
        result.texts.push_back({.site = passages_[p].site, .documents = 0, .example = p});
        result.text_of[p] = static_cast<uint32_t>(result.texts.size());
      }
      uint32_t text = result.text_of[p] = result.text_of[first];
      Boilerplate& boilerplate = result.texts[text - 1];
      if (passages_[p].features.size() > passages_[boilerplate.example].features.size())
        boilerplate.example = p;
      holders.emplace_back(text, passages_[p].document);
    }
    std::ranges::sort(holders);
    auto repeated = std::ranges::unique(holders);
    holders.erase(repeated.begin(), repeated.end());
    for (auto [text, document] : holders) ++result.texts[text - 1].documents;
    return result;
  }

  std::span<const SitePassage> passages_;
  const BoilerplateOptions& options_;
  std::vector<Home> homes_;           // by feature
  std::vector<uint32_t> first_with_;  // for each home
  std::vector<uint32_t> parent_;      // towards the first passage of a text
};

}  // namespace

BoilerplateResult find_boilerplate(std::span<const SitePassage> passages,
                                   const BoilerplateOptions& options) {
  std::vector<Use> uses = all_uses(passages);
  return Boilerplates(passages, find_homes(uses, options), options).find();
}

}  // namespace unspin
