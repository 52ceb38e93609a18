// Here is what two documents are to each other, say whether one may go for the other.
#pragma once

#include <optional>

#include "engine/dedup_choice.h"
#include "family/families.h"
#include "unspin/dedup.h"

namespace unspin {

// The pair, between the documents of `edge`; none when it is beyond DedupOptions::level,
// or neither is in the other as far as DedupOptions::min_coverage asks.
std::optional<DuplicatePair> duplicate_of_edge(const FamilyEdge& edge,
                                               const DedupOptions& options);
}  // namespace unspin
