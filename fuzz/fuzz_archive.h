// What the fuzzers of web archives require of any bytes.
#pragma once

#include <string>
#include <string_view>

#include "corpus/readers.h"
#include "fuzz_records.h"

namespace unspin::fuzz {

// Reads `file` as what `open` opens: its records are back to back and make up the whole,
// under a small limit and a large one, and understanding them breaks nothing.
inline void check_archive(std::string_view file, Kind kind, decltype(open_warc)& open) {
  for (uint64_t most : {100, 1 << 20}) {
    RecordOptions options;
    options.limits.max_record_bytes = most;
    size_t head = file.size() / 3;
    // What looks compressed there would be uncompressed, and the whole not be `file`.
    if (detect_compression(file.substr(head)) != Compression::kNone) return;
    RecordSource source{.path = "f",
                        .kind = kind,
                        .head = std::string(file.substr(0, head)),
                        .stream = open_memory(file.substr(head)).bytes};
    Result<RecordHalves> halves = open(std::move(source), options);
    require(halves.has_value());
    testing::AllRecords all = testing::read_all(
        {.reader = std::move(halves->reader), .parser = std::move(halves->parser)});
    require(all.fault.empty());
    require(all.error.empty());
    require(all.bytes == file);
  }
}

}  // namespace unspin::fuzz
