// Here are bytes in some encoding, give me UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unspin {

struct Decoded {
  std::string text;     // UTF-8
  std::string charset;  // what it was: "UTF-8", "windows-1252", "GB18030", …
};

// `bytes` as UTF-8. In this order: a byte order mark; valid UTF-8 (ASCII included)
// whatever is declared; `declared` (an HTTP or <meta> label, by the names of the WHATWG
// Encoding standard: "latin1" is windows-1252, "gb2312" is GBK/GB18030) unless it makes
// nonsense of them; detection from the bytes. What the encoding does not define becomes
// U+FFFD; bytes that are UTF-8 but for a few are taken as UTF-8 and kept as they are.
//
// A label that is unknown, or that could hide markup (UTF-7 and its like), is ignored.
// Cost: one pass over bytes that are UTF-8, without a copy's worth more memory.
Decoded decode_text(std::string bytes, std::string_view declared = {});

// The WHATWG name for `label` in any case, spaces and quotes around it left out; none
// when it is unknown.
std::optional<std::string> find_charset(std::string_view label);

// `bytes` as UTF-8 from `charset`, a name that find_charset gives. What it does not
// define becomes U+FFFD; a byte order mark is dropped. Empty when there is no converter.
std::string convert_text(std::string_view bytes, std::string_view charset);

// "UTF-16LE" or "UTF-16BE" when text that begins with `head` is that: by its byte order
// mark or, where a Windows program left that out, by the NUL bytes that Latin letters
// show at every other place. Else empty.
std::string_view find_utf16(std::string_view head);

}  // namespace unspin
