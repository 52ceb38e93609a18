// Who is quoted.
#pragma once

#include <string>
#include <vector>

#include "judge/judge.h"

namespace unspin {

struct Speaker {
  // As named beside the quotation, be it "he"; empty when nobody is.
  TokenSpan tokens;

  // The verb (or "according") that hands the words on; empty when there is none.
  TokenSpan cue;

  // In full, as the text names him elsewhere ("Victor Cha" for "Cha" and "he");
  // empty when unknown.
  std::string name;
};

// The speaker of each quotation of `side`, in their order. English. `names`: what
// find_names says of the text.
// Cost: linear in the text.
std::vector<Speaker> find_speakers(const SideView& side,
                                   const std::vector<TokenSpan>& names);
std::vector<Speaker> find_speakers(const SideView& side);

}  // namespace unspin
