// Where lines of a text end a thought, and where they are only broken to fit.
#pragma once

#include <cstddef>
#include <string_view>

namespace unspin {

// True when single line ends of `text` are mere wrapping, as in mail and old
// e-texts: more than a fifth of them stand in mid-sentence, with no terminator
// before and a lower-case letter after. False for a text of fewer than three lines.
bool is_hard_wrapped(std::string_view text);

// A line end begins at byte `newline` (holds '\n'). Returns whether a blank line
// follows, that is, whether the paragraph ends here. Cost: the blank line.
bool ends_paragraph(std::string_view text, size_t newline);

}  // namespace unspin
