// Inked words into lines of a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/pieces.h"

namespace unspin {

// Text made harmless: control characters and escape sequences show as pictures
// (ESC as ␛), marks that reorder text are dropped, bytes that are not UTF-8 show
// U+FFFD. White space becomes single spaces; with `paragraphs`, blank lines and
// (unless `hard_wrapped`) line ends stay, as "\n".
struct CleanStyle {
  bool paragraphs = false;
  bool hard_wrapped = false;
};
std::string cleaned(std::string_view text, CleanStyle style = {});

struct InkedRun {
  std::string text;  // clean
  Ink ink = Ink::kPlain;
};

// Marks changed pieces for reading in one line of text: words are parted by
// spaces as needed, and without `colour` wrapped in [-old-], {+new+}, <~moved~>.
std::vector<InkedRun> inked(const std::vector<Piece>& pieces, bool colour,
                            CleanStyle style = {});

struct TerminalLine {
  std::string text;  // with escape sequences when coloured; whole in itself
  int columns = 0;
};

// Breaks at spaces, inside a word only where it is longer than `width` or
// between wide characters; 0: only at "\n".
std::vector<TerminalLine> wrap(const std::vector<InkedRun>& runs, int width, bool colour);

// The escape sequences around `text` in `ink`; `text` itself when not coloured.
std::string in_ink(std::string_view text, Ink ink, bool colour);

}  // namespace unspin
