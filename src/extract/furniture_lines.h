// extract/, inside: the lines of a text, and what each looks like.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/span.h"

namespace unspin {

// Lines of more words than this are prose, and their words are not looked at.
inline constexpr uint32_t kLongestLineRead = 60;

// Nothing that is known by its words has more than this.
inline constexpr uint32_t kLongestLineKeyed = 35;

struct TextLine {
  ByteSpan bytes;  // without the line end and the blanks around
  std::string_view raw;

  // Its words, case folded, one space between them; empty for a line of more than
  // kLongestLineKeyed.
  std::string key;
  uint32_t words = 0;

  bool ends = false;    // as a sentence does: ".", "!", "?", perhaps a quotation mark
  bool cut = false;     // in "[…]" or "[...]", as a teaser that was cut off
  bool trails = false;  // in "…" or "..."
  bool quoted = false;  // begins with a quotation mark
  bool after_blank = false;

  // A sentence or more, and so no furniture unless it says otherwise.
  bool prose() const { return !cut && !trails && ((ends && words >= 8) || words >= 25); }

  // A few words that are no sentence: a headline, a heading, a label.
  bool loose() const { return !(ends && raw.back() == '.') && words <= 20; }
};

// The lines of `text` that hold anything. Cost: linear.
std::vector<TextLine> read_lines(std::string_view text);

// The words of `text` as TextLine::key has them. Cost: linear.
std::string word_key(std::string_view text, uint32_t& words);

}  // namespace unspin
