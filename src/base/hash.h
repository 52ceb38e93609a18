// The hashes that words and phrases are known by, everywhere and for ever:
// compiled lexicons hold them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace unspin {

// A 64-bit hash of a normalised word. Never 0.
uint64_t hash_word(std::string_view word);

// The hash of a phrase from its words' hashes, in order. A phrase of one word
// has that word's hash.
uint64_t hash_phrase(std::span<const uint64_t> words);

// A 64-bit hash of any bytes (XXH3).
uint64_t hash_bytes(std::string_view bytes);

struct Hash128 {
  uint64_t high = 0;
  uint64_t low = 0;
};

// A 128-bit hash of any bytes (XXH3).
Hash128 hash_bytes_128(std::string_view bytes);

}  // namespace unspin
