// Here is a partition's file, of any size, give me its records in order within this
// much memory.
//
// A partition that fits is read and sorted at once. A larger one is read several times:
// each time only the records of one interval of values are kept, and the intervals go
// upwards. Nothing is written again, so a partition of k times the memory costs k
// readings. An interval that turns out too full is halved; one that is a single value
// (the same record over and over) is only counted.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "join/page_buffer.h"
#include "join/partition_files.h"
#include "join/record_sort.h"

namespace unspin {

// Memory for sorting, used for one partition after another.
template <class Record>
struct SortSpace {
  static constexpr size_t kMaxChunk = (size_t{1} << 16) / sizeof(Record);

  // For about `bytes`, but not more than `max_records` at a time; at least 64 records.
  SortSpace(uint64_t bytes, uint64_t max_records) {
    uint64_t fits = bytes / (2 * sizeof(Record));
    capacity = std::max<uint64_t>(64, std::min(fits, max_records));
    records = PageBuffer<Record>(capacity);
    spare = PageBuffer<Record>(capacity);
    chunk = std::min<size_t>(kMaxChunk, capacity);
    chunk_records = PageBuffer<Record>(chunk);
  }

  size_t capacity = 0;
  size_t chunk = 0;
  PageBuffer<Record> records;
  PageBuffer<Record> spare;
  PageBuffer<Record> chunk_records;
};

// The records of one partition as sorted runs, each above or equal to the one before.
template <class Record>
class SortedRuns {
 public:
  // Requires: all records of the partition lie in [first, last]. `space` is in use
  // until this is gone.
  SortedRuns(PartitionFiles& files, unsigned partition, Record first, Record last,
             SortSpace<Record>& space)
      : files_(files),
        partition_(partition),
        count_(files.extent(partition).words * sizeof(uint64_t) / sizeof(Record)),
        space_(space) {
    if (count_ == 0) return;
    // A quarter more intervals than needed, since none is filled exactly.
    uint64_t pieces = count_ <= space.capacity
                          ? 1
                          : count_ / space.capacity + count_ / space.capacity / 4 + 2;
    Record width = (last - first) / pieces;
    for (uint64_t i = pieces; i-- > 0;)
      intervals_.push_back({first + width * i + (i > 0 ? 1 : 0),
                            i + 1 == pieces ? last : first + width * (i + 1)});
  }

  // The next run, valid until the next call; empty at the end.
  // Errors: kUnreadable, kCorrupt.
  Result<std::span<const Record>> next() {
    if (repeats_ > 0) return repeated();
    while (!intervals_.empty()) {
      Interval interval = intervals_.back();
      intervals_.pop_back();
      if (interval.first > interval.last) continue;
      UNSPIN_TRY(uint64_t found, load(interval));
      if (found == 0) continue;
      if (found <= space_.capacity) return sorted(interval, found);
      if (interval.first == interval.last) {
        value_ = interval.first;
        repeats_ = found;
        return repeated();
      }
      Record middle = interval.first + (interval.last - interval.first) / 2;
      intervals_.push_back({middle + 1, interval.last});
      intervals_.push_back({interval.first, middle});
    }
    return std::span<const Record>();
  }

 private:
  struct Interval {
    Record first;
    Record last;
  };

  // How many records lie in `interval`; when they fit they are in space_.records. Once
  // it is known that they do not, the rest is not read.
  Result<uint64_t> load(const Interval& interval) {
    if (count_ <= space_.capacity) return load_all();
    uint64_t found = 0;
    uint64_t sum = 0;
    for (uint64_t start = 0; start < count_; start += space_.chunk) {
      size_t n = std::min<uint64_t>(space_.chunk, count_ - start);
      std::span<Record> chunk(space_.chunk_records.get(), n);
      auto bytes = std::as_writable_bytes(chunk);
      if (auto read = files_.read(partition_, start * sizeof(Record), bytes); !read)
        return tl::unexpected(read.error());
      sum += sum_words(bytes);
      found = keep(interval, chunk, found);
      if (found > space_.capacity && interval.first != interval.last) return found;
    }
    if (auto whole = files_.check_sum(partition_, sum); !whole)
      return tl::unexpected(whole.error());
    return found;
  }

  Result<uint64_t> load_all() {
    auto bytes = std::as_writable_bytes(std::span<Record>(space_.records.get(), count_));
    if (auto read = files_.read(partition_, 0, bytes); !read)
      return tl::unexpected(read.error());
    if (auto whole = files_.check_sum(partition_, sum_words(bytes)); !whole)
      return tl::unexpected(whole.error());
    return count_;
  }

  uint64_t keep(const Interval& interval, std::span<const Record> chunk, uint64_t found) {
    for (Record record : chunk) {
      if (record < interval.first || record > interval.last) continue;
      if (found < space_.capacity) space_.records[found] = record;
      ++found;
    }
    return found;
  }

  std::span<const Record> sorted(const Interval& interval, size_t found) {
    Record differ = interval.first ^ interval.last;
    unsigned varying = 0;
    for (; differ > 0; differ >>= 1) ++varying;
    return sort_records<Record>({space_.records.get(), found},
                                {space_.spare.get(), found}, varying);
  }

  std::span<const Record> repeated() {
    size_t n = std::min<uint64_t>(repeats_, space_.capacity);
    std::fill_n(space_.records.get(), n, value_);
    repeats_ -= n;
    return {space_.records.get(), n};
  }

  PartitionFiles& files_;
  unsigned partition_;
  uint64_t count_;
  SortSpace<Record>& space_;
  std::vector<Interval> intervals_;
  Record value_ = 0;
  uint64_t repeats_ = 0;
};

}  // namespace unspin
