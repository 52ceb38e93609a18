// Here are the blocks that were chosen, give me the text.
#pragma once

#include <string>
#include <vector>

#include "extract/blocks.h"

namespace unspin {

// The blocks of `page` for which `keep` holds, as Article::text promises: valid UTF-8,
// a blank line between paragraphs, one line each for headings, items and rows.
std::string render_blocks(const BlockPage& page, const std::vector<bool>& keep);

}  // namespace unspin
