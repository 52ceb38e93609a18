// What a join did to the disk.
#pragma once

#include <cstdint>

namespace unspin {

struct ScratchStats {
  uint64_t bytes_written = 0;
  uint64_t bytes_read = 0;
  uint64_t peak_bytes = 0;  // most that lay on disk at one time
};

}  // namespace unspin
