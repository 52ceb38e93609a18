// Kadane's maximum-sum segment, with a reward for ends that meet a sentence or line
// end: people and machines reuse sentences, rarely half of one. A segment may open
// with the bonus of its start in hand, and closes with the bonus of its end.

#include "align/passage_segment.h"

namespace unspin {

Segment best_segment(std::span<const float> gains, std::span<const uint8_t> breaks,
                     double break_bonus) {
  Segment best;
  double open = -1;  // sum of the best segment that ends before i, start bonus included
  uint32_t start = 0;
  for (uint32_t i = 0; i < gains.size(); ++i) {
    double fresh = breaks[i] ? break_bonus : 0;
    if (i == 0 || fresh > open) {
      open = fresh;
      start = i;
    }
    open += gains[i];
    double closed = open + (breaks[i + 1] ? break_bonus : 0);
    if (closed > best.sum) best = {{start, i + 1}, closed};
  }
  return best;
}

}  // namespace unspin
