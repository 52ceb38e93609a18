// The files of the HTML page, embedded at build.
#pragma once

#include <string_view>

namespace unspin {

// HTML with {{names}} where to_html() fills in.
extern const std::string_view kPageTemplate;

extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

// For the page's Content-Security-Policy: "sha256-…" of the two above.
extern const std::string_view kPageStyleHash;
extern const std::string_view kPageScriptHash;

}  // namespace unspin
