// corpus/: here is a path or stream, give me documents one by one.
#pragma once

#include <memory>
#include <string>

#include "corpus/byte_stream.h"
#include "corpus/inputs.h"
#include "corpus/kind.h"
#include "corpus/record.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

// Splits one file into records.
class RecordReader {
 public:
  virtual ~RecordReader() = default;

  // Replaces `batch` by the next records; false at the end (`batch` may still hold
  // skips). An error ends the file: it is the last Skip's worth, and what came before
  // it stands.
  //
  // Memory: a batch, and one record.
  virtual Result<bool> next(RecordBatch& batch) = 0;

  // Bytes taken from the file so far: for progress.
  virtual uint64_t consumed() const = 0;
};

// Understands the records of one file.
class RecordParser {
 public:
  virtual ~RecordParser() = default;

  // What record `index` of `batch` says. None: it is no document of ours and nothing is
  // wrong (an image in a WARC).
  //
  // Threads: any number of calls may run at once.
  virtual tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                          size_t index) const = 0;
};

struct OpenedRecords {
  Kind kind = Kind::kText;
  Compression compression = Compression::kNone;
  std::unique_ptr<RecordReader> reader;
  std::shared_ptr<const RecordParser> parser;
};

struct RecordOptions {
  FieldNames fields = FieldNames::defaults();
  ReadLimits limits;

  // Go on behind a damaged member of a compressed archive, which becomes a skip. Without,
  // damage ends the file: a copy of it must not lose bytes in silence.
  bool past_damage = false;

  // Size of the batches. Tests turn it down to see records cut at every place.
  size_t batch_bytes = kBatchBytes;
};

// Opens `file`, tells its compression and kind, and returns the two halves for it.
//
// Errors: as open_stream; kNotText for a binary file of no kind we read.
Result<OpenedRecords> open_records(const InputFile& file, const RecordOptions& options);

// The same over bytes in memory, which must outlive what is returned; `name` stands for
// the path. Parquet included.
Result<OpenedRecords> open_records(std::string_view bytes, const std::string& name,
                                   const RecordOptions& options);

}  // namespace unspin
