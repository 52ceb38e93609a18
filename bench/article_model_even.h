// The article finder's model, fitted on half of the pages.
#pragma once

#include "extract/tree_model.h"

namespace unspin::bench {

// Fitted on the pages of WCXB with even numbers; those with odd ones are new to it.
extern const TreeModel kEvenModel;

}  // namespace unspin::bench
