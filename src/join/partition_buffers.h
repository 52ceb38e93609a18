// Buffers between one thread and the files of all partitions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "join/page_buffer.h"
#include "join/partition_files.h"

namespace unspin {

// Collects records a partition and appends them a block at a time.
//
// Errors: kept, and given by flush(); what is pushed after one is dropped.
// Threads: one.
template <class Record>
class PartitionBuffers {
 public:
  // Blocks of `block_records` (at least 1). `files` outlives this.
  PartitionBuffers(PartitionFiles& files, size_t block_records)
      : files_(files),
        block_(block_records),
        stride_(block_records + kSkew),
        filled_(files.partitions(), 0),
        records_(stride_ * files.partitions()) {}

  // How many bytes one with such blocks takes.
  static constexpr uint64_t bytes(unsigned partitions, size_t block_records) {
    return partitions * ((block_records + kSkew) * sizeof(Record) + sizeof(uint32_t));
  }

  void push(unsigned partition, Record record) {
    uint32_t& filled = filled_[partition];
    records_[partition * stride_ + filled] = record;
    if (++filled == block_) write(partition);
  }

  const Result<void>& status() const { return status_; }

  // Appends all that is left.
  Result<void> flush() {
    for (unsigned i = 0; i < filled_.size(); ++i) write(i);
    return status_;
  }

 private:
  // Partitions fill evenly; without this their ends would fall into one set of the cache.
  static constexpr size_t kSkew = 64 / sizeof(Record);

  void write(unsigned partition) {
    size_t n = filled_[partition];
    filled_[partition] = 0;
    if (!status_) return;
    std::span<const Record> block(&records_[partition * stride_], n);
    status_ = files_.append(partition, std::as_bytes(block));
  }

  PartitionFiles& files_;
  size_t block_;
  size_t stride_;
  std::vector<uint32_t> filled_;
  PageBuffer<Record> records_;
  Result<void> status_;
};

}  // namespace unspin
