// align/, inside: here are regions that grew, give me the passages to report.
#pragma once

#include <vector>

#include "align/passage_digest.h"
#include "align/passage_growth.h"
#include "align/passage_seeds.h"
#include "align/passage_terms.h"
#include "align/passages.h"

namespace unspin {

// Lets a run that covers nearly all of both sides set the ends, except where what it
// cuts off is no chance, as words copied before one that was put in.
//
// Requires: runs longest first.
void snap_to_run(Rectangle& rectangle, const std::vector<Run>& runs, Grower& grower,
                 const SelectParameters& parameters);

// Beyond this no two overlap on both sides, and none is half inside a stronger one on
// one side. Best first.
std::vector<Rectangle> resolve_conflicts(std::vector<Rectangle> rectangles,
                                         const SelectParameters& parameters);

// Joins neighbours that follow each other on both sides where what lies between them
// agrees too, if not enough to stand alone. In the order of a.
std::vector<Rectangle> join_neighbours(std::vector<Rectangle> rectangles, Grower& grower,
                                       const SelectParameters& parameters);

// The passages as the digest of one side sees them.
std::vector<LocalPassage> seen_from(bool a, const std::vector<Rectangle>& rectangles);

// Puts a stretch that draws on the whole of the other text in place of the passages
// found inside it.
void add_digest(const PairTerms& pair, std::vector<Rectangle>& rectangles);

}  // namespace unspin
