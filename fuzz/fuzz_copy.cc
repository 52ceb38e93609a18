// A copy that leaves nothing out is the file, whatever its kind and however broken; one
// that leaves some out has just those fewer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "corpus/byte_stream.h"
#include "corpus/copy_records.h"

namespace {

using unspin::Result;

void require(bool holds) {
  if (!holds) std::abort();
}

constexpr const char* kNames[] = {"a.jsonl", "a.json", "a.csv", "a.tsv",
                                  "a.warc",  "a.arc",  "a.txt", "a.html"};

struct Copy {
  std::string bytes;  // compressed as the file
  unspin::Compression compression = unspin::Compression::kNone;
  Result<unspin::CopyCounts> counts;
};

Copy copy(std::string_view file, const std::string& name, uint64_t mask,
          size_t batch_bytes) {
  unspin::ReadLimits limits{
      .max_record_bytes = 1000, .max_decoder_bytes = 1 << 23, .max_file_bytes = 1 << 18};
  auto opened =
      unspin::open_records(file, name, {.limits = limits, .batch_bytes = batch_bytes});
  Copy copy;
  if (!opened) {
    copy.counts = tl::unexpected(opened.error());
    return copy;
  }
  copy.compression = opened->compression;
  auto sink = [&](std::string_view bytes) {
    copy.bytes += bytes;
    return Result<void>();
  };
  auto keep = [&](uint64_t ordinal) { return (mask >> ordinal % 64 & 1) != 0; };
  copy.counts = unspin::copy_documents(*opened, sink, keep, limits);
  return copy;
}

// Plain bytes may look compressed once the first of them are gone.
std::string drain(std::string_view file, unspin::Compression compression) {
  if (compression == unspin::Compression::kNone) return std::string(file);
  std::string bytes;
  std::string buffer(1 << 16, '\0');
  auto stream = unspin::open_memory(file);
  while (true) {
    Result<size_t> n = stream.bytes->read(buffer);
    require(n.has_value());
    if (*n == 0) return bytes;
    bytes.append(buffer, 0, *n);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  std::string name = kNames[data[0] % std::size(kNames)];
  std::string_view file(reinterpret_cast<const char*>(data) + 1, size - 1);

  Copy all = copy(file, name, ~uint64_t{0}, 64);
  if (!all.counts) return 0;
  require(all.counts->removed == 0);
  require(drain(all.bytes, all.compression) == drain(file, all.compression));

  Copy some = copy(file, name, 0x5A5A5A5A5A5A5A5A, 1 << 10);
  require(some.counts.has_value());
  require(some.counts->kept + some.counts->removed == all.counts->kept);
  require(drain(some.bytes, all.compression).size() <=
          drain(file, all.compression).size());
  return 0;
}
