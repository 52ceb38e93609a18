// Standard output as a command sees it.
#pragma once

#include <string_view>

#include "report/report.h"
#include "unspin/error.h"

namespace unspin::cli {

// Results go through here, a line or page at a time.
class Output {
 public:
  // Writes `text` and a line end, and flushes, so that a reader at the other end of
  // a pipe sees each result as it comes.
  void write_line(std::string_view text);

  // Writes `text`, whole lines, as it is.
  void write(std::string_view text);

  // False once a write failed: there is no point in going on.
  bool open() const { return open_; }

  // Errors: kUnwritable. A reader that went away (`| head`) is no error.
  Result<void> finish();

 private:
  bool open_ = true;
  int error_ = 0;
};

// Colour and width as the terminal has them; no colour where stdout is none, where
// NO_COLOR is set or TERM is "dumb".
TerminalStyle terminal_style();

}  // namespace unspin::cli
