// Dates and times as people write them.
#pragma once

#include <optional>

#include "text/numbers.h"
#include "text/token_view.h"

namespace unspin {

// The date, year, decade, month, weekday or time of day that begins at token i.
// Cost: O(1).
std::optional<Number> read_date(const TokenView& view, uint32_t i);

}  // namespace unspin
