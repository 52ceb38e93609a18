// What a program found in a collection: families, and the pairs it vouches for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "collection_truth.h"

namespace unspin::bench {

// Documents with a first one: its root, or the one a peer would keep.
using FoundFamily = std::vector<uint32_t>;

class FoundFamilies {
 public:
  // families.jsonl of `unspin scan`.
  bool read_scan(const std::filesystem::path& path, Ids& ids);

  // Lines of cluster and document, between a tab, the first of a cluster its first one.
  bool read_clusters(const std::filesystem::path& path, Ids& ids);

  const std::vector<FoundFamily>& families() const { return families_; }

  // Ids::kNone for a document that is in none.
  uint32_t family_of(uint32_t document) const;

  // The document that stands for all those found identical with this one.
  uint32_t stand_in(uint32_t document) const;

  // The same of those found identical or nearly so: scans look for what others have in
  // common with one of them.
  uint32_t near_stand_in(uint32_t document) const;

  bool together(uint32_t a, uint32_t b) const {
    return family_of(a) == family_of(b) && family_of(a) != Ids::kNone;
  }

 private:
  using Parents = std::unordered_map<uint32_t, uint32_t>;

  void index_documents();
  static uint32_t last_parent(const Parents& parents, uint32_t document);

  std::vector<FoundFamily> families_;
  std::unordered_map<uint32_t, uint32_t> family_of_;
  Parents identical_;
  Parents near_;  // and identical
};

struct FoundMatch {
  std::string_view a, b;  // ids, as they are written in JSON
  std::string_view relation;

  bool of_documents() const {
    return relation != "shared_passages" && relation != "unrelated";
  }
};

// Calls `each` for the lines of matches.jsonl. Reads no more of a line than its head.
bool read_matches(const std::filesystem::path& path,
                  const std::function<void(const FoundMatch&)>& each);

}  // namespace unspin::bench
