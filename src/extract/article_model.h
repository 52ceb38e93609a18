// What was learnt from pages whose main content is known.
#pragma once

#include "extract/tree_model.h"

namespace unspin {

// Over the rows of features.h: how likely the block is main content.
extern const TreeModel kBlockModel;

}  // namespace unspin
