// Which side is the original, by what stands around the shared words.
#pragma once

#include <vector>

#include "judge/judge.h"

namespace unspin {

// Reasons from dates, links and credit lines, with their weights in nats, in no
// particular order. Supposes that one of the two is taken from the other.
std::vector<Evidence> context_evidence(const Case& pair);

}  // namespace unspin
