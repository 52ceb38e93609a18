// Bytes to somewhere, compressed on the way.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "corpus/kind.h"
#include "unspin/error.h"

namespace unspin {

// Takes bytes, and says when it cannot.
using ByteSink = std::function<Result<void>(std::string_view)>;

class CompressedWriter {
 public:
  virtual ~CompressedWriter() = default;

  virtual Result<void> write(std::string_view bytes) = 0;

  // Ends a member (gzip) or frame: what is written next begins one of its own. Nothing
  // where nothing was written since the last, or is not compressed.
  virtual Result<void> end_member() = 0;

  // To be called last. Nothing written gives an empty member, not an empty file, which
  // would be none of that compression.
  virtual Result<void> finish() = 0;
};

// Levels are what the formats' own programs take by default. Errors of all calls: those
// of `sink`, and kUnwritable (no memory).
std::unique_ptr<CompressedWriter> make_compressed_writer(Compression compression,
                                                         ByteSink sink);

}  // namespace unspin
