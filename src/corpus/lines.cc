#include "corpus/lines.h"

#include <algorithm>
#include <utility>

namespace unspin {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::optional<Piece> LineSplitter::next(std::string_view bytes, bool at_end) {
  size_t newline = bytes.find('\n', std::min(seen_, bytes.size()));
  if (newline == std::string_view::npos && !at_end) {
    seen_ = bytes.size();
    return std::nullopt;
  }
  size_t size = std::min(newline, bytes.size() - 1) + 1;
  seen_ = 0;
  // A line is rarely blank, and then its first byte says so.
  bool may_be_blank =
      !std::exchange(dropped_, false) && static_cast<unsigned char>(bytes.front()) <= ' ';
  if (!may_be_blank || !is_blank(bytes.substr(0, size))) return Piece{size, true, 1};

  // Blank lines in a row are one piece: a file of nothing else is no flood of records.
  size_t end = std::min(bytes.find_first_not_of('\n', size), bytes.size());
  return Piece{end, false, 1 + end - size};
}

void LineSplitter::drop() {
  seen_ = 0;
  dropped_ = true;
}

}  // namespace unspin
