// Splits files of lines.
#pragma once

#include "corpus/split_reader.h"

namespace unspin {

// A document a line, its line end ("\n" or "\r\n") included. Lines of nothing but white
// space are no documents. The last line may lack its end.
class LineSplitter : public Splitter {
 public:
  std::optional<Piece> next(std::string_view bytes, bool at_end) override;
  void drop() override;

 private:
  // How much of the line has been looked at in vain.
  size_t seen_ = 0;

  // The line's beginning is gone.
  bool dropped_ = false;
};

}  // namespace unspin
