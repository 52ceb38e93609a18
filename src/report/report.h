// report/: here is a result, print it: JSON lines, terminal, HTML.
//
// Nothing here opens files: each function returns the text to write.
#pragma once

#include <string>

#include "unspin/document.h"
#include "unspin/match.h"

namespace unspin {

// One line of JSON, schema "unspin.match/1", without the line end. Text that is
// not valid UTF-8 shows U+FFFD for each bad byte; spans still count the bytes given.
std::string to_json(const Match& match);

struct TerminalStyle {
  bool colour = false;
  int width = 80;  // columns; 0: do not wrap
};

// For people: the verdict in the first line, then what changed, facts first, then
// the aligned passages with the differing words marked.
std::string to_terminal(const Match& match, const Document& a, const Document& b,
                        const TerminalStyle& style);

// One self-contained page: both texts side by side, passages linked, changes on top.
std::string to_html(const Match& match, const Document& a, const Document& b);

}  // namespace unspin
