// Where words may be: 64 bytes of text to 64 bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "sketch/word_hashes.h"

namespace unspin {

// Sets bit k of masks[i] where byte 64 i + k of `text` is an ASCII letter or digit, or
// no ASCII.
//
// Requires: 64 * blocks bytes at `text`; they need not be aligned.
using MaskKernel = void (*)(const char* text, size_t blocks, uint64_t* masks);

struct NamedMaskKernel {
  const char* name;
  MaskKernel kernel;
};

// Those that this processor can run, fastest first; the last is plain C++. All give
// the same.
std::span<const NamedMaskKernel> mask_kernels();

// hash_words() by this kernel.
void hash_words_by(MaskKernel kernel, std::string_view text, WordHashes& out);

}  // namespace unspin
