// Here are the documents to keep, write the file back without the others.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "corpus/compressed_writer.h"
#include "corpus/inputs.h"
#include "corpus/record_reader.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

struct CopyCounts {
  uint64_t kept = 0;
  uint64_t removed = 0;
};

// Writes the file `from` to `to`, same kind, same compression, without the documents
// whose ordinal (RawRecord::ordinal) `keep` refuses. What is kept is kept byte for byte:
// lines with their line ends, CSV headers and quoting, WARC records each in a gzip member
// of its own where they were, Parquet schema, columns and metadata. Records that cannot
// be understood are kept.
//
// `to` appears whole or not at all: written under a temporary name, synced, renamed. A
// text or page, which is one document, leaves no file when it is refused.
//
// Errors: as open_records, and kUnwritable; a stream that breaks off midway is kCorrupt.
Result<CopyCounts> copy_records(const InputFile& from, const std::filesystem::path& to,
                                const std::function<bool(uint64_t ordinal)>& keep,
                                const ReadLimits& limits = {});

// The same from an opened file to `sink`, piece by piece and compressed: what
// copy_records does between opening and closing its files.
Result<CopyCounts> copy_documents(OpenedRecords& from, const ByteSink& sink,
                                  const std::function<bool(uint64_t ordinal)>& keep,
                                  const ReadLimits& limits = {});

}  // namespace unspin
