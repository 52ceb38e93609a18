// Parts of a document compared in place of the whole.
#pragma once

#include <span>
#include <vector>

#include "unspin/document.h"
#include "unspin/match.h"
#include "unspin/span.h"

namespace unspin {

// Stretches of a document as a document of its own, which knows where they were.
struct CutOut {
  struct Piece {
    size_t start = 0;  // byte of the cut-out's text
    size_t was = 0;    // byte of the whole text
  };

  // The same metadata, of the text only the stretches, a blank line between them.
  Document document;
  std::vector<Piece> pieces;  // in order

  // The byte of the whole text that the byte `at` of the cut-out was.
  size_t was(size_t at) const { return at - piece_of(at).start + piece_of(at).was; }

  // The piece that holds the byte `at`.
  const Piece& piece_of(size_t at) const;
};

// The stretches `parts`, each widened to where a paragraph or sentence ends, if one does
// nearby, and joined where they then meet.
//
// Requires: at least one part; in order, within the text, at borders of characters.
CutOut cut_out(const Document& whole, std::span<const ByteSpan> parts);

// Whether every passage of `match` lies within one piece on either side.
bool within_pieces(const Match& match, const CutOut& a, const CutOut& b);

// Moves what `match` says of its sides to where the cut-outs stood. Coverage stays that
// of the cut-outs.
void put_back(Match& match, const CutOut& a, const CutOut& b);

}  // namespace unspin
