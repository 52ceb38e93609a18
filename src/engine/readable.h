// Leaves the page around an article out of a comparison.
#pragma once

#include <string>

#include "text/tokens.h"
#include "unspin/document.h"

namespace unspin {

// Fills `document.furniture`, unless it is filled already or the document was read from
// a page, of which the text is the article alone.
void mark_furniture(Document& document);

// Is there so much furniture that it is to be left out? A line that stands alone, or a
// few, change nothing, and may have been copied with the text.
bool has_much_furniture(const Document& document);

// The text with a blank for each byte of its furniture but line ends. Spans of
// furniture beyond the text's end mean nothing.
std::string without_furniture(const Document& document);

// Sets kAfterFurniture where lines of several words were left out; `tokens` are those
// of without_furniture(document).
void flag_furniture(const Document& document, Tokens& tokens);

}  // namespace unspin
