// Here is a page's tree, give me the text that it has for search engines alone.
#pragma once

#include <string>

#include "extract/dom.h"

namespace unspin {

// The longest "articleBody" in the page's JSON-LD, in paragraphs; empty when there is
// none. Pages that are built by scripts may hold their text nowhere else.
//
// Cost: linear in the page's scripts.
std::string find_data_body(const Dom& dom);

}  // namespace unspin
