// extract/, inside: what a page says of itself, as one line of plain text.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// `text` with HTML's character references resolved ("Fish &amp; chips", even where they
// were escaped twice), tags dropped, and every run of blanks one space; none at the ends.
// What is longer than a headline is cut.
std::string plain_line(std::string_view text);

// ASCII letters in lower case.
std::string lower_ascii(std::string_view text);

// Letters and digits alone, case folded: what of a title or name is the same however it
// is written. "Ready, Set – Go!" is "readysetgo".
std::string letters_of(std::string_view text);

}  // namespace unspin
