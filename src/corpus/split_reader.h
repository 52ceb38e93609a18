// Cuts a stream of bytes into records, a batch at a time: what all kinds share whose
// records lie in the file one after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/readers.h"
#include "corpus/record_reader.h"

namespace unspin {

// A stretch at the front of the bytes that a Splitter was shown.
struct Piece {
  size_t size = 0;

  // As RawRecord::is_document.
  bool is_document = true;

  // How many lines end in it; only files of lines count them.
  uint64_t lines = 0;

  // Why it is left out, when it is no document and was meant to be one.
  const char* skip = nullptr;
};

// Knows where the records of one kind of file end.
class Splitter {
 public:
  virtual ~Splitter() = default;

  // The piece that `bytes` begin with; none when more of the file must be seen, which it
  // never is when they are the last of it (`at_end`) and there are any.
  //
  // `bytes` begin where the piece before ended. After none, the same place is shown again
  // with other lengths, as a rule longer.
  virtual std::optional<Piece> next(std::string_view bytes, bool at_end) = 0;

  // The bytes shown last are part of a piece too long to be held: they are gone, and the
  // next ones begin behind them.
  virtual void drop() = 0;

  // What is wrong with a file that ends here; nullptr when nothing is.
  virtual const char* fault_at_end() const { return nullptr; }
};

struct SplitOptions {
  uint64_t max_record_bytes = uint64_t{256} << 20;

  // RawRecord::line counts Piece::lines, not documents.
  bool counts_lines = false;

  // An empty file is one empty document, not none.
  bool empty_is_document = false;

  // Size of a batch: less where a file is one record and small as a rule. Tests turn it
  // down to see every record cut everywhere.
  size_t batch_bytes = kBatchBytes;
};

// The most records in a batch, so that a batch of tiny ones stays small too.
inline constexpr size_t kBatchRecords = size_t{1} << 14;

// A record longer than `max_record_bytes` becomes a skip; its bytes still come, in pieces
// of a batch each that are no documents, so that a copy of the file can keep it.
//
// Memory: as RecordReader::next.
std::unique_ptr<RecordReader> make_split_reader(RecordSource source,
                                                std::unique_ptr<Splitter> splitter,
                                                const SplitOptions& options);

}  // namespace unspin
