// Slow, obvious twins of the kernels that find passages. For tests only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "align/passage_seeds.h"
#include "align/passage_segment.h"
#include "align/passage_terms.h"

namespace unspin::reference {

// Tries every segment.
Segment best_segment(std::span<const float> gains, std::span<const uint8_t> breaks,
                     double break_bonus);

// Scores every pair of windows.
std::vector<Seed> find_seeds(const PairTerms& pair);

// Every maximal run of at least 15 terms, on every diagonal.
std::vector<Run> find_runs(const PairTerms& pair);

}  // namespace unspin::reference
