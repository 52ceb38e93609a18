// extract/, inside: which of a page's titles is the headline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/dom.h"
#include "extract/page_marks.h"

namespace unspin {

// `title` without the names of `sites` (as letters_of gives them) before or behind a
// separator: "Storm ahead | The Ellery Post" is "Storm ahead".
std::string without_site(std::string_view title, const std::vector<std::string>& sites);

struct Headline {
  std::string text;  // empty when the page has none
  Node node;         // where readers see it; none when it is in the head only
};

// The headline of a page with `marks`; `linked` is what JSON-LD calls it, or empty.
Headline find_headline(const PageMarks& marks, std::string_view linked,
                       const std::vector<std::string>& sites);

}  // namespace unspin
