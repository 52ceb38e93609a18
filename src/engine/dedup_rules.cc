// How far apart two documents may be for one of them to go.
//
// The relation says how they are worded. It does not say that one is in the other: a copy
// may have a third more text, and of an excerpt half may be its own. So we ask how much
// of the document that would go is in passages that the two have in common.
//
// Facts. Of nearly equal texts that differ in a figure or a name, one is a correction, an
// update or a forgery of the other, and none is a copy: such a pair lets nobody go. What
// was put in other words has other names for things, and of its facts only figures and
// dates are told for certain: this week's report often says in last week's words what is
// new. A spun text is full of damaged facts, and that is no reason to keep it; who asks
// for spun texts to go wants them gone. What it changed is in the line that accounts for
// it.

#include "engine/dedup_rules.h"

#include <algorithm>

namespace unspin {
namespace {

constexpr double kLeastOfExcerpt = .9;

// The first level at which a relation counts; none when it never does.
std::optional<DedupLevel> level_of(Relation relation) {
  switch (relation) {
    case Relation::kIdentical:
      return DedupLevel::kIdentical;
    case Relation::kNearCopy:
      return DedupLevel::kNear;
    case Relation::kSpun:
      return DedupLevel::kSpun;
    case Relation::kParaphrase:
    case Relation::kExcerpt:
      return DedupLevel::kParaphrase;
    case Relation::kSharedPassages:
    case Relation::kUnrelated:
      break;
  }
  return std::nullopt;
}

double least_coverage(Relation relation, const DedupOptions& options) {
  if (relation == Relation::kIdentical) return 0;
  if (relation == Relation::kExcerpt)
    return std::max(options.min_coverage, kLeastOfExcerpt);
  return options.min_coverage;
}

bool is_kept_by_facts(const FamilyEdge& edge) {
  switch (edge.relation) {
    case Relation::kNearCopy:
    case Relation::kExcerpt:
      return edge.facts_changed > 0;
    case Relation::kParaphrase:
      return edge.figures_changed > 0;
    default:
      return false;
  }
}

}  // namespace

std::optional<DuplicatePair> duplicate_of_edge(const FamilyEdge& edge,
                                               const DedupOptions& options) {
  std::optional<DedupLevel> level = level_of(edge.relation);
  if (!level || *level > options.level) return std::nullopt;
  double least = least_coverage(edge.relation, options);
  DuplicatePair pair{
      .a = edge.a,
      .b = edge.b,
      .a_may_go = edge.coverage.a >= least,
      .b_may_go = edge.coverage.b >= least,
      .fact_changed = !options.merge_fact_changes && is_kept_by_facts(edge)};
  if (!pair.a_may_go && !pair.b_may_go) return std::nullopt;
  return pair;
}

}  // namespace unspin
