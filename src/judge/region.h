// Which text belongs to the story that two documents share, and which is another
// story or the page around it.
#pragma once

#include <vector>

#include "judge/judge.h"

namespace unspin {

// The tokens of one side, ascending and apart from each other: its passages, short
// gaps between them, and a short beginning of the document before the first one.
// What stands after the last passage is left out: on a web page that is furniture.
std::vector<TokenSpan> shared_region(const Case& pair, bool of_a);

// Is `token` in one of `spans`, which are ascending? Cost: O(log spans).
bool contains(const std::vector<TokenSpan>& spans, uint32_t token);

}  // namespace unspin
