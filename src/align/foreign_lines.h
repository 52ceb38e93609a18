// align/, third: here is an aligned passage, leave out the lines that are not of it.
#pragma once

#include <vector>

#include "align/passages.h"
#include "align/words.h"
#include "text/tokens.h"

namespace unspin {

// A rectangle and how its words correspond.
struct AlignedStretch {
  Rectangle rectangle;
  WordAlignment words;
};

// Parts a passage at lines that have no counterpart on the other side, such as links
// to other articles between two paragraphs; they end up in no part. Parts come in the
// order of both sides and share the passage's score. Where there are no such lines,
// the passage comes back as it is; at least one part is left of it.
//
// Requires: the steps are those of align_words for this rectangle.
// Threads:  pure.
// Cost:     linear in the passage.
std::vector<AlignedStretch> part_at_foreign_lines(const Tokens& a, const Tokens& b,
                                                  AlignedStretch passage);

}  // namespace unspin
