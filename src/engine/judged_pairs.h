// Pairs of a scan, aligned and judged by many threads; what is found goes to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "engine/collection.h"
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

  struct Judged {
    std::string line;
    FamilyEdge edge;
    bool compared = false;
    bool related = false;
  };

  JudgedPairs(const Collection& collection, const Comparer& comparer, unsigned threads)
      : collection_(&collection), comparer_(&comparer), threads_(threads) {}
  Result<void> judge_one(std::span<const Pair> pairs, size_t i, bool filter,
                         Judged& judged) const;

  const Collection* collection_;
  const Comparer* comparer_;
  unsigned threads_;
  std::filesystem::path path_;
  uint64_t end_ = 0;
  std::vector<Line> lines_;
  std::vector<FamilyEdge> edges_;
  uint64_t compared_ = 0;
};

}  // namespace unspin
