// fold_word() a character at a time, for those that read words in bulk.
#pragma once

#include <array>
#include <cstdint>

#include "text/characters.h"

namespace unspin {

struct FoldedChar {
  // What fold_word() makes of the character wherever it stands; 0 where that depends
  // on its neighbours or is more than one character.
  char16_t folded = 0;
  CharKind kind = CharKind::kOther;
};

using FoldTable = std::array<FoldedChar, 0x10000>;

// Of every character below U+10000. A word all of whose characters have a fold of
// their own folds to these together, unless it mixes Latin with other letters.
//
// Cost: a few milliseconds the first time.
const FoldTable& fold_table();

}  // namespace unspin
