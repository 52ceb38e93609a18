// Amounts: figures and number words with their scale.
#pragma once

#include <cstdint>
#include <optional>

#include "text/token_view.h"

namespace unspin {

// A bare amount, before percent signs, currencies and bounds are looked at.
struct Amount {
  uint32_t begin = 0;  // tokens [begin, end)
  uint32_t end = 0;
  double value = 0;
  bool vague = false;      // "millions", "several"
  bool ordinal = false;    // "third", "21st"
  bool scaled = false;     // ends with a word of scale: "1.5 million"
  bool worded = false;     // begins with a word, not a figure
  double money_scale = 1;  // "$5m": factor if this turns out to be money
};

// The amount that begins at token i. Cost: its length.
std::optional<Amount> read_amount(const TokenView& view, uint32_t i);

}  // namespace unspin
