// What stands between quotation marks.
#pragma once

#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace unspin {

// One quotation: direct speech, a quoted phrase or a quoted title.
struct QuotedSpan {
  ByteSpan bytes;    // with the marks
  TokenSpan tokens;  // inside the marks
};

// Every quotation, in order, outermost only: "…", “…”, „…“, «…», »…«, ‘…’, '…', 「…」,
// ``…''. Apostrophes ("countries'", "'90s") are told apart. A quotation that runs
// over paragraphs (each opened anew, closed once) is one quotation a paragraph.
// An opening mark without an end inside its paragraph runs to the paragraph's end
// only where the next paragraph opens anew; else it is no quotation.
std::vector<QuotedSpan> find_quotations(std::string_view text, const Tokens& tokens);

}  // namespace unspin
