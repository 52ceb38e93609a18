// Files of 64-bit words, one a partition, appended to by many threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "join/scratch_folder.h"
#include "unspin/error.h"

namespace unspin {

// What a file should hold: how many words, and their sum, which does not depend on
// their order.
struct Extent {
  uint64_t words = 0;
  uint64_t sum = 0;
  bool operator==(const Extent&) const = default;
};

// The sum of the words in `bytes`, a whole number of them, of whatever type they are.
inline uint64_t sum_words(std::span<const std::byte> bytes) {
  uint64_t sum = 0;
  for (size_t i = 0; i < bytes.size(); i += sizeof(uint64_t)) {
    uint64_t word = 0;
    std::memcpy(&word, &bytes[i], sizeof word);
    sum += word;
  }
  return sum;
}

class PartitionFiles {
 public:
  // Files named `folder`/`stem`NNN, none of them made yet. `meter` outlives this.
  PartitionFiles(const std::filesystem::path& folder, const std::string& stem,
                 unsigned partitions, ScratchMeter& meter);
  PartitionFiles(const PartitionFiles&) = delete;
  PartitionFiles& operator=(const PartitionFiles&) = delete;
  ~PartitionFiles();

  unsigned partitions() const { return static_cast<unsigned>(files_.size()); }

  // Appends `bytes`, whole words. Errors: kUnwritable. Threads: any; the blocks of
  // several stand in some order.
  Result<void> append(unsigned partition, std::span<const std::byte> bytes);

  // Requires: nobody is in append().
  Extent extent(unsigned partition) const;
  std::vector<Extent> extents() const;

  // Takes up files that were left behind as they were at `extents`, and cuts off what
  // was appended since. Errors: kCorrupt when one is shorter; kUnwritable.
  Result<void> restore(std::span<const Extent> extents);

  // Fills `bytes` from byte `start` on. Errors: kUnreadable; kCorrupt when it ends early.
  // Threads: any, one reader a partition.
  Result<void> read(unsigned partition, uint64_t start, std::span<std::byte> bytes);

  // Checks the sum of all words of a partition as read. Errors: kCorrupt.
  Result<void> check_sum(unsigned partition, uint64_t sum) const;

  void remove(unsigned partition);

 private:
  struct File {
    std::atomic<int> fd = -1;
    std::atomic<uint64_t> words = 0;
    std::atomic<uint64_t> sum = 0;
  };

  std::filesystem::path path_of(unsigned partition) const;
  Result<int> open(unsigned partition, int flags);
  Result<int> opened(unsigned partition);

  std::string stem_;
  ScratchMeter& meter_;
  std::vector<File> files_;
  std::mutex opening_;
};

}  // namespace unspin
