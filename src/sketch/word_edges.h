// Where runs of letters begin and end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "sketch/word_hashes.h"

namespace unspin {

// A byte is of a run when it is an ASCII letter or digit, or no ASCII and not of a
// character from U+2010 to U+2027 that lies whole in its block of 64 bytes. An edge is
// the first byte of a run, or the first after it.
//
// Writes base + i to `out` for every edge at byte i of the 64 * blocks bytes at `text`,
// ascending, and returns where the next would go. `inside` says whether the byte before
// is of a run, and then whether the last is.
//
// Requires: room for 64 * blocks + kEdgeSlack edges. `text` need not be aligned.
using EdgeKernel = uint32_t* (*)(const char* text, size_t blocks, uint32_t base,
                                 bool& inside, uint32_t* out);
inline constexpr size_t kEdgeSlack = 16;

struct NamedEdgeKernel {
  const char* name;
  EdgeKernel kernel;
};

// Those that this processor can run, fastest first; the last is plain C++. All give
// the same.
std::span<const NamedEdgeKernel> edge_kernels();

// hash_words() by this kernel.
void hash_words_by(EdgeKernel kernel, std::string_view text, WordHashes& out);

}  // namespace unspin
