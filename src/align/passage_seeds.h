// align/, inside: where do two texts seem to agree at all? Exact runs and windows
// that share surprising words: the places from which passages grow.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passage_terms.h"
#include "unspin/span.h"

namespace unspin {

// The same stems in the same order at two places.
struct Run {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t length = 0;

  TokenSpan span_a() const { return {a, a + length}; }
  TokenSpan span_b() const { return {b, b + length}; }
  bool operator==(const Run&) const = default;
};

// Runs of at least the parameters' shortest_run stems, longest first, not extensible on
// either end.
// Where a text repeats itself, not all of the many pairings are given.
//
// Cost: linear in the texts.
std::vector<Run> find_runs(const PairTerms& pair);

// Two windows of a text (two steps of the parameters long, shorter at its end) that share
// more surprise than chance would give.
struct Seed {
  uint32_t a = 0;  // first token
  uint32_t b = 0;
  float score = 0;
  bool operator==(const Seed&) const = default;
};

// The best seeds, best first, as many as the parameters allow.
//
// Cost: the shared uses of rare stems; very frequent ones are left out where they
// would cost more than `kSeedWork`.
std::vector<Seed> find_seeds(const PairTerms& pair);

}  // namespace unspin
