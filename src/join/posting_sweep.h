// Here are postings in order, give me the pairs of documents that share a feature.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "join/partition_buffers.h"
#include "join/records.h"

namespace unspin {

// Sweeps over one partition's postings, run by run.
//
// Cost: max_df pairs a posting at most, one read and one compare for the posting of a
//       feature that no other document has.
class PostingSweep {
 public:
  // `out` outlives this.
  PostingSweep(uint32_t max_df, uint32_t max_linked_df, PairLayout layout,
               PartitionBuffers<uint64_t>& out);

  // Requires: sorted, and above or equal to the runs before.
  void run(std::span<const uint64_t> postings);

  // Ends a partition.
  void end();

 private:
  void take(uint64_t posting);
  void pair_all(std::span<const uint32_t> documents);
  void link(std::span<const uint32_t> documents, size_t reach);
  void emit(uint32_t a, uint32_t b, uint64_t code);

  uint32_t max_df_;
  uint32_t max_linked_df_;
  PairLayout layout_;
  unsigned shift_;
  PartitionBuffers<uint64_t>& out_;

  // The feature whose documents are being collected. Once there are more than
  // max_linked_df, only the last is kept.
  uint64_t key_ = 0;
  std::vector<uint32_t> documents_;
  bool chained_ = false;
};

}  // namespace unspin
