#include "cli/output.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace unspin::cli {

void Output::write_line(std::string_view text) {
  if (!open_) return;
  std::fwrite(text.data(), 1, text.size(), stdout);
  write("\n");
}

void Output::write(std::string_view text) {
  if (!open_) return;
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return;
  error_ = errno;
  open_ = false;
}

Result<void> Output::finish() {
  if (open_ || error_ == EPIPE) return {};
  return fail(Code::kUnwritable,
              fmt::format("standard output: cannot write: {}", std::strerror(error_)));
}

TerminalStyle terminal_style() {
  TerminalStyle style;
  if (!::isatty(STDOUT_FILENO)) return style;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  style.colour = !(no_colour && *no_colour) && term && std::strcmp(term, "dumb") != 0;
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::clamp<int>(size.ws_col, 40, 160);
  return style;
}

}  // namespace unspin::cli
