// Text into HTML, harmless.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// `text` for the inside of an element or of an attribute in double quotes. Bytes
// that are not UTF-8 show U+FFFD, control characters a picture of them; marks
// that reorder text are dropped.
std::string escaped(std::string_view text);
void append_escaped(std::string& out, std::string_view text);

// The same for running text: a blank line becomes a gap, a line end stays one
// unless the text is `hard_wrapped`; other white space is left to the browser.
void append_body(std::string& out, std::string_view text, bool hard_wrapped);

}  // namespace unspin
