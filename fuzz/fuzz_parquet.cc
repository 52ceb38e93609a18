// Any bytes are a Parquet file: it is read, or refused in one line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/read_all.h"
#include "corpus/readers.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace unspin;
  std::string_view file(reinterpret_cast<const char*>(data), size);
  RecordOptions options;
  options.limits.max_record_bytes = 1 << 20;
  RecordSource source{.path = "f", .kind = Kind::kParquet, .memory = file};
  auto halves = open_parquet(std::move(source), options);
  if (!halves) {
    if (halves.error().message.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  RecordBatch batch;
  while (halves->reader->next(batch).value_or(false))
    for (size_t i = 0; i < batch.records.size(); ++i)
      (void)halves->parser->parse(batch, i);
  return 0;
}
