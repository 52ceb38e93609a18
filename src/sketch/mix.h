// The one multiplication that this room's hashes are made of.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace unspin {

// Odd, with their bits evenly spread; each holds a byte 0xFF or 0xFE, which no UTF-8
// has, so that no piece of a word makes a factor of mix() nought.
constexpr uint64_t kMixA = 0x9E3779B97F4AFF15u;
constexpr uint64_t kMixB = 0xD1B54A32D192FE03u;
constexpr uint64_t kMixC = 0x8BB84B93962EACC9u;

// Both halves of the product of `a` and `b`, xor-ed.
inline uint64_t mix(uint64_t a, uint64_t b) {
  __extension__ using Uint128 = unsigned __int128;
  Uint128 product = static_cast<Uint128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// The hash of a word from 16 bytes of it, with noughts after its end; `before` is that
// of the bytes before them, 0 at first.
inline uint64_t hash_16(uint64_t before, uint64_t low, uint64_t high) {
  return mix(low ^ kMixA ^ before, high ^ kMixB);
}

// The 8 bytes at `from`, first one lowest.
inline uint64_t load_8(const char* from) {
  uint64_t value = 0;
  std::memcpy(&value, from, 8);
  if constexpr (std::endian::native == std::endian::big) value = __builtin_bswap64(value);
  return value;
}

// The hash of a folded word.
inline uint64_t hash_folded(std::string_view word) {
  uint64_t hash = 0;
  for (size_t at = 0; at == 0 || at < word.size(); at += 16) {
    char piece[16] = {};
    std::string_view bytes = word.substr(at, 16);
    std::memcpy(piece, bytes.data(), bytes.size());
    hash = hash_16(hash, load_8(piece), load_8(piece + 8));
  }
  return hash;
}

}  // namespace unspin
