// Here is a page's tree, give me the text of its article.
#pragma once

#include <string>

#include "extract/dom.h"

namespace unspin {

// What the page is there for, without what stands around it on every page of its site.
// Cost: linear.
std::string find_article(const Dom& dom);

}  // namespace unspin
