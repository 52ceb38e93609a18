// What readers hand on: records as they stand in the file, and what they say.
//
// Reading has two halves. Splitting a file into records is sequential and cheap;
// understanding a record is neither, so it is a pure function that many threads call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/document.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

// A stretch of the file.
struct RawRecord {
  // Its bytes, line end included, inside the batch's `bytes`.
  size_t begin = 0;
  size_t end = 0;

  // Where it begins in the file, uncompressed.
  uint64_t offset = 0;

  // Counts the file's documents from 0, those that turn out bad included. The same file
  // gives the same ordinals every time: it is how copy_records names a record.
  uint64_t ordinal = 0;

  // For people: the line it begins on in files of lines, from 1; else ordinal + 1.
  uint64_t line = 0;

  // False for what is no document and belongs in a copy of the file all the same:
  // a CSV header, blank lines, what stands between the elements of a JSON array, the
  // parts of a record too long to be held, WARC records that hold no response.
  bool is_document = true;
};

// Some records of one file, in order and back to back: `bytes` from the first's begin
// to the last's end is that part of the file, byte for byte.
struct RecordBatch {
  // kBatchPadding more bytes may be read (not written) behind the end.
  std::string bytes;
  std::vector<RawRecord> records;

  // What the reader itself had to leave out between them.
  std::vector<Skip> skips;

  // For kinds that are no bytes in a row (Parquet): what the parser needs instead.
  std::shared_ptr<const void> held;

  // Those of one of `records`; as good as the batch.
  std::string_view bytes_of(const RawRecord& record) const {
    return std::string_view(bytes).substr(record.begin, record.end - record.begin);
  }

  void clear() {
    bytes.clear();
    records.clear();
    skips.clear();
    held.reset();
  }
};

inline constexpr size_t kBatchPadding = 64;

// How large a batch the readers aim at; one record may be larger. A quarter of a megabyte
// is still in the core's cache when its records are parsed: 8 % faster than a whole one.
inline constexpr size_t kBatchBytes = size_t{1} << 18;

// A web page as it came, not yet read by extract/.
struct RawPage {
  std::string html;

  // From the HTTP header, else empty.
  std::string charset;
};

// What a record says. With a `page`, the document's text is empty until the page has
// been extracted, and its other fields are what the record knows around the page.
struct Record {
  Document document;
  std::optional<RawPage> page;
};

}  // namespace unspin
