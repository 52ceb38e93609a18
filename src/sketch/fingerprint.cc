// MinHash without 128 hashes for every shingle.
//
// A sketch has 64 places. The top 6 bits of a 3-gram's hash say which place it belongs
// to, and each place keeps the least hash that came to it. Two texts agree in a place
// with a probability that is their resemblance: the least 3-gram of their union at that
// place is as likely as any other to be in both. One hash a 3-gram does for all places.
//
// In a short text some places stay empty, and what is empty in both says nothing. These
// are filled by another round, in which all 3-grams are hashed anew, and so on; what
// was filled stays. After 64 rounds each round fills one place by force. The estimate
// is as good for ten 3-grams as for ten thousand (S. Dahlgaard, M. Knudsen, M. Thorup:
// Fast similarity sketching, FOCS 2017). A text of news is done after one round.
//
// Of each least hash 8 bits are kept (P. Li, A. König: b-bit minwise hashing, WWW
// 2010): two that differ agree in them once in 256, which the estimate subtracts.

#include "sketch/fingerprint.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "sketch/features.h"
#include "sketch/shingles.h"

namespace unspin {
namespace {

constexpr unsigned kNearShingle = 3;
constexpr uint64_t kNone = ~uint64_t{0};

using Minima = std::array<uint64_t, NearSketch::kPlaces>;

constexpr int kPlaceShift = 64 - std::countr_zero(NearSketch::kPlaces);
static_assert(std::has_single_bit(NearSketch::kPlaces));
static_assert(NearSketch::kBands * NearSketch::kRows <= NearSketch::kPlaces);

bool has_empty(const Minima& least) {
  return std::ranges::find(least, kNone) != least.end();
}

// Fills the empty places of `least` from `features`, round by round.
void fill_empty(std::span<const uint64_t> features, Minima& least) {
  for (unsigned round = 1; round < 2 * NearSketch::kPlaces && has_empty(least); ++round) {
    bool forced = round >= NearSketch::kPlaces;
    Minima found;
    found.fill(kNone);
    for (uint64_t feature : features) {
      uint64_t hash = mix(feature ^ (kMixA * round), kMixB);
      size_t place = forced ? round - NearSketch::kPlaces : hash >> kPlaceShift;
      found[place] = std::min(found[place], hash);
    }
    for (size_t i = 0; i < least.size(); ++i)
      if (least[i] == kNone) least[i] = found[i];
  }
}

}  // namespace

Fingerprint fingerprint(std::span<const uint64_t> words) {
  Hash128 hash =
      hash_bytes_128({reinterpret_cast<const char*>(words.data()), words.size_bytes()});
  return {hash.high, hash.low};
}

NearSketch near_sketch(std::span<const uint64_t> words) {
  NearSketch sketch;
  if (words.size() < kNearShingle) return sketch;
  Minima least;
  least.fill(kNone);
  for_each_shingle(words, kNearShingle, [&least](size_t, uint64_t hash) {
    uint64_t& place = least[hash >> kPlaceShift];
    place = std::min(place, hash);
  });
  if (has_empty(least)) {
    std::vector<uint64_t> features;
    distinct_features(words, kNearShingle, features);
    fill_empty(features, least);
  }
  sketch.empty = false;
  for (size_t i = 0; i < least.size(); ++i)
    sketch.places[i] = static_cast<uint8_t>(least[i]);
  return sketch;
}

std::array<uint64_t, NearSketch::kBands> band_keys(const NearSketch& sketch) {
  std::array<uint64_t, NearSketch::kBands> keys{};
  const uint8_t* place = sketch.places.data();
  for (unsigned band = 0; band < NearSketch::kBands; ++band) {
    uint64_t key = band;
    for (unsigned row = 0; row < NearSketch::kRows; ++row) key = key << 8 | *place++;
    // Two steps that can be undone: different bands and places have different keys.
    key = (key ^ kMixA) * kMixC;
    key = (key ^ (key >> 32)) * kMixA;
    keys[band] = key ^ (key >> 29);
  }
  return keys;
}

double estimated_resemblance(const NearSketch& a, const NearSketch& b) {
  if (a.empty || b.empty) return 0;
  unsigned equal = 0;
  for (size_t i = 0; i < NearSketch::kPlaces; ++i) equal += a.places[i] == b.places[i];
  constexpr double kByChance = 1.0 / 256;
  double share = equal / double{NearSketch::kPlaces};
  return std::max(0.0, (share - kByChance) / (1 - kByChance));
}

size_t shared_features(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t shared = 0, i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    uint64_t x = a[i], y = b[j];
    shared += x == y;
    i += x <= y;
    j += y <= x;
  }
  return shared;
}

double containment(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  if (a.empty()) return 0;
  return static_cast<double>(shared_features(a, b)) / static_cast<double>(a.size());
}

double resemblance(std::span<const uint64_t> a, std::span<const uint64_t> b) {
  size_t shared = shared_features(a, b), both = a.size() + b.size() - shared;
  return both ? static_cast<double>(shared) / static_cast<double>(both) : 0;
}

}  // namespace unspin
