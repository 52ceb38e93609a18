// The records that joins keep on disk, and where in them is what.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace unspin {

// Records are sorted as numbers. A wide one holds a key of 64 bits and a document.
__extension__ using WideRecord = unsigned __int128;

inline constexpr unsigned kPartitions = 256;
inline constexpr unsigned kDocumentBits = 28;
inline constexpr unsigned kKeyBits = 44;
inline constexpr uint64_t kDocumentMask = (uint64_t{1} << kDocumentBits) - 1;

// One to one, and every bit of the input moves the upper half of the output.
inline uint64_t mix_bits(uint64_t bits) {
  return (bits ^ (bits >> 32)) * 0xd6e8feb86659fd93u;
}

// What mix_bits made `mixed` of.
inline uint64_t unmix_bits(uint64_t mixed) {
  constexpr uint64_t kInverse = 0xcfee444d8b59a89bu;
  static_assert(0xd6e8feb86659fd93u * kInverse == 1);
  uint64_t bits = mixed * kInverse;
  return bits ^ (bits >> 32);
}

// A posting: 36 bits of a feature's key, those below its partition | document. Sorted,
// it lists each feature's documents in order.
inline unsigned posting_partition(uint64_t mixed) { return mixed >> 56; }
inline uint64_t make_posting(uint64_t mixed, uint32_t document) {
  return (((mixed << 8) >> kDocumentBits) << kDocumentBits) | document;
}
inline uint64_t posting_key(uint64_t posting) { return posting >> kDocumentBits; }
inline uint32_t posting_document(uint64_t posting) {
  return static_cast<uint32_t>(posting & kDocumentMask);
}

// What one feature adds to a pair, as a code of 8 bits: the other documents that have
// it, or a link.
inline constexpr uint64_t kLinkCode = 255;

// Weights are summed as whole numbers of this, so that order does not matter. It is
// the least common multiple of 1 to 10: shares of up to 11 documents are exact.
inline constexpr uint32_t kWeightUnit = 2520;

inline constexpr std::array<uint32_t, 256> kWeightOfCode = [] {
  std::array<uint32_t, 256> weights = {};
  for (uint32_t code = 1; code < kLinkCode; ++code) weights[code] = kWeightUnit / code;
  weights[kLinkCode] = kWeightUnit / 4;
  return weights;
}();

// How pair records are laid out: a | b | code, documents in as many bits as the highest
// needs, and partitions by ranges of a.
struct PairLayout {
  unsigned document_bits = 1;

  static PairLayout of(uint32_t documents) {
    unsigned bits = documents > 1 ? std::bit_width(documents - 1) : 1;
    return {bits};
  }

  unsigned partition_shift() const { return document_bits > 8 ? document_bits - 8 : 0; }
  uint64_t make(uint32_t a, uint32_t b, uint64_t code) const {
    return ((uint64_t{a} << document_bits | b) << 8) | code;
  }
  uint32_t a(uint64_t pair) const { return static_cast<uint32_t>(pair >> document_bits); }
  uint32_t b(uint64_t pair) const {
    return static_cast<uint32_t>(pair & ((uint64_t{1} << document_bits) - 1));
  }

  // The least record of a partition, and of the next.
  uint64_t partition_start(unsigned partition) const {
    return uint64_t{partition} << (partition_shift() + document_bits + 8);
  }
};

}  // namespace unspin
