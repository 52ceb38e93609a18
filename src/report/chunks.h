// Passages cut into chunks of a paragraph or so, each with its counterpart: what a
// reader of two columns jumps between.
#pragma once

#include <string_view>
#include <vector>

#include "unspin/match.h"

namespace unspin {

struct Chunk {
  ByteSpan a;
  ByteSpan b;
  size_t passage = 0;  // index into Match::passages
};

// Every byte of a passage's two sides is in exactly one of its chunks. A chunk of a
// begins a paragraph (or a sentence, where paragraphs are long); its b side is where
// the edits say that b goes on likewise. In the order of the passages, then of a.
//
// Cost: O(text + edits * log edits).
std::vector<Chunk> find_chunks(const std::vector<Passage>& passages,
                               std::string_view text_a, std::string_view text_b);

}  // namespace unspin
