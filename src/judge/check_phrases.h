// Here is a text that was spun, give me the expressions that were broken in it and what
// they were.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "judge/check_words.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"
#include "unspin/check.h"

namespace unspin {

// Stretches in which one word or two neighbours, put back, make an expression. `odds` are
// the log-odds of each of `words` that it was put there.
//
// Order: as in the text, apart.
std::vector<SuspectPhrase> find_damaged(std::string_view text, const Tokens& tokens,
                                        std::span<const MeasuredWord> words,
                                        std::span<const float> odds,
                                        const Lexicon& lexicon);

}  // namespace unspin
