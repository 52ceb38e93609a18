// What is asked of WARC headers from outside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unspin {

// The value of field `name` in the header that `record` begins with, without blanks
// around it; the first of several.
std::optional<std::string> find_warc_field(std::string_view record,
                                           std::string_view name);

}  // namespace unspin
