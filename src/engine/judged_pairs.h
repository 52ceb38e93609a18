// Pairs of a scan, aligned and judged by many threads; what is found goes to disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "engine/collection.h"
#include "engine/pair_journal.h"
#include "engine/pair_judge.h"
#include "engine/passage_places.h"
#include "family/families.h"
#include "unspin/compare.h"

namespace unspin {

class JudgedPairs {
 public:
  using Pair = std::pair<uint32_t, uint32_t>;

  // Matches are kept in the file `path` until write() puts them in order. When an earlier
  // run left it, and the same pairs are asked for in the same order, they are not judged
  // again.
  static Result<JudgedPairs> open(const std::filesystem::path& path,
                                  const Collection& collection, const Comparer& comparer,
                                  const ScanParameters& parameters, unsigned threads,
                                  const ScanObserver& observer);

  // Compares the pairs, now or when settle() is called, and keeps those that are related.
  // Documents of neighbouring pairs with one first are prepared once.
  //
  // `filter`: leave out, unaligned, pairs that share no run of 3-grams in order.
  // Requires: between calls with another `filter`, settle().
  // Errors:   kUnwritable, kUnreadable, kStopped, and as PairJudge.
  Result<void> judge(std::span<const Pair> pairs, bool filter);
  Result<void> settle();

  // All that was judged and found related. Indices are document numbers.
  const std::vector<FamilyEdge>& edges() const { return edges_; }
  uint64_t compared() const { return compared_; }

  // Where the passages of edges()[i] are, in the order of reading its first document.
  // Errors: kUnreadable, kCorrupt.
  Result<std::vector<PassagePlace>> places(size_t i) const;

  // Leaves out, from edges() and write(), each i of which forgotten[i]. Those behind the
  // end of `forgotten` stay.
  void forget(const std::vector<bool>& forgotten);

  // That edges()[i] shall make no family, whatever write() says of it.
  void keep_apart(size_t i) { edges_[i].relation = Relation::kSharedPassages; }

  // The matches as JSON lines, by the ids of their documents. Requires: settle().
  Result<void> write(const std::filesystem::path& path) const;

 private:
  JudgedPairs(const Collection& collection, const Comparer& comparer,
              const ScanParameters& parameters, unsigned threads,
              const ScanObserver& observer, PairJournal journal)
      : collection_(&collection),
        should_stop_(observer.should_stop),
        journal_(std::move(journal)) {
    for (unsigned i = 0; i < threads; ++i)
      judges_.emplace_back(collection, comparer, parameters);
  }

  Result<JudgedChunk> judge_pending();
  Result<std::vector<uint32_t>> order_of_lines() const;

  const Collection* collection_;
  std::function<bool()> should_stop_;  // may be empty
  std::vector<PairJudge> judges_;      // a thread each
  PairJournal journal_;

  // Asked for and not judged yet.
  std::vector<Pair> pending_;
  uint64_t pending_words_ = 0;
  bool filter_ = false;

  // Of each match its edge and where its line is in the journal.
  std::vector<FamilyEdge> edges_;
  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> line_bytes_;
  uint64_t compared_ = 0;
};

}  // namespace unspin
