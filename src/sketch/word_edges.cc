// A byte is a letter when, with the bit of lower case set, it is among 26 from 'a'; a
// digit when it is among 10 from '0'. Each is one subtraction and one comparison
// without sign, which SIMD does to 32 or 64 bytes at once. Bytes of 0x80 and more are
// left in, for whether they are letters takes a closer look; but those of U+2010 to
// U+2027, the dashes, quotation marks and ellipses of typesetters, are most of what
// news has of them, and easily told: 0xE2, 0x80, and one of 24.
//
// So 64 bytes become 64 bits. A bit that differs from the one before is an edge. The
// edges of a block are written 16 at a time, how many there are being known from the
// count of bits: English has 21 a block, and a loop that asked after each would guess
// its end wrong in every block.

#include "sketch/word_edges.h"

#include <algorithm>
#include <bit>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace unspin {
namespace {

// What each byte of a block may be.
struct Block {
  uint64_t word = 0;    // an ASCII letter or digit, or 0x80 and more
  uint64_t first = 0;   // 0xE2
  uint64_t second = 0;  // 0x80
  uint64_t third = 0;   // 0x90 to 0xA7
};

// Where the edges are. A mark that is cut by the block's end is left in.
inline uint64_t edges_of(const Block& block, bool& inside) {
  uint64_t marks = block.first & block.second >> 1 & block.third >> 2;
  uint64_t runs = block.word & ~(marks | marks << 1 | marks << 2);
  uint64_t edges = runs ^ (runs << 1 | uint64_t{inside});
  inside = runs >> 63;
  return edges;
}

uint32_t* edges_plain(const char* text, size_t blocks, uint32_t base, bool& inside,
                      uint32_t* out) {
  for (size_t i = 0; i < blocks; ++i, base += 64) {
    Block block;
    for (size_t k = 0; k < 64; ++k) {
      auto c = static_cast<uint8_t>(text[64 * i + k]);
      bool letter = static_cast<uint8_t>((c | 0x20) - 'a') < 26;
      bool digit = static_cast<uint8_t>(c - '0') < 10;
      block.word |= uint64_t{letter || digit || c >= 0x80} << k;
      block.first |= uint64_t{c == 0xE2} << k;
      block.second |= uint64_t{c == 0x80} << k;
      block.third |= uint64_t{static_cast<uint8_t>(c - 0x90) < 24} << k;
    }
    for (uint64_t edges = edges_of(block, inside); edges; edges &= edges - 1)
      *out++ = base + static_cast<uint32_t>(std::countr_zero(edges));
  }
  return out;
}

#if defined(__x86_64__)

#define UNSPIN_AVX2 __attribute__((target("avx2,bmi,popcnt")))
#define UNSPIN_AVX512 __attribute__((target("avx512f,avx512bw,bmi,popcnt")))

UNSPIN_AVX2 inline uint32_t* write_edges(uint64_t edges, uint32_t base, uint32_t* out) {
  uint32_t* end = out + std::popcount(edges);
  do {
    for (size_t i = 0; i < kEdgeSlack; ++i, edges = _blsr_u64(edges))
      *out++ = base + static_cast<uint32_t>(_tzcnt_u64(edges));
  } while (edges);
  return end;
}

// Where bytes - `least`, without sign, is below `n`.
UNSPIN_AVX2 inline __m256i among(__m256i bytes, int least, int n) {
  // The lesser of x and n - 1 is x itself where x < n.
  const __m256i x = _mm256_sub_epi8(bytes, _mm256_set1_epi8(static_cast<char>(least)));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(static_cast<char>(n - 1))),
                           x);
}

// The highest bits, at bits [at, at + 32).
UNSPIN_AVX2 inline uint64_t bits_of(__m256i bytes, int at) {
  return uint64_t{static_cast<uint32_t>(_mm256_movemask_epi8(bytes))} << at;
}

UNSPIN_AVX2 uint32_t* edges_avx2(const char* text, size_t blocks, uint32_t base,
                                 bool& inside, uint32_t* out) {
  for (size_t i = 0; i < blocks; ++i, base += 64) {
    Block block;
    for (int half : {0, 32}) {
      const __m256i bytes =
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 64 * i + half));
      const __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
      const __m256i ascii = _mm256_or_si256(among(lower, 'a', 26), among(bytes, '0', 10));
      block.word |= bits_of(_mm256_or_si256(bytes, ascii), half);
      block.first |= bits_of(among(bytes, 0xE2, 1), half);
      block.second |= bits_of(among(bytes, 0x80, 1), half);
      block.third |= bits_of(among(bytes, 0x90, 24), half);
    }
    out = write_edges(edges_of(block, inside), base, out);
  }
  return out;
}

UNSPIN_AVX512 inline uint64_t bits_among(__m512i bytes, int least, int n) {
  return _mm512_cmplt_epu8_mask(
      _mm512_sub_epi8(bytes, _mm512_set1_epi8(static_cast<char>(least))),
      _mm512_set1_epi8(static_cast<char>(n)));
}

UNSPIN_AVX512 uint32_t* edges_avx512(const char* text, size_t blocks, uint32_t base,
                                     bool& inside, uint32_t* out) {
  for (size_t i = 0; i < blocks; ++i, base += 64) {
    const __m512i bytes = _mm512_loadu_si512(text + 64 * i);
    const __m512i lower = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    const Block block = {bits_among(lower, 'a', 26) | bits_among(bytes, '0', 10) |
                             _mm512_movepi8_mask(bytes),
                         bits_among(bytes, 0xE2, 1), bits_among(bytes, 0x80, 1),
                         bits_among(bytes, 0x90, 24)};
    out = write_edges(edges_of(block, inside), base, out);
  }
  return out;
}

#undef UNSPIN_AVX2
#undef UNSPIN_AVX512

std::vector<NamedEdgeKernel> find_kernels() {
  std::vector<NamedEdgeKernel> found;
  bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  if (bits && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw"))
    found.push_back({"avx512", edges_avx512});
  if (bits && __builtin_cpu_supports("avx2")) found.push_back({"avx2", edges_avx2});
  found.push_back({"plain", edges_plain});
  return found;
}

#else

std::vector<NamedEdgeKernel> find_kernels() { return {{"plain", edges_plain}}; }

#endif

}  // namespace

std::span<const NamedEdgeKernel> edge_kernels() {
  static const std::vector<NamedEdgeKernel> kernels = find_kernels();
  return kernels;
}

}  // namespace unspin
