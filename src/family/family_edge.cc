#include "family/families.h"

namespace unspin {

FamilyEdge edge_of(uint32_t a, uint32_t b, const Match& match) {
  return {.a = a,
          .b = b,
          .relation = match.relation,
          .coverage = match.coverage,
          .original = match.original.side,
          .confidence = match.original.confidence,
          .score = match.score};
}

}  // namespace unspin
