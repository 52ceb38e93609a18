// Pairs of a scan, aligned and judged by many threads; what is found goes to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "engine/collection.h"
#include "engine/pair_judge.h"
#include "family/families.h"
#include "unspin/compare.h"

namespace unspin {

class JudgedPairs {
 public:
  using Pair = std::pair<uint32_t, uint32_t>;

  // Matches are kept in the file `path` until write() puts them in order.
  static Result<JudgedPairs> create(const std::filesystem::path& path,
                                    const Collection& collection,
                                    const Comparer& comparer, unsigned threads);

  // Compares the pairs and keeps those that are related. Documents of neighbouring
  // pairs with one first are prepared once.
  //
  // `filter`: leave out, unaligned, pairs that share no run of 3-grams in order.
  Result<void> judge(std::span<const Pair> pairs, bool filter);

  // All that was judged and found related. Indices are document numbers.
  const std::vector<FamilyEdge>& edges() const { return edges_; }
  uint64_t compared() const { return compared_; }

  // The matches as JSON lines, by the ids of their documents.
  Result<void> write(const std::filesystem::path& path) const;

 private:
  struct Line {
    uint64_t offset = 0;
    uint32_t bytes = 0;
    uint32_t a = 0;
    uint32_t b = 0;
  };

  JudgedPairs(const Collection& collection, const Comparer& comparer, unsigned threads)
      : collection_(&collection) {
    for (unsigned i = 0; i < threads; ++i) judges_.emplace_back(collection, comparer);
  }

  const Collection* collection_;
  std::vector<PairJudge> judges_;  // a thread each
  std::filesystem::path path_;
  uint64_t end_ = 0;
  std::vector<Line> lines_;
  std::vector<FamilyEdge> edges_;
  uint64_t compared_ = 0;
};

}  // namespace unspin
