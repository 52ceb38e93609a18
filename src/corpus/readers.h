// The kinds of file that open_records knows, one function a kind.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/byte_stream.h"
#include "corpus/record_reader.h"

namespace unspin {

// A file that has been opened and whose kind is known.
struct RecordSource {
  // How ids and skips name it.
  std::string path;

  Kind kind = Kind::kText;
  Compression compression = Compression::kNone;

  // Its uncompressed bytes: `head` first, which has been taken from `stream` already,
  // then what `stream` still gives.
  std::string head;
  std::unique_ptr<ByteStream> stream;

  // The whole file as it lies on disk, when it was given in memory: for kinds that are
  // not read from first to last.
  std::optional<std::string_view> memory;
};

struct RecordHalves {
  std::unique_ptr<RecordReader> reader;
  std::shared_ptr<const RecordParser> parser;
};

// Errors of each: what is wrong with the file as a whole.
Result<RecordHalves> open_whole_file(RecordSource source, const RecordOptions& options);
Result<RecordHalves> open_json_lines(RecordSource source, const RecordOptions& options);
Result<RecordHalves> open_json_array(RecordSource source, const RecordOptions& options);
Result<RecordHalves> open_csv(RecordSource source, const RecordOptions& options);
Result<RecordHalves> open_parquet(RecordSource source, const RecordOptions& options);

// Any version of both. Documents of a WARC are the records of type response, resource
// and conversion, of an ARC all but its own description (filedesc:), whatever they hold.
Result<RecordHalves> open_warc(RecordSource source, const RecordOptions& options);
Result<RecordHalves> open_arc(RecordSource source, const RecordOptions& options);

}  // namespace unspin
