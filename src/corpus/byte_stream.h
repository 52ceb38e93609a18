// A file's bytes from first to last, uncompressed on the way.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "corpus/kind.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Fills the front of `into`, returns how much; 0 at the end. After an error what was
  // returned before still stands, and the stream is over.
  //
  // Errors: kUnreadable (I/O), kCorrupt (bad or truncated compressed data, at a named
  // offset), kTooLarge (a limit).
  virtual Result<size_t> read(std::span<char> into) = 0;

  // After kCorrupt: whether a further member of the compressed file begins behind the
  // damage; then read() goes on with it. What was lost between is not known.
  // Cost: linear in the file, for any number of calls.
  virtual bool resume() { return false; }

  // Bytes taken from the file so far, compressed ones where it is: for progress.
  virtual uint64_t consumed() const = 0;
};

struct OpenedStream {
  std::unique_ptr<ByteStream> bytes;
  Compression compression = Compression::kNone;
};

// Opens the file at `path` ("-" is standard input). gzip of many members, and zstd, bz2
// and xz of many frames, are read to the last of them.
//
// Errors: kNotFound, kUnreadable.
Result<OpenedStream> open_stream(const std::string& path, const ReadLimits& limits = {});

// Over bytes in memory, as if they were a file's. `file` must outlive the stream.
OpenedStream open_memory(std::string_view file, const ReadLimits& limits = {});

}  // namespace unspin
