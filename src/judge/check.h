// Here is one text alone, say whether it was spun, and which phrases of it are damaged.
#pragma once

#include <string_view>
#include <vector>

#include "judge/check_terms.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"
#include "unspin/check.h"

namespace unspin {

// The verdict, score and phrases of English text; `terms` are the user's. Unknown without
// a lexicon, below kFewestWords words, and where hardly any word is one of the language.
//
// Cost: see measure_words.
Check check_text(std::string_view text, const Tokens& tokens, const Lexicon& lexicon,
                 const CheckTerms& terms);

constexpr uint32_t kFewestWords = 60;

}  // namespace unspin
