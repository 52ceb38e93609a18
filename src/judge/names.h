// Names of people, places and organisations, as far as capitals show them.
#pragma once

#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace unspin {

// The names in a text, in order, apart from each other: runs of capitalised words
// with what binds them inside ("Center for Strategic and International Studies",
// "U.S. State Department"), titles included. A capital that the place asks for
// (a sentence or quotation begins, a headline has them all) makes no name unless
// the word is also capitalised where no place asks for it. Days and months are
// no names.
std::vector<TokenSpan> find_names(std::string_view text, const Tokens& tokens);

// The name without titles before it: "President Vladimir Putin" -> "Vladimir Putin".
TokenSpan without_titles(const Tokens& tokens, TokenSpan name);

// Do two words of names mean the same one: but for a possessive ending, or an ending
// that makes a people's name of a country's ("Russia", "Russian's")?
bool same_name_word(std::string_view a, std::string_view b);

// Do these bytes stand for the other as its initials: "UN", "United Nations"?
bool are_initials(std::string_view letters, const Tokens& tokens, TokenSpan name);

}  // namespace unspin
