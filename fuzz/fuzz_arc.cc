// Any bytes are an ARC file.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace unspin;
  std::string_view file(reinterpret_cast<const char*>(data), size);
  fuzz::check_archive(file, Kind::kArc, open_arc);
  return 0;
}
