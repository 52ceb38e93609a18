#pragma once

#include <string>
#include <string_view>

namespace unspin {

// The language most of the text is in, ISO 639-1 ("en"); empty when it cannot be
// told. Looks at the first few kilobytes only.
std::string detect_language(std::string_view text);

}  // namespace unspin
