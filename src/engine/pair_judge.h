// One pair of a scan after another: is it worth aligning, and what comes of it?
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/collection.h"
#include "engine/scan_parameters.h"
#include "family/families.h"
#include "sketch/diagonal_filter.h"
#include "sketch/word_hashes.h"
#include "unspin/compare.h"

namespace unspin {

// What came of a pair.
struct JudgedPair {
  std::string line;  // of the match, as JSON, and its passages; when related
  FamilyEdge edge;   // when related
  bool compared = false;
  bool related = false;
};

// A thread's own: keeps of the last pair what the next, as a rule its neighbour, shares.
class PairJudge {
 public:
  PairJudge(const Collection& collection, const Comparer& comparer,
            const ScanParameters& parameters);

  // Judges documents a and b.
  //
  // `filter`: leave them unaligned when they share no chain of 3-grams that is long
  //           enough, and compare parts of them where that will do.
  // Errors: as DocumentStore::read.
  Result<JudgedPair> judge(uint32_t a, uint32_t b, bool filter);

 private:
  Result<void> fetch_first(uint32_t number);
  uint32_t longest_chain(const Document& second);
  double shared_by_chains() const;
  Match compare_whole(const Document& second);

  const Collection* collection_;
  const Comparer* comparer_;
  ScanParameters parameters_;

  // The first document of the last pair.
  uint32_t number_ = 0;
  std::optional<Document> document_;
  std::optional<Prepared> prepared_;
  DiagonalFilter filter_;
  bool filter_set_ = false;
  WordHashes first_words_;
  WordHashes second_words_;
};

}  // namespace unspin
