// Words of scripts that write no spaces between them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace unspin {

// Splits a run of Thai, Lao, Khmer, Burmese, Chinese or Japanese by ICU's
// dictionaries. Appends the byte in `run` at which each word ends, ascending; the
// last is run.size().
//
// Requires: valid UTF-8.
// Cost:     about linear. A run longer than 4 KiB is cut at that length first,
//           wherever that falls.
void split_run(std::string_view run, std::vector<uint32_t>& ends);

}  // namespace unspin
