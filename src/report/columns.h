// One side of a match as HTML: its text with chunks, edits and changes marked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/chunks.h"
#include "unspin/match.h"

namespace unspin {

// Ids in the page, where n counts from 1 and s is the side, "a" or "b":
//   p<n><s>  chunk n         e<n><s>  edit n (over all passages)
//   c<n><s>  the place of change n    c<n>  its row in the list
class Column {
 public:
  // `text` is that of `side`, `other` that of the other one; all must outlive this.
  Column(const Match& match, const std::vector<Chunk>& chunks, Side side,
         std::string_view text, std::string_view other);

  // The whole text.
  std::string text() const;

  // The bytes in `span` with their edits, without ids and links.
  std::string excerpt(ByteSpan span) const;

 private:
  struct Span {
    ByteSpan bytes;
    size_t number = 0;  // from 0
  };
  class Writer;

  const Match& match_;
  Side side_;
  std::string_view text_;
  std::string_view other_;
  bool hard_wrapped_;
  std::vector<const Edit*> edits_;  // by number
  std::vector<Span> edit_spans_;    // sorted, none overlapping another
  std::vector<Span> chunk_spans_;   // likewise
  std::vector<size_t> chunk_passages_;
  std::vector<Span> change_spans_;  // sorted by start
};

}  // namespace unspin
