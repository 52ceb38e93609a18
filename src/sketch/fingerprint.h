// Is it the same text, or nearly? What tells before anything is compared in depth.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>

namespace unspin {

// A hash of a whole text.
struct Fingerprint {
  uint64_t high = 0;
  uint64_t low = 0;
  auto operator<=>(const Fingerprint&) const = default;
};

// Equal for texts with equal words: those that differ only in case, spaces,
// punctuation and what else hash_words() does not see. Texts without words are all
// equal.
//
// Cost: linear, less than a tenth of hash_words().
Fingerprint fingerprint(std::span<const uint64_t> words);

// A MinHash of a text's word 3-grams: 64 places, 8 bits each. The share of equal
// places estimates the resemblance of two texts.
struct NearSketch {
  static constexpr unsigned kPlaces = 64;
  static constexpr unsigned kBands = 10;
  static constexpr unsigned kRows = 6;  // places a band

  std::array<uint8_t, kPlaces> places{};
  bool empty = true;  // a text of fewer than 3 words: resembles nothing

  bool operator==(const NearSketch&) const = default;
};

// Cost: linear, about 5 cycles a word, and at least 300 hashes.
NearSketch near_sketch(std::span<const uint64_t> words);

// The keys by which near-identical texts meet: band b's key is a hash of 6 places and
// of b, so one table can take in all bands. Two texts of resemblance J share a key
// with probability 1 - (1 - J^6)^10:
//
//   J   .95   .9     .8    .7    .6   .5   .4   .3    .1
//   P   1.0   .9995  .952  .714  .38  .15  .04  .007  1e-5
//
// Articles with edits planted did so (bench_sketch --only near): of resemblance .9 to
// .95 .99997, .85 to .9 .998, .7 to .75 .82. What shares a key is a candidate, to be
// verified.
//
// Requires: not an empty sketch.
std::array<uint64_t, NearSketch::kBands> band_keys(const NearSketch& sketch);

// An estimate of the resemblance of the texts' 3-grams, 0 to 1: share of equal places,
// less what 8 bits agree in by chance. Standard error sqrt(J (1 - J) / 64): .04 at .9.
// 0 if either is empty.
double estimated_resemblance(const NearSketch& a, const NearSketch& b);

// The share of the features of `a` that are in `b`, exactly; 0 if `a` has none.
//
// Requires: both from distinct_features(), of the same n.
// Cost:     linear in both.
double containment(std::span<const uint64_t> a, std::span<const uint64_t> b);

// How many features the two share, the share of both together: exact resemblance.
size_t shared_features(std::span<const uint64_t> a, std::span<const uint64_t> b);
double resemblance(std::span<const uint64_t> a, std::span<const uint64_t> b);

}  // namespace unspin
