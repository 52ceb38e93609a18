// From links to steps: what lies between two links becomes one edit.
#pragma once

#include <vector>

#include "align/words.h"
#include "align/words_gap.h"
#include "align/words_side.h"

namespace unspin {

// Links that go forward together in both sides: the passage as a whole, or one
// moved stretch of it.
struct Thread {
  PairBox box;
  std::vector<Link> links;  // in order, inside box
};

// The steps that cover both sides, in the order that WordAlignment promises. The
// first thread is the passage, the others are its moved stretches.
//
// Requires: no word is in two links; a moved stretch holds no link of another.
std::vector<Step> make_steps(const Sides& sides, const std::vector<Thread>& threads);

}  // namespace unspin
