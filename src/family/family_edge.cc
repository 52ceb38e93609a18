#include "family/families.h"

namespace unspin {
FamilyEdge edge_of(uint32_t a, uint32_t b, const Match& match) {
  FamilyEdge edge{.a = a,
                  .b = b,
                  .relation = match.relation,
                  .coverage = match.coverage,
                  .original = match.original.side,
                  .confidence = match.original.confidence,
                  .score = match.score};
  for (const Change& change : match.changes) {
    if (!changes_fact(change)) continue;
    ++edge.facts_changed;
    edge.figures_changed +=
        change.kind == ChangeKind::kNumber || change.kind == ChangeKind::kDate;
  }
  return edge;
}

}  // namespace unspin
