// Here are a page's blocks, which of them are the article?
#pragma once

#include <vector>

#include "extract/blocks.h"
#include "extract/hints.h"
#include "extract/tree_model.h"

namespace unspin {

// For each block of `page`, how likely it is that it belongs to what the page is there
// for: 0 to 1.
std::vector<float> score_blocks(const BlockPage& page, const PageHints& hints,
                                const TreeModel& model);

}  // namespace unspin
