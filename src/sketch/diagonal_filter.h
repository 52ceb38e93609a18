// A cheap look at a candidate pair before it is aligned.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace unspin {

struct DiagonalOptions {
  // Words that may lie between two neighbours of a chain, in either text. Larger
  // follows heavier rewriting and lets in more chance.
  uint32_t max_gap = 40;

  // How far a neighbour may lie off its chain's diagonal: words inserted or lost
  // between the two.
  uint32_t max_drift = 15;

  // The least chain that places() tells of.
  uint32_t min_noted = 5;
};

// Finds how many shared word 3-grams lie, in order, near one diagonal of the plane of
// word positions: a copied passage makes a long chain, however reworded, and two
// texts on the same matter make scattered short ones. Of what a join of 4-grams
// proposes on news, these have chains so long (bench_sketch --only filter):
//
//                                                   >= 3   >= 4   >= 5   >= 8
//   60 words with 40 % of them exchanged            1.00   .998   .992   .892
//   60 words with 60 % of them exchanged            .954   .817   .638   .210
//   whole articles with 60 % exchanged              1.00   1.00   .998   .973
//   articles that share a run of nine words         1.00   1.00   1.00   .926
//   articles that do not                            .988   .791   .494   .084
//
// Hold one per thread: a call uses the memory of the one before.
class DiagonalFilter {
 public:
  explicit DiagonalFilter(DiagonalOptions options = {}) : options_(options) {}

  // Sets the first text, for any number of calls of longest_chain().
  //
  // Requires: words from hash_words, fewer than 2^31.
  // Cost:     linear.
  void set_first(std::span<const uint64_t> words);

  // How many 3-grams the longest chain of the first text with this one has. Stops at
  // `enough`, and returns that, when one is so long.
  //
  // Cost: linear: of a 3-gram that the first text has often only few places are looked
  //       at, and no more than 8 chains are followed at once.
  uint32_t longest_chain(std::span<const uint64_t> words, uint32_t enough = ~0u);

  // Words [begin, end) of a text.
  struct Stretch {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t size() const { return end - begin; }
    auto operator<=>(const Stretch&) const = default;
  };

  // Where a chain lies in both texts, its first and last 3-gram included.
  struct Place {
    Stretch first;
    Stretch second;
    uint32_t length = 0;  // 3-grams in it
    bool operator==(const Place&) const = default;
  };

  // The chains of the last call that are as long as DiagonalOptions::min_noted, in the
  // order in which they became so.
  std::span<const Place> places() const { return places_; }

 private:
  struct Chain {
    Place place;             // of length 0: none
    uint32_t noted = kNone;  // which of places_
  };
  static constexpr uint32_t kNone = ~0u;
  static constexpr size_t kActive = 8;

  uint32_t add_hits(uint64_t feature, uint32_t second);
  uint32_t add_hit(uint32_t first, uint32_t second);
  void note(Chain& chain);

  DiagonalOptions options_;
  std::vector<uint64_t> first_;   // 3-grams of the first text
  std::vector<uint64_t> second_;  // and of the second
  // Of first_, by the top bits of the hash: 1 + the last place, or 0; and of each place,
  // 1 + the one before it there.
  std::vector<uint32_t> last_;
  std::vector<uint32_t> before_;
  int shift_ = 63;
  std::vector<uint64_t> seen_;  // bits, by more top bits: is there any such 3-gram?
  int seen_shift_ = 63;
  std::array<Chain, kActive> chains_{};
  std::vector<Place> places_;
};

}  // namespace unspin
