// extract/, inside: what pages say to their readers, in a dozen languages.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

enum class LineUse : uint8_t {
  kNone,
  kPrompt,  // "Advertisement", "Sign up for our newsletter", "All rights reserved"
  kLabel,   // "Related", "Read more": what follows may be links to other pages
  kSource,  // "Source", "Via"
  kWeak,    // "Facebook", "Print": furniture among its like, else perhaps a heading
};

// What a line that is nothing but `pattern` is for. A pattern is a TextLine::key with
// "#" for each word that is a figure.
LineUse use_of_line(std::string_view pattern);

// The same for a line that goes on after `pattern`: after "Related:".
LineUse use_of_label(std::string_view pattern);

// Does `pattern` begin with the words of a prompt, or hold words that only a prompt
// holds? Cost: linear.
bool begins_prompt(std::string_view pattern);
bool holds_prompt(std::string_view pattern);

// Does `pattern` begin with words that lead to other pages, "more from"?
bool begins_label(std::string_view pattern);

// Words of a line that is nothing but a date.
bool is_date_word(std::string_view word);   // month, weekday, "at", "pm", "uhr"
bool is_dated_word(std::string_view word);  // "updated", "published", "posted"

// Who sells photographs: "reuters", "getty".
bool is_agency(std::string_view word);

// What stands in a page's menu: "login", "privacy".
bool is_menu_word(std::string_view word);

}  // namespace unspin
