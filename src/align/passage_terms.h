// align/, inside: the two documents of a pair as small numbers. Passage finding
// asks "how often is this stem here, there, in general" millions of times, so
// stems become array indices once, and only those that both documents have.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "align/passage_parameters.h"
#include "text/tokens.h"

namespace unspin {

// A stem that both documents of a pair have; kUnshared for all others.
using Term = uint32_t;
inline constexpr Term kUnshared = 0;

// One document of a pair.
struct TermText {
  // One per token.
  std::vector<Term> terms;

  // counts[term]: how often this document has it; counts[kUnshared] is 0.
  std::vector<uint32_t> counts;

  // breaks[i] is 1 where a sentence or a line begins at token i; one longer than
  // `terms`, the ends of the text count as breaks.
  std::vector<uint8_t> breaks;

  uint32_t size() const { return static_cast<uint32_t>(terms.size()); }
};

struct PairTerms {
  TermText a;
  TermText b;

  // background[term]: share of running words of the language at large.
  std::vector<float> background;

  // What the pair is judged by; never null, outlives this.
  const PassageModel* model = &usual_passage_model();

  const PassageParameters& parameters() const { return model->parameters; }

  // How many terms there are, kUnshared included.
  size_t term_count() const { return background.size(); }
};

// Share of running words that have this stem, in (0, 1]; 0 when nobody knows.
using BackgroundFrequency = std::function<double(uint64_t stem)>;

// Numbers the shared stems. Where `frequency` knows less than half of what the documents
// share, they are of another language, and a stem counts as common when its word is short
// or the two documents use it often themselves.
//
// Cost: linear; memory 5 bytes a token.
PairTerms map_terms(const Tokens& a, const Tokens& b,
                    const BackgroundFrequency& frequency,
                    const PassageModel& model = usual_passage_model());

}  // namespace unspin
