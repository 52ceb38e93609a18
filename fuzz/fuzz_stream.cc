// Whatever a compressed file holds, its stream ends, keeps the limits, and gives the same
// bytes whatever the reader's buffer; of a damaged block sometimes fewer. Behind damage
// it goes on a limited number of times.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/byte_stream.h"

namespace {

constexpr uint64_t kMostBytes = 1 << 18;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Outcome {
  std::string bytes;
  std::string error;
};

void read_past_damage(unspin::ByteStream& stream, size_t file_bytes,
                      std::string& buffer) {
  size_t times = 0;
  while (stream.resume()) {
    require(++times <= file_bytes);
    while (stream.read(buffer).value_or(0) > 0) {
    }
    require(stream.consumed() <= file_bytes);
  }
  require(stream.read(buffer).value_or(1) == 0);
}

Outcome drain(std::string_view file, size_t buffer_bytes) {
  unspin::ReadLimits limits{.max_decoder_bytes = 1 << 23, .max_file_bytes = kMostBytes};
  unspin::OpenedStream stream = unspin::open_memory(file, limits);
  Outcome outcome;
  std::string buffer(buffer_bytes, '\0');
  while (true) {
    unspin::Result<size_t> n = stream.bytes->read(buffer);
    if (!n) outcome.error = n.error().message;
    if (!n || *n == 0) break;
    require(*n <= buffer.size());
    outcome.bytes.append(buffer, 0, *n);
    require(outcome.bytes.size() <= kMostBytes);
  }
  require(stream.bytes->consumed() <= file.size());
  // It is over.
  require(stream.bytes->read(buffer).value_or(1) == 0);
  if (!outcome.error.empty()) read_past_damage(*stream.bytes, file.size(), buffer);
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view file(reinterpret_cast<const char*>(data), size);
  Outcome large = drain(file, kMostBytes + 1);
  Outcome small = drain(file, 1 + size % 999);
  require(large.error.empty() == small.error.empty());
  size_t less = std::min(large.bytes.size(), small.bytes.size());
  require(!large.error.empty() || large.bytes.size() == small.bytes.size());
  require(large.bytes.substr(0, less) == small.bytes.substr(0, less));
  return 0;
}
