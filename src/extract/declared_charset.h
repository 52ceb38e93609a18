// Here is HTML as it came, which encoding does it say that it is in?
#pragma once

#include <string_view>

namespace unspin {

// The label in <meta charset>, <meta http-equiv="Content-Type"> or an XML declaration
// within the first 1024 bytes, where the HTML standard has browsers look; empty when
// there is none. Not checked: it may be any text without quotes and spaces.
std::string_view find_declared_charset(std::string_view html);

}  // namespace unspin
