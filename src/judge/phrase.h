// Round excerpts: a changed word with enough around it to be read.
#pragma once

#include <string_view>

#include "judge/draft.h"

namespace unspin {

// Does only space or a hyphen stand between token i and the next?
bool runs_on(std::string_view text, const Tokens& tokens, uint32_t i);

// `span` with the nearest word of substance on its left and on its right, when they
// stand within two tokens and nothing but space or a hyphen is between.
TokenSpan with_left(std::string_view text, const Tokens& tokens, TokenSpan span);
TokenSpan with_right(std::string_view text, const Tokens& tokens, TokenSpan span);

// `span` and up to `reach` tokens on both sides, inside its sentence.
TokenSpan around(const Tokens& tokens, TokenSpan span, uint32_t reach);

// A change at `at`, whose excerpts are `wide` here and what stands for it there.
// `other` is what stands for `at` itself.
Draft draft_wide(const Sight& sight, ChangeKind kind, Severity severity, TokenSpan wide,
                 TokenSpan other);

}  // namespace unspin
