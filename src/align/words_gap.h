// The exact alignment of a small box, by dynamic programming.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "align/words_kin.h"
#include "align/words_side.h"

namespace unspin {

// Two pieces that belong together: equal words, or a phrase and its kin. An empty
// link is a seam: two sentence ends that face each other among words without a
// counterpart.
struct Link {
  PairBox box;
  bool equal = false;
  Kinship kinship = Kinship::kNone;  // when not equal
  bool operator==(const Link&) const = default;
};

// What an alignment costs, in hundredths; the best one costs least.
struct GapCosts {
  // An equal word pays back this much, and this much more a nat of its rarity.
  int equal = 20;
  int equal_nat = 18;

  // Kin words and phrases pay back, by Kinship.
  std::array<int, 5> kin = {0, 120, 110, 70, 40};

  // Words without a counterpart: two that face each other, or one alone.
  int facing = 100;
  int lone = 70;

  // To begin a stretch of words without a counterpart. This is what swallows a
  // stray "the" between two such stretches.
  int open = 60;

  // Facing words that both begin or both end a sentence pay back this much.
  int seam = 30;
};

// Aligns boxes, one after the other, with the same memory.
class GapAligner {
 public:
  // The largest box aligned exactly, in words of a times words of b.
  static constexpr uint64_t kMaxArea = 4096;

  GapAligner(const Sides& sides, Kin& kin, const GapCosts& costs = {});

  // Appends the links of the cheapest alignment of `box`, in order; returns its
  // cost. Without `ask`, letters and stems alone make words kin.
  //
  // Requires: box.a.size() * box.b.size() <= kMaxArea.
  // Cost:     O(area); the lexicon is asked near the diagonal only.
  int align_exactly(PairBox box, bool ask, std::vector<Link>& links);

  // The same in two passes: equal words first, then the lexicon is asked about what
  // lies between them. A lone common word between two edits does not part them.
  void align(PairBox box, std::vector<Link>& links);

 private:
  // What led to a state of a cell: a step over `i` words of a and `j` of b.
  struct Trace {
    uint8_t i = 0;
    uint8_t j = 0;
    uint8_t before = 0;  // the state before
    uint8_t what = 0;    // kOpenStep, kEqualStep or kKinStep + Kinship
  };
  struct Cell {
    std::array<int, 2> cost;  // by state: linked, open
    std::array<Trace, 2> trace;
  };

  Cell& cell(uint32_t i, uint32_t j) { return cells_[size_t{i} * width_ + j]; }
  void fill();
  void open_steps(uint32_t i, uint32_t j);
  void link_steps(uint32_t i, uint32_t j);
  void phrase_steps(uint32_t i, uint32_t j, bool near);
  bool worth_asking(PairBox phrase);
  void mark_phrases();
  bool parts(const std::vector<Link>& links, size_t k, PairBox box) const;
  void open_from(Cell& here, uint32_t i, uint32_t j, Trace step, int cost);
  void link_from(Cell& here, uint32_t i, uint32_t j, Trace step, int pay);
  int walk_back(std::vector<Link>& links) const;

  const Sides& sides_;
  Kin& kin_;
  GapCosts costs_;

  // The box at hand; its cells, row by row.
  PairBox box_;
  size_t width_ = 0;
  bool tiny_ = false;
  bool ask_ = false;
  std::vector<Cell> cells_;

  // By word of the box: bit n says that the lexicon has the n words that end here.
  std::vector<uint8_t> phrases_a_, phrases_b_;
  std::vector<Link> first_pass_;
};

}  // namespace unspin
