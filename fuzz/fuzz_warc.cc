// Any bytes are a WARC file: its records are back to back and make up the whole, under a
// small limit and a large one, and understanding them breaks nothing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/read_all.h"
#include "corpus/warc.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace unspin;
  std::string_view file(reinterpret_cast<const char*>(data), size);
  for (uint64_t most : {100, 1 << 20}) {
    RecordOptions options;
    options.limits.max_record_bytes = most;
    RecordSource source{.path = "f",
                        .kind = Kind::kWarc,
                        .head = std::string(file.substr(0, size / 3)),
                        .stream = open_memory(file.substr(size / 3)).bytes};
    auto halves = open_warc(std::move(source), options);
    OpenedRecords opened{.reader = std::move(halves->reader),
                         .parser = std::move(halves->parser)};
    testing::AllRecords all = testing::read_all(opened);
    // A prefix that looks compressed is uncompressed by the stream: then it is not
    // `file`.
    if (!all.fault.empty()) std::abort();
    if (all.bytes.size() > size && all.error.empty() &&
        file.find("\x1F\x8B") == file.npos &&
        file.find("\x28\xB5\x2F\xFD") == file.npos && file.find("BZh") == file.npos &&
        file.find("7zXZ") == file.npos)
      std::abort();
  }
  return 0;
}
