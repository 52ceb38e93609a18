#pragma once

#include "unspin/match.h"

namespace unspin {

// Puts passages, edits, changes and quotations in the order that Match promises.
void sort_for_reading(Match& match);

}  // namespace unspin
