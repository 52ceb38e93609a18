// align/, second half: what changed word by word inside a passage.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passages.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"
#include "unspin/match.h"

namespace unspin {

enum class StepOp : uint8_t { kEqual, kReplace, kInsert, kDelete, kMove };

// One step of an alignment: these tokens of a against these of b. kEqual and
// kMove have as many tokens on both sides, with the same normalised words (a
// moved sentence's inner edits are steps of their own, marked `moved`).
// kReplace may be one to many; kInsert has an empty a, kDelete an empty b.
struct Step {
  StepOp op = StepOp::kEqual;
  TokenSpan a;
  TokenSpan b;
  Kinship kinship = Kinship::kNone;  // of a kReplace
  bool moved = false;                // inside a moved stretch
  bool operator==(const Step&) const = default;
};

struct WordAlignment {
  // In the order of a; every token of the rectangle's a side is in exactly one
  // step, and every token of its b side too. A kInsert stands where its left
  // neighbour of b stands.
  std::vector<Step> steps;

  // Share of both sides' tokens that are equal or akin (any kinship but kNone),
  // in [0, 1].
  double similarity = 0;

  // Share of both sides' tokens that are equal.
  double equal = 0;
};

// Aligns the words of one passage.
//
// Threads: pure.
// Cost:    near-linear in the passage, at worst O(n * band).
WordAlignment align_words(const Tokens& a, const Tokens& b, const Rectangle& passage,
                          const Lexicon& lexicon);

// The steps of a passage with their shares.
WordAlignment summed_up(std::vector<Step> steps, const Rectangle& passage);

}  // namespace unspin
