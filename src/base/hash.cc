#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace unspin {

uint64_t hash_bytes(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Hash128 hash_bytes_128(std::string_view bytes) {
  XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

uint64_t hash_word(std::string_view word) {
  uint64_t hash = hash_bytes(word);
  return hash ? hash : 1;
}

uint64_t hash_phrase(std::span<const uint64_t> words) {
  if (words.empty()) return 0;
  uint64_t hash = words[0];
  for (uint64_t word : words.subspan(1)) {
    hash = (hash ^ (word + 0x9e3779b97f4a7c15u)) * 0xd6e8feb86659fd93u;
    hash ^= hash >> 32;
  }
  return hash ? hash : 1;
}

}  // namespace unspin
