// Folds what writes the same word differently.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// Appends `word` as tokenize() promises it, but for the dots of acronyms: NFKC, case
// folded, apostrophes straight, unseen characters gone, look-alike letters of a
// Latin word made Latin, digits of every script 0-9.
//
// Requires: valid UTF-8, one word.
// Cost:     linear; words of ASCII and Latin-1 without Unicode's tables.
void fold_word(std::string_view word, std::string& out);

}  // namespace unspin
