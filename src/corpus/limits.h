// How far hostile input may go.
#pragma once

#include <cstdint>

namespace unspin {

struct ReadLimits {
  // Longest record (JSON line, CSV row, WARC payload after its own decompression, whole
  // text file), in bytes; a longer one is skipped without being held.
  uint64_t max_record_bytes = uint64_t{256} << 20;

  // A compressed stream that has given more than `max_ratio` bytes for each of its own,
  // over a window of some megabytes, is a bomb: the rest of the file is skipped.
  uint64_t max_ratio = 500;

  // The most that one file may give uncompressed. 0: no limit.
  uint64_t max_file_bytes = uint64_t{1} << 42;
};

}  // namespace unspin
