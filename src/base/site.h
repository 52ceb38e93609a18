// Whose page an address is.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// The http or https address's host without "www.", in lower case; empty for all else.
std::string site_of(std::string_view url);

}  // namespace unspin
