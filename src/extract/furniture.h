// Here is plain text that was taken from a page, give me what is no part of the article.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "unspin/span.h"

namespace unspin {

// Stretches of `text`, whole lines, that belong to the page and not to the article: the
// title said again, captions and photo credits, "Source" lines, share and subscribe
// prompts, teasers of other stories, menus. In order, apart. In doubt a line is no
// furniture; a plain text without any gives none.
//
// Cost: linear.
std::vector<ByteSpan> find_furniture(std::string_view text,
                                     std::optional<std::string_view> title = {});

}  // namespace unspin
