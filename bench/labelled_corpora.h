// What people labelled in the data folder: differences of sentences, and speakers.
#pragma once

#include <string_view>
#include <vector>

#include "unspin/span.h"

namespace unspin::bench {

std::vector<std::string_view> split(std::string_view text, char mark);

// One <relation> of ETPC. `pair` is a line of MSRP's file, from 1.
struct Label {
  size_t pair = 0;
  std::string_view type;
  bool keeps_sense = false;
  std::string_view a, b;            // words
  size_t token_a = 0, token_b = 0;  // where they begin, as the corpus counts
};

// All relations of an ETPC file; they point into `xml`.
std::vector<Label> read_labels(std::string_view xml);

// Who says what, in bytes of a text of PolNear.
struct Attribution {
  ByteSpan source;
  ByteSpan cue;      // empty where none is marked
  ByteSpan content;  // from the first to the last of its pieces
  std::vector<ByteSpan> pieces;
};

// The attributions that have a source and a content. `standoff`: brat's, in characters.
std::vector<Attribution> read_attributions(std::string_view standoff,
                                           std::string_view text);

}  // namespace unspin::bench
