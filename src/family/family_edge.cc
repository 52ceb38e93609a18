#include <algorithm>

#include "family/families.h"

namespace unspin {
namespace {

bool changes_a_fact(const Change& change) {
  return change.severity == Severity::kFact && change.kind != ChangeKind::kOmission &&
         change.kind != ChangeKind::kAddition;
}

}  // namespace

FamilyEdge edge_of(uint32_t a, uint32_t b, const Match& match) {
  return {.a = a,
          .b = b,
          .relation = match.relation,
          .coverage = match.coverage,
          .original = match.original.side,
          .confidence = match.original.confidence,
          .score = match.score,
          .facts_changed = static_cast<uint32_t>(
              std::ranges::count_if(match.changes, changes_a_fact))};
}

}  // namespace unspin
