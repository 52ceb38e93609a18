#include <algorithm>

#include "family/families.h"

namespace unspin {
FamilyEdge edge_of(uint32_t a, uint32_t b, const Match& match) {
  return {.a = a,
          .b = b,
          .relation = match.relation,
          .coverage = match.coverage,
          .original = match.original.side,
          .confidence = match.original.confidence,
          .score = match.score,
          .facts_changed =
              static_cast<uint32_t>(std::ranges::count_if(match.changes, changes_fact))};
}

}  // namespace unspin
