// align/, inside: here are two texts, tell me which stretch of one draws on the whole
// of the other.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "align/passage_terms.h"
#include "unspin/span.h"

namespace unspin {

// A stretch of one text whose words come from all over the other, the source.
struct Digest {
  TokenSpan span;

  // Sum of gains against the whole source, break bonuses included.
  double sum = 0;

  // Distinct surprising stems of the stretch, and how many tenths of the source hold
  // at least one of them.
  uint32_t surprising = 0;
  uint32_t tenths = 0;

  // Share of the stretch's tokens that the source lacks altogether, in [0, 1].
  double missing = 0;

  // The stretch's share of its text.
  double share = 0;
};

// The best digest of `source` in `text`, if there is one that is broad enough to
// look at; both are of `pair`.
//
// Cost: linear.
std::optional<Digest> find_digest(const PairTerms& pair, const TermText& text,
                                  const TermText& source);

// A passage between the two texts, seen from the digest's side.
struct LocalPassage {
  TokenSpan text;
  TokenSpan source;
  double score = 0;
};

// Whether the digest explains its stretch better than the passages that lie in it.
bool beats_passages(const Digest& digest, std::span<const LocalPassage> passages,
                    const DigestParameters& parameters);

}  // namespace unspin
