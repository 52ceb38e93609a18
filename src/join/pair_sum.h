// Here are pair records in order, give me the pairs that share enough.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "join/feature_join.h"
#include "join/records.h"

namespace unspin {

// A document's length in 16 bits: exact below 4,096, else rounded down to 12 significant
// bits. Keeps the order of lengths.
uint16_t pack_length(uint32_t length);
uint32_t unpack_length(uint16_t packed);

// Sums the records of each pair and keeps what passes the thresholds.
class PairSum {
 public:
  using Sink = std::function<bool(std::span<const CandidatePair>)>;

  // `lengths` (packed, of every document) and `sink` outlive this.
  PairSum(const JoinOptions& options, PairLayout layout,
          std::span<const uint16_t> lengths, uint32_t first_document, const Sink& sink);

  // Requires: sorted, and above or equal to the runs before. False: the sink has enough.
  bool run(std::span<const uint64_t> pairs);

  // Gives the sink what is left.
  bool end();

  uint64_t emitted() const { return emitted_; }

 private:
  bool finish_pair();
  bool passes() const;
  bool flush();

  JoinOptions options_;
  PairLayout layout_;
  std::span<const uint16_t> lengths_;
  uint32_t first_document_;
  const Sink& sink_;

  uint64_t pair_ = 0;  // without its code
  uint64_t weight_ = 0;
  uint64_t shared_ = 0;
  uint64_t emitted_ = 0;
  std::vector<CandidatePair> batch_;
};

}  // namespace unspin
