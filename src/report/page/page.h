// The files of the HTML page, embedded at build.
#pragma once

#include <string_view>

namespace unspin {

// HTML with {{names}} where to_html() fills in.
extern const std::string_view kPageTemplate;

extern const std::string_view kPageStyle;
extern const std::string_view kPageScript;

// What the page of a scan has besides.
extern const std::string_view kScanStyle;

// For the page's Content-Security-Policy: "sha256-…" of those above.
extern const std::string_view kPageStyleHash;
extern const std::string_view kPageScriptHash;
extern const std::string_view kScanStyleHash;

}  // namespace unspin
