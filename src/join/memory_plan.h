// How a join divides its memory.
#pragma once

#include <algorithm>
#include <cstdint>

#include "join/partition_buffers.h"
#include "join/records.h"

namespace unspin {

// What each thread of a stage may use. The more memory, the larger the blocks written:
// up to 64 KiB, beyond which disks are no faster.
struct MemoryPlan {
  uint64_t bytes = 0;
  unsigned threads = 1;

  uint64_t a_thread() const { return bytes / threads; }

  // Records of `record_bytes` in a block, when buffers take `share` bytes.
  static size_t block_records(uint64_t share, unsigned partitions, size_t record_bytes) {
    constexpr uint64_t kLargestBlock = 1 << 16;
    uint64_t block = std::min(share / partitions, kLargestBlock);
    // One cache line of each buffer is padding.
    return std::max<uint64_t>(8, (block - std::min<uint64_t>(block, 64)) / record_bytes);
  }

  // While adding, half of it all is buffers; the rest is the caller's to sketch with.
  size_t adding_block(unsigned partitions, size_t record_bytes) const {
    return block_records(a_thread() / 2, partitions, record_bytes);
  }

  // While joining, a quarter is buffers for pairs, the rest for sorting.
  size_t joining_block() const {
    return block_records(a_thread() / 4, kPartitions, sizeof(uint64_t));
  }
  uint64_t joining_sort_bytes() const {
    uint64_t buffers =
        PartitionBuffers<uint64_t>::bytes(kPartitions, joining_block()) + kChunkBytes;
    return a_thread() - std::min(a_thread(), buffers);
  }

  // While emitting, all but the lengths is for sorting.
  uint64_t emitting_sort_bytes(uint64_t lengths_bytes) const {
    uint64_t rest = bytes - std::min(bytes, lengths_bytes);
    return rest / threads - std::min(rest / threads, kChunkBytes);
  }

  static constexpr uint64_t kChunkBytes = uint64_t{1} << 16;
};

}  // namespace unspin
