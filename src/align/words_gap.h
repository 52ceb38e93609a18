// The exact alignment of a small box, by dynamic programming.
#pragma once

#include <cstdint>
#include <vector>

#include "align/words_kin.h"
#include "align/words_side.h"

namespace unspin {

// Two pieces that belong together: one equal word, or a phrase and its kin.
struct Link {
  Box box;
  bool equal = false;
  Kinship kinship = Kinship::kNone;  // when not equal
  bool operator==(const Link&) const = default;
};

// What an alignment costs, in hundredths; the best one costs least.
struct GapCosts {
  // An equal word pays back this much, and this much more a nat of its rarity.
  int equal = 20;
  int equal_nat = 18;

  // Kin words and phrases pay back, by nearness.
  int spelling = 120;
  int inflection = 110;
  int synonym = 70;
  int related = 40;

  // Words without a counterpart: two that face each other, or one alone.
  int facing = 100;
  int lone = 70;

  // To begin a stretch of words without a counterpart. This is what swallows a
  // stray "the" between two such stretches.
  int open = 60;
};

class GapAligner {
 public:
  // The largest box aligned exactly, in words of a times words of b.
  static constexpr uint64_t kMaxArea = 4096;

  GapAligner(const Sides& sides, Kin& kin, const GapCosts& costs = {});

  // Appends the links of the cheapest alignment of `box`, in order; returns its
  // cost.
  //
  // Requires: box.a.size() * box.b.size() <= kMaxArea.
  // Cost:     O(area); the lexicon is asked near the diagonal only.
  int align(Box box, std::vector<Link>& links);

 private:
  struct Cell;
  const Sides& sides_;
  Kin& kin_;
  GapCosts costs_;

  // What led to a state of a cell: a step over i words of a and j of b.
  struct Trace {
    uint8_t i = 0;
    uint8_t j = 0;
    bool from_open = false;  // the state before
    uint8_t what = 0;        // 0 equal, 1 no counterpart, 2 + Kinship: kin
  };
  std::vector<int> cost_;     // two states a cell: linked, open
  std::vector<Trace> trace_;  // likewise
};

}  // namespace unspin
