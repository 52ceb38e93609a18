// Which side is the original, by the words that were replaced.
#pragma once

#include <vector>

#include "judge/judge.h"

namespace unspin {

// Reasons from the replaced regions, with their weights in nats, in no particular
// order. Each region speaks in exactly one of them: broken fixed expressions one by
// one, quotations and figures where the replaced words stand in one, and the rest
// summed in one kWordChoice. Empty where the wording was not replaced word by word
// but rewritten: the method would guess.
std::vector<Evidence> word_evidence(const Case& pair);

}  // namespace unspin
