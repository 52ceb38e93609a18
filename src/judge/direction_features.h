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
  kFit,         // how much the neighbours raise the words' likelihood, nats
  kUnseen,      // share of word pairs that the reference text does not have
  kFrequency,   // mean log frequency of the words
  kSenses,      // mean log number of dictionary senses
  kStrongPair,  // word pairs that belong together by count
  kEntry,       // dictionary entries of several words that take in a neighbour
  kFeatureCount,
};
using Features = std::array<double, kFeatureCount>;

// Exactly the negative when the sides are exchanged.
Features measure(const Case& pair, const Region& region);

// Log-odds in nats that side a is the original, by the words of this region alone.
double log_odds(const Features& features);

// The longest fixed expression of `tokens` that takes in a word of `region` (and,
// unless it is all of a longer region, a neighbour): a dictionary entry or a pair
// that belongs together by count. Empty when there is none.
std::optional<TokenSpan> fixed_expression(const Tokens& tokens, TokenSpan region,
                                          const Lexicon& lexicon);

}  // namespace unspin
