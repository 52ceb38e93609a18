// Postings of documents that just came in, before they are written.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "index/postings_encoder.h"
#include "index/postings_format.h"
#include "unspin/error.h"

namespace unspin {

class FreshPostings {
 public:
  FreshPostings() = default;
  explicit FreshPostings(uint64_t first_document) : first_document_(first_document) {}

  // The next document. `keys` from key_of(), in any order; `words` its length.
  //
  // Requires: fewer than kMostFileDocuments before.
  // Cost:     about a nanosecond a key.
  void add(std::span<const uint64_t> keys, uint32_t words);

  // A number that no document has.
  void skip() { lengths_.push_back(0); }

  uint64_t first_document() const { return first_document_; }
  uint64_t end_document() const { return first_document_ + lengths_.size(); }
  bool empty() const { return lengths_.empty(); }

  // Memory in use, about.
  uint64_t bytes() const { return n_records_ * sizeof(uint64_t); }

  // Writes all as a postings file. What was added is sorted, and stays. `common`: gets
  // the topics of which nothing is left added; may be null.
  //
  // Errors: those of `sink`.
  // Cost:   about 15 ns a posting.
  Result<void> write(unsigned threads, const ByteSink& sink,
                     std::vector<uint64_t>* common = nullptr);

  // Starts anew, empty, with memory that was used before.
  void start_again(uint64_t first_document);

 private:
  uint64_t first_document_ = 0;
  uint64_t n_records_ = 0;
  // By partition: key | document, so many bits each.
  std::array<std::vector<uint64_t>, kPartitions> records_;
  std::vector<uint32_t> lengths_;
};

}  // namespace unspin
