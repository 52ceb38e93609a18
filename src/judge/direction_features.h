// Where one side has other words than the other, and how well each side's words
// sit among their neighbours.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "judge/judge.h"
#include "judge/relation_tally.h"

namespace unspin {

// Where words were replaced: what stands on each side, with no equal word inside.
struct Region {
  TokenSpan a;
  TokenSpan b;

  // One by how many regions of the pair replace the same words by the same: they are
  // one decision of the rewriter.
  double news = 1;

  bool operator==(const Region&) const = default;
};

// The replaced regions of all passages, in the order of a. Those of more than
// kLongestRegion tokens on a side are left out: rewritten, not replaced. So are
// other forms and spellings of the same word, which any editor changes.
inline constexpr uint32_t kLongestRegion = 6;
std::vector<Region> find_regions(const Case& pair);

// What is measured of a region, as side a minus side b.
enum Feature : uint8_t {
  kFit,        // how much the neighbours raise the words' likelihood, nats
  kFrequency,  // mean log frequency of the words
  kEntry,      // dictionary entries of several words that take in a neighbour
  kKept,       // mean log of how often the words stand in what both sides kept
  kRepeated,   // mean log of how often the side has the words elsewhere at all
  kFeatureCount,
};
using Features = std::array<double, kFeatureCount>;

// How often each stem stands in the aligned passages: on either side, and in what both
// kept.
class StemCounts {
 public:
  struct Count {
    uint64_t stem = 0;
    uint32_t in_a = 0;
    uint32_t in_b = 0;
    uint32_t kept = 0;
  };
  explicit StemCounts(const Case& pair);

  // All zero for a stem that is not there.
  const Count& operator[](uint64_t stem) const { return slots_[slot_of(stem)]; }

 private:
  size_t slot_of(uint64_t stem) const;
  std::vector<Count> slots_;  // open addressing; a power of two
};

// Measures the regions of one pair.
class Measurer {
 public:
  explicit Measurer(const Case& pair);

  // Exactly the negative when the sides are exchanged.
  Features measure(const Region& region) const;

 private:
  const Case& pair_;
  StemCounts stems_;
};

// Log-odds in nats that side a is the original, by the words of one region. A pair's
// are the sum over its regions, each times its news, times damping().
double log_odds(const Features& features);

// `news` is the regions' sum of theirs, `all` counts what became of all passages' words.
double damping(const Tally& all, double news);

// The longest fixed expression of `tokens` that takes in a word of `region` (and,
// unless it is all of a longer region, a neighbour): a dictionary entry or a pair
// that belongs together by count; of two words only where both name something. Empty
// when there is none.
std::optional<TokenSpan> fixed_expression(const Tokens& tokens, TokenSpan region,
                                          const Lexicon& lexicon);

}  // namespace unspin
