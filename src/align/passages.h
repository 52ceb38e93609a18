// align/: here are two token sequences, give me aligned passages and word-level
// edits. First half: the passages.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passage_terms.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"
#include "unspin/span.h"

namespace unspin {

// A stretch of each document that says the same: a rectangle in the plane of
// the two texts' tokens. What is inside may be in any order.
struct Rectangle {
  TokenSpan a;
  TokenSpan b;

  // Log-likelihood in nats that this is reuse and not chance.
  double score = 0;

  // One exact run covers nearly all of both sides.
  bool verbatim = false;

  // The passage draws on the whole of the other document, as a summary does.
  bool whole_document = false;
};

struct PassageOptions {
  // Shortest passage, in bytes of its shorter side; part_at_foreign_lines may cut a
  // longer one into shorter parts.
  size_t min_bytes = 120;

  // Null for the usual one. For tests and benchmarks.
  const PassageModel* model = nullptr;
};

// Least score of a passage of articles.
inline constexpr double kLeastScore = SelectParameters{}.least_score;

// Least score of a passage of two texts of so many tokens; less for a few sentences.
double least_score(uint32_t tokens_a, uint32_t tokens_b,
                   const SelectParameters& parameters = {});

// The passages that a and b share, in the order of a; no two overlap on both
// sides.
//
// Threads: pure.
// Cost:    near-linear in the two texts together, whatever is in them.
std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const Lexicon& lexicon,
                                     const PassageOptions& options = {});

// What a lexicon counts of stems; 0 of those it has not seen. It must outlive this.
BackgroundFrequency background_of(const Lexicon& lexicon);

// The same with other knowledge of how common stems are.
std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const BackgroundFrequency& frequency,
                                     const PassageOptions& options = {});

}  // namespace unspin
