// Here is on which sites each feature of matched passages stands, say which passages are
// boilerplate: a site's own text around its articles, which makes nobody a copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace unspin {

struct BoilerplateOptions {
  // On how many documents of one site a text must stand.
  uint32_t min_documents = 5;

  // How many documents elsewhere may have it, as a share of those of the site: one that
  // quotes a page whole does not make its footer news.
  double max_elsewhere = 0.05;

  // Share of a passage's features that must be so.
  double min_features = 0.7;

  // Where boilerplate would be more than this of a document, it is the article, however
  // often the site has it: versions of one story share most of it.
  double max_share = 0.5;

  // It may be more where no version is likely: what stands on so many documents, and what
  // stands below other words on both, as galleries and lists of links do.
  uint32_t many_documents = 50;
  uint32_t words_above = 50;
  double max_share_unlike = 0.75;

  // How many features are known at most, 24 bytes each; those on most documents stay.
  size_t max_homes = size_t{1} << 21;
};

// A feature that is a site's own.
struct HomeFeature {
  uint64_t feature = 0;
  uint64_t site = 0;
  uint32_t documents = 0;  // of the site, that have it
};

// Takes in who has which feature.
class HomeFinder {
 public:
  explicit HomeFinder(const BoilerplateOptions& options) : options_(options) {}

  // A document on `site` has `feature` in a matched passage. Site 0 is unknown.
  //
  // Requires: all documents of one feature come one after the other, each once.
  void add(uint64_t feature, uint64_t site);

  // By feature. Order: the same for any order of features.
  std::vector<HomeFeature> take();

 private:
  void settle();
  void keep_most(size_t most);

  BoilerplateOptions options_;
  uint64_t feature_ = 0;
  std::vector<std::pair<uint64_t, uint32_t>> sites_;  // of feature_: documents of each
  std::vector<HomeFeature> homes_;
};

// The texts that sites repeat, as sets of features.
class SiteTexts {
 public:
  // Requires: `homes` by feature.
  SiteTexts(std::vector<HomeFeature> homes, const BoilerplateOptions& options);

  bool empty() const { return homes_.empty(); }

  // Whether a passage of `site` is boilerplate, and whether many documents have it.
  struct Told {
    bool is = false;
    bool on_many = false;
    size_t own = 0;  // of its features are the site's own
  };
  Told tell(uint64_t site, std::span<const uint64_t> features) const;

  // Whether passages that are boilerplate may be so much of a document, when they begin
  // behind so many words of both documents.
  bool may_be(double share, bool on_many, size_t words_above) const {
    bool unlike = on_many || words_above >= options_.words_above;
    return share <= (unlike ? options_.max_share_unlike : options_.max_share);
  }

  // Makes a passage that is boilerplate one text with all that overlap it. Returns a
  // number of it, which text_of() knows, the same for any order of calls.
  uint32_t join(uint64_t site, std::span<const uint64_t> features);

  // The text that number is part of, and how many documents have the part of it that
  // most have. They change as long as join() is called.
  uint32_t text_of(uint32_t number) const;
  uint32_t documents(uint32_t text) const { return documents_[text]; }

 private:
  size_t find_home(uint64_t feature, uint64_t site) const;

  BoilerplateOptions options_;
  std::vector<HomeFeature> homes_;
  std::vector<uint32_t> parent_;     // towards the first feature of a text
  std::vector<uint32_t> documents_;  // for that one: of its text
};

}  // namespace unspin
