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

// What speaks for a digest, and for the passages that lie in its stretch; shares are of
// the stretch.
struct DigestEvidence {
  double tenths = 0;       // of the source
  double passages = 0;     // three at most count
  double source_size = 0;  // source tokens for each of the stretch, of what is inside it
  double missing = 0;      // share of words that the source lacks
  double covered = 0;      // share that the passages cover
  double scores = 0;       // the passages' scores for each of the digest's sum, 2 at most
  double share = 0;        // of the stretch in its text
};

DigestEvidence evidence_of(const Digest& digest, std::span<const LocalPassage> passages);

// Log-odds that the digest explains its stretch better than the passages.
double log_odds(const DigestEvidence& evidence, const DigestParameters& parameters);

}  // namespace unspin
