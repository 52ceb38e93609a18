// align/, inside: the stretch of a text whose gains add up to most.
#pragma once

#include <cstdint>
#include <span>

#include "unspin/span.h"

namespace unspin {

struct Segment {
  // Positions in the array given; empty when every segment is worth nothing.
  TokenSpan span;

  // Gains inside, and the bonus of each end that stands at a break.
  double sum = 0;
};

// The segment [s, e) of `gains`, e > s, with the greatest sum of gains plus
// `break_bonus` for each of breaks[s] and breaks[e]; the first and longest among
// equals. Empty when no segment is above 0.
//
// Requires: breaks.size() == gains.size() + 1.
// Cost:     linear.
Segment best_segment(std::span<const float> gains, std::span<const uint8_t> breaks,
                     double break_bonus);

}  // namespace unspin
