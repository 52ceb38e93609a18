// Lists of documents as bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/postings_format.h"
#include "unspin/error.h"

namespace unspin {

// One partition of a postings file.
struct PartitionImage {
  std::string data;
  std::vector<uint64_t> bucket_ends;  // in `data`
  uint64_t n_postings = 0;
  std::vector<uint64_t> common;  // topics of which nothing is left
};

// Encodes one partition, key by key.
class PartitionEncoder {
 public:
  // `postings`: about so many are expected.
  PartitionEncoder(unsigned partition, unsigned bucket_bits, size_t postings = 0);

  // A feature and its documents, relative to the file's first. `count`: how many had it,
  // `cut`: not all are in `documents`; what is too much of them is cut off here.
  //
  // Requires: keys ascending, of this partition; documents ascending, each once.
  void add(uint64_t key, std::span<const uint32_t> documents, uint64_t count, bool cut);

  PartitionImage finish();

 private:
  void move_to_bucket_of(uint64_t key);
  void make_room(size_t numbers);
  void put(uint64_t value) {
    used_ = write_varint(image_.data.data() + used_, value) - image_.data.data();
  }
  void put_list(std::span<const uint32_t> documents);

  PartitionImage image_;  // of its data the first `used_` bytes
  size_t used_ = 0;
  unsigned bucket_shift_;
  uint64_t n_buckets_;
  uint64_t first_bucket_;
  uint64_t previous_ = 0;  // key; at a bucket's start its first
};

// What a postings file says of itself.
struct PostingsPlan {
  uint64_t first_document = 0;
  std::vector<uint32_t> lengths;  // of each number in words + 1; 0: no such document
  unsigned bucket_bits = kPartitionBits;
};

using ByteSink = std::function<Result<void>(std::string_view)>;

// Writes a postings file, with the partitions that `make` gives, made by `threads`
// threads.
//
// `common`: gets the topics of which nothing is left added; may be null.
// Errors: those of `sink` and of `make`.
// Memory: as many partitions as threads.
Result<void> write_postings(
    const PostingsPlan& plan, unsigned threads,
    const std::function<Result<PartitionImage>(unsigned partition)>& make,
    const ByteSink& sink, std::vector<uint64_t>* common = nullptr);

}  // namespace unspin
