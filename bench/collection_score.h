// How right a program was about a made-up collection.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "collection_truth.h"
#include "found_families.h"

namespace unspin::bench {

struct FoundShare {
  uint64_t planted = 0;
  uint64_t together = 0;  // in one family with the source
  uint64_t matched = 0;   // there is a match with the source, or a near copy of it
};

struct CollectionScore {
  std::map<std::string, FoundShare> kinds;  // "spun 40"

  // Members and their roots.
  uint64_t families = 0, members = 0, true_members = 0;
  uint64_t most_false_members = 0;  // of one family, and …
  uint64_t size_of_falsest = 0;     // … how many documents that has

  uint64_t template_pages = 0;  // in a family with another page of the template, …
  uint64_t template_most = 0;   // … and in the largest such family

  uint64_t fold_copies = 0;
  uint64_t fold_families = 0;  // that copies of the text are in
  uint64_t fold_alone = 0;     // copies in none

  uint64_t drift_families = 0;
  uint64_t drift_members = 0;
  uint64_t drift_unverified = 0;  // no match of documents with the root
  uint64_t drift_unrelated = 0;   // too many versions away from the root
  uint64_t drift_most_apart = 0;  // versions between a member and its root

  uint64_t matches = 0;
  uint64_t false_document_matches = 0;
  uint64_t unverified_members = 0;  // of all families
};

// The pairs that a scan gave, as far as the score needs them. A document stands for all
// that were found identical to it: scans compare one of them.
class KnownMatches {
 public:
  explicit KnownMatches(const FoundFamilies& found) : found_(&found) {}

  void add(uint32_t a, uint32_t b, bool of_documents);
  bool any(uint32_t a, uint32_t b) const;
  bool any_with_near(uint32_t a, uint32_t b) const;  // of b, or who stands for it
  bool of_documents(uint32_t a, uint32_t b) const;

 private:
  uint64_t key_of(uint32_t a, uint32_t b) const;

  const FoundFamilies* found_;
  std::unordered_map<uint64_t, bool> pairs_;
};

// Scores families; `matches` is null for programs that give none.
CollectionScore score_families(const CollectionTruth& truth, const FoundFamilies& found,
                               const KnownMatches* matches);

}  // namespace unspin::bench
