// A byte is a letter when, with the bit of lower case set, it is among 26 from 'a'; a
// digit when it is among 10 from '0'. Each is one subtraction and one comparison
// without sign, which SIMD does to 32 or 64 bytes at once. Bytes of 0x80 and more are
// left in: whether they are letters takes a closer look.

#include "sketch/word_masks.h"

#include <algorithm>
#include <array>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace unspin {
namespace {

void masks_plain(const char* text, size_t blocks, uint64_t* masks) {
  for (size_t i = 0; i < blocks; ++i) {
    uint64_t mask = 0;
    for (size_t k = 0; k < 64; ++k) {
      auto c = static_cast<uint8_t>(text[64 * i + k]);
      bool letter = static_cast<uint8_t>((c | 0x20) - 'a') < 26;
      bool digit = static_cast<uint8_t>(c - '0') < 10;
      mask |= uint64_t{letter || digit || c >= 0x80} << k;
    }
    masks[i] = mask;
  }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) uint32_t mask_of_32(const char* text) {
  // The least of x and n is x itself where x <= n.
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text));
  const __m256i letters = _mm256_sub_epi8(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)),
                                          _mm256_set1_epi8('a'));
  const __m256i digits = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));
  const __m256i letter =
      _mm256_cmpeq_epi8(_mm256_min_epu8(letters, _mm256_set1_epi8(25)), letters);
  const __m256i digit =
      _mm256_cmpeq_epi8(_mm256_min_epu8(digits, _mm256_set1_epi8(9)), digits);
  // movemask reads the highest bit, which bytes that are no ASCII have set.
  return static_cast<uint32_t>(
      _mm256_movemask_epi8(_mm256_or_si256(bytes, _mm256_or_si256(letter, digit))));
}

__attribute__((target("avx2"))) void masks_avx2(const char* text, size_t blocks,
                                                uint64_t* masks) {
  for (size_t i = 0; i < blocks; ++i)
    masks[i] = mask_of_32(text + 64 * i) | uint64_t{mask_of_32(text + 64 * i + 32)} << 32;
}

__attribute__((target("avx512f,avx512bw"))) void masks_avx512(const char* text,
                                                              size_t blocks,
                                                              uint64_t* masks) {
  for (size_t i = 0; i < blocks; ++i) {
    const __m512i bytes = _mm512_loadu_si512(text + 64 * i);
    const __m512i letters = _mm512_sub_epi8(
        _mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), _mm512_set1_epi8('a'));
    const __m512i digits = _mm512_sub_epi8(bytes, _mm512_set1_epi8('0'));
    masks[i] = _mm512_cmplt_epu8_mask(letters, _mm512_set1_epi8(26)) |
               _mm512_cmplt_epu8_mask(digits, _mm512_set1_epi8(10)) |
               _mm512_movepi8_mask(bytes);
  }
}

std::vector<NamedMaskKernel> find_kernels() {
  std::vector<NamedMaskKernel> found;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw"))
    found.push_back({"avx512", masks_avx512});
  if (__builtin_cpu_supports("avx2")) found.push_back({"avx2", masks_avx2});
  found.push_back({"plain", masks_plain});
  return found;
}

#else

std::vector<NamedMaskKernel> find_kernels() { return {{"plain", masks_plain}}; }

#endif

}  // namespace

std::span<const NamedMaskKernel> mask_kernels() {
  static const std::vector<NamedMaskKernel> kernels = find_kernels();
  return kernels;
}

}  // namespace unspin
