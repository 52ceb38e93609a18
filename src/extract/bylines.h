// extract/, inside: names of authors, out of what pages say about them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unspin {

// The names in `said`, which is one line: "By Jane Doe and John Roe, Staff Writers" has
// two. Without roles, addresses, dates, and words that stand for nobody ("admin");
// degrees stay with their name ("Jane Doe, Ph.D."). Empty when it names nobody.
std::vector<std::string> names_in(std::string_view said);

// The names in a line that readers see, which may say other things. Only what begins as
// a byline does, or is `marked` as one by the page, is read; and only names of people or
// of few words.
std::vector<std::string> names_in_byline(std::string_view said, bool marked);

// Two to four words with capitals, none of which a company is called by.
bool looks_like_person(std::string_view name);

// Does a line begin as a byline does: "By", "Von", "Par", "Written by"?
bool begins_byline(std::string_view said);

}  // namespace unspin
