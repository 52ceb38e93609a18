// JSON that strict parsers refuse for a byte or two, made acceptable.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// `json` with what is known to go wrong inside strings put right: control characters that
// are not escaped are, bytes that are no UTF-8 and escaped halves of surrogate pairs
// become U+FFFD. Everything else is as it was, valid JSON unchanged.
//
// Cost: linear; meant for the few records that a parser has refused.
std::string mend_json(std::string_view json);

}  // namespace unspin
