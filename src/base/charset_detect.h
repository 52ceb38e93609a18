// Here are bytes that nobody named an encoding for, guess it.
#pragma once

#include <string>
#include <string_view>

namespace unspin {

// The stretches of `bytes` around those that are not ASCII, some kilobytes of them: what
// an encoding can be told by.
std::string sample_bytes(std::string_view bytes);

// How many of a hundred characters outside of ASCII come out wrong, as U+FFFD or as
// control characters, when `sample` is decoded from `charset`.
double share_wrong(std::string_view sample, std::string_view charset);

// The charset that `sample` is most likely in; "windows-1252" where nothing speaks for
// another.
std::string detect_charset(std::string_view sample);

}  // namespace unspin
