// Where one side has other words than the other, and how well each side's words
// sit among their neighbours.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "judge/judge.h"

namespace unspin {

// Where words were replaced: what stands on each side, with no equal word inside.
struct Region {
  TokenSpan a;
  TokenSpan b;
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
  kRepeated,   // mean log of how often the side has the words elsewhere
  kFeatureCount,
};
using Features = std::array<double, kFeatureCount>;

// How often each stem stands in the aligned passages of one side.
class StemCounts {
 public:
  StemCounts(const Tokens& tokens, const std::vector<TokenSpan>& spans);
  uint32_t count(uint64_t stem) const;

 private:
  struct Slot {
    uint64_t stem = 0;
    uint32_t count = 0;
  };
  size_t slot_of(uint64_t stem) const;
  std::vector<Slot> slots_;  // open addressing; a power of two
};

// Measures the regions of one pair.
class Measurer {
 public:
  explicit Measurer(const Case& pair);

  // Exactly the negative when the sides are exchanged.
  Features measure(const Region& region) const;

 private:
  const Case& pair_;
  StemCounts stems_a_;
  StemCounts stems_b_;
};

// Log-odds in nats that side a is the original, by the words of one region: the sum
// over a pair's regions, times damping(how many they are), is the pair's.
double log_odds(const Features& features);
double damping(size_t n_regions);

// The longest fixed expression of `tokens` that takes in a word of `region` (and,
// unless it is all of a longer region, a neighbour): a dictionary entry or a pair
// that belongs together by count. Empty when there is none.
std::optional<TokenSpan> fixed_expression(const Tokens& tokens, TokenSpan region,
                                          const Lexicon& lexicon);

}  // namespace unspin
