// A passage cut into pieces that are the same on both sides and pieces that are
// not: what the terminal and the page draw.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "unspin/match.h"

namespace unspin {

enum class Ink : uint8_t {
  kPlain,   // the same on both sides
  kOld,     // stands in a only
  kNew,     // stands in b only
  kMoved,   // stands elsewhere in the other
  kFaint,   // ours, beside the point
  kStrong,  // ours, the point
};

struct Piece {
  std::string_view text;
  Ink ink = Ink::kPlain;
};

// The words of `within` (of a), each changed stretch followed by what replaced it
// in b; `edits` are a passage's. Views into the two texts.
std::vector<Piece> merged_pieces(const std::vector<Edit>& edits, ByteSpan within,
                                 std::string_view text_a, std::string_view text_b);

// The bytes of `text` in `span`, however far `span` lies outside.
std::string_view slice(std::string_view text, ByteSpan span);

// Tells which line a byte is in, counted from 1. Cost: O(log lines).
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  size_t line_of(size_t byte) const;

 private:
  std::vector<size_t> starts_;
};

// True when the text's single line ends are wrapping at a fixed width and not the
// ends of paragraphs: more than a fifth stand inside a sentence.
bool lines_are_wrapped(std::string_view text);

}  // namespace unspin
