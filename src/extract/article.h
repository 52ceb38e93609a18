// Here is a page's tree, give me the text of its article.
#pragma once

#include <string>

#include "extract/article_model.h"
#include "extract/dom.h"
#include "extract/tree_model.h"

namespace unspin {

// What the page is there for, without what stands around it on every page of its site.
// `model` is over the rows of features.h.
// Cost: linear, but for sorts of the page's blocks and boxes.
std::string find_article(const Dom& dom, const TreeModel& model = kBlockModel);

}  // namespace unspin
