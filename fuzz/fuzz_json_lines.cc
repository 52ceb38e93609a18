// Any bytes named .jsonl are records back to back that make up the file, and the same
// ones however they are cut into batches.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz_records.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  unspin::fuzz::check_records({reinterpret_cast<const char*>(data), size}, "f.jsonl");
  return 0;
}
