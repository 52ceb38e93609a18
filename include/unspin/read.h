// Here is what a user points at, give me the documents in it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/document.h"
#include "unspin/error.h"

namespace unspin {

// Field names tried in turn, the first present wins; "a.b" looks inside an object. A name
// counts in any ASCII case, after the one that is written so. null is absent. A list of
// strings is joined: a text's paragraphs by an empty line, the rest by ", ". A record
// without an id is called by its URL, else "path:line".
struct FieldNames {
  std::vector<std::string> text;
  std::vector<std::string> id;
  std::vector<std::string> title;
  std::vector<std::string> author;
  std::vector<std::string> date;
  std::vector<std::string> publisher;
  std::vector<std::string> url;
  std::vector<std::string> language;

  // The names that FineWeb, C4, Dolma, CC-News and RedPajama use.
  static FieldNames defaults();
};

// How far hostile input may go.
struct ReadLimits {
  // Longest record (JSON line, CSV row, WARC payload after its own decompression, whole
  // text file), in bytes; a longer one is skipped without being held.
  uint64_t max_record_bytes = uint64_t{256} << 20;

  // A compressed stream that has given more than `max_ratio` bytes for each of its own,
  // over a window of some megabytes, is a bomb: the rest of the file is skipped.
  uint64_t max_ratio = 500;

  // The most memory that a compressed file may ask for, for its window. 2 GiB is what
  // `zstd --long=31` asks for; pages that the data never reaches cost nothing.
  uint64_t max_decoder_bytes = (uint64_t{2} << 30) + (uint64_t{16} << 20);

  // The most that one file may give uncompressed. 0: no limit.
  uint64_t max_file_bytes = uint64_t{1} << 42;
};

// Something that was left out.
struct Skip {
  std::string path;

  // Where, in bytes of the file uncompressed.
  uint64_t offset = 0;

  // One of few fixed wordings, so that skips can be counted by it.
  std::string reason;

  // What differs from one to the next; may be empty.
  std::string detail;

  // The rest of the file, or all of it, and not one record.
  bool whole_file = false;
};

// For the user: "path:offset: reason (detail)"; of a whole file, "path: detail".
std::string to_line(const Skip& skip);

struct ReadOptions {
  FieldNames fields = FieldNames::defaults();
  ReadLimits limits;

  // How many threads read and understand records. 1: the caller's alone. 0: one for
  // each core. The documents and their order are the same for any number.
  unsigned threads = 0;

  // Fill Document::language from the text where the record does not say, and
  // Document::furniture of texts that are no pages. Each costs a pass over the text.
  bool detect_language = true;
  bool find_furniture = true;
};

struct ReadProgress {
  uint64_t bytes = 0;        // of the files as they lie on disk
  uint64_t bytes_total = 0;  // 0 when unknown, as for standard input
  uint64_t documents = 0;
};

// What was read, for people.
struct ReadStats {
  uint64_t files = 0;
  uint64_t documents = 0;
  uint64_t bytes = 0;                         // of records and files, uncompressed
  uint64_t text_bytes = 0;                    // of the documents' texts
  std::map<std::string, uint64_t> kinds;      // documents by Document::kind
  std::map<std::string, uint64_t> languages;  // by Document::language, "unknown" without
  std::map<std::string, uint64_t> skipped;    // by Skip::reason

  // Whether anything was left out: then a command ends with status 2.
  bool clean() const { return skipped.empty(); }

  void count(const Document& document);
  void count(const Skip& skip);
};

// Where read_documents hands things to; all are called on the caller's thread.
struct ReadSink {
  // Each document, in the order of `inputs`, within one by path and place in the file.
  // False ends the reading.
  std::function<bool(Document&&)> on_document;

  // Each thing left out, in the same order. The reading goes on.
  std::function<void(const Skip&)> on_skip;

  // Now and then.
  std::function<void(const ReadProgress&)> on_progress;
};

// Reads all documents of `inputs`: files, folders, patterns, "-". Kinds are told by
// content: text, HTML, JSON lines, a JSON array, CSV, TSV, Parquet, WARC, ARC, each plain
// or compressed (gzip, zstd, bz2, xz). Of HTML pages Document::text is the article.
//
// Memory: some megabytes a thread, and the largest record; not the size of the input.
// Cost:   reading and understanding run in parallel, see ReadOptions::threads.
ReadStats read_documents(const std::vector<std::string>& inputs, const ReadSink& sink,
                         const ReadOptions& options = {});

// The one document in `path` ("-" is standard input).
//
// Errors: as opening the file; kNotFound when it holds no document, kBadArgument when it
// holds more than one, and what kept its only record from being read.
Result<Document> read_document(const std::string& path, const ReadOptions& options = {});

}  // namespace unspin
