// What the fuzzers of record readers require of any file.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/read_all.h"

namespace unspin::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline testing::AllRecords read_records(std::string_view file, const std::string& name,
                                        size_t batch_bytes) {
  RecordOptions options;
  options.batch_bytes = batch_bytes;
  options.limits.max_record_bytes = 4096;
  testing::AllRecords all = testing::read_all(file, name, options);
  require(all.fault.empty());
  require(!all.error.empty() || all.bytes == file || file.starts_with("\x1F\x8B") ||
          file.starts_with("\x28\xB5\x2F\xFD") || file.starts_with("\xFD\x37zXZ") ||
          file.starts_with("BZh") || file.substr(0, 4).ends_with("\x2A\x4D\x18"));
  return all;
}

// The records are back to back and make up the file, and batches of few bytes hold the
// same as large ones.
inline void check_records(std::string_view file, const std::string& name) {
  testing::AllRecords whole = read_records(file, name, size_t{1} << 14);
  size_t odd = 1 + file.size() % 97;
  for (size_t batch_bytes : {odd, size_t{1024}}) {
    testing::AllRecords parts = read_records(file, name, batch_bytes);
    require(parts.error == whole.error);
    require(parts.texts() == whole.texts());
    require(parts.ids() == whole.ids());
    require(parts.ordinals == whole.ordinals);
    require(parts.complaints() == whole.complaints());
  }
}

}  // namespace unspin::fuzz
