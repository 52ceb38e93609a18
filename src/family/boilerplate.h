// Here are the passages of matched pairs and the sites they stand on, say which are
// boilerplate: a site's own text around its articles, which makes nobody a copy.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace unspin {

// One side of a matched passage. A document has one for each passage of each of its
// matches; the same stretch may come many times, with ends that differ a little.
struct SitePassage {
  uint32_t document = 0;

  // A number for the host of the document's address; 0 when unknown.
  uint64_t site = 0;

  // The features that lie in the passage: hashes of its n-grams, or a sample of them that
  // depends on the hashes alone.
  std::span<const uint64_t> features;

  // Share of the document's tokens inside this passage, in [0, 1].
  double share = 0;
};

struct BoilerplateOptions {
  // On how many documents of one site a text must stand.
  uint32_t min_documents = 5;

  // How many documents elsewhere may have it, as a share of those of the site: one that
  // quotes a page whole does not make its footer news.
  double max_elsewhere = 0.05;

  // Share of a passage's features that must be so.
  double min_features = 0.8;

  // A passage that is more of its document than this is the article, however often the
  // site has it.
  double max_share = 0.5;
};

// A text that a site repeats.
struct Boilerplate {
  uint64_t site = 0;
  uint32_t documents = 0;  // how many of the site's documents have it
  uint32_t example = 0;    // index of its largest passage, the first of equals
};

struct BoilerplateResult {
  // For each passage 1 + the index of its text in `texts`, 0 when it is no boilerplate.
  std::vector<uint32_t> text_of;

  // In the order of their first passage.
  std::vector<Boilerplate> texts;
};

// Tells which of `passages` are boilerplate. Passages that overlap are one text.
//
// Order: the same passages are told for any order of them.
// Cost:  sorts all features.
BoilerplateResult find_boilerplate(std::span<const SitePassage> passages,
                                   const BoilerplateOptions& options = {});

}  // namespace unspin
