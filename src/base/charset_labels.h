// What web pages call encodings, what the standard calls them, and what ICU does.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace unspin {

struct CharsetLabel {
  std::string_view label;    // lower case
  std::string_view charset;  // the encoding's name in the standard
};

// All that we know, sorted by label.
std::span<const CharsetLabel> charset_labels();

// Empty when there is none. Requires: `label` is lower case and trimmed.
std::string_view charset_of_label(std::string_view label);

// What to open in ICU for `charset`, a name of the standard.
std::string icu_converter(std::string_view charset);

}  // namespace unspin
