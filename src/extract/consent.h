// Here are a page's blocks, take out its cookie dialog.
#pragma once

#include "extract/blocks.h"

namespace unspin {

// Removes the blocks in boxes that are called after consent and speak of cookies, unless
// little prose would be left: then the page is about them.
//
// A dialog of this kind may hold more prose than the article, so it has to go before the
// page is looked at as a whole.
// Cost: linear.
void remove_consent(BlockPage& page);

}  // namespace unspin
