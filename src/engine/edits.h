#pragma once

#include <vector>

#include "judge/judge.h"
#include "text/tokens.h"
#include "unspin/match.h"

namespace unspin {

// The steps of a passage that are no kEqual, as edits of bytes. An insertion stands
// right behind the word of a that its left neighbour in b is aligned to, at the
// passage's start when it has none; a deletion likewise.
std::vector<Edit> edits_of(const AlignedPassage& passage, const Tokens& a,
                           const Tokens& b);

}  // namespace unspin
