// What WARC and ARC share: records one behind the other, each a header that says how
// many bytes follow it; and what those bytes hold.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/readers.h"
#include "corpus/record_reader.h"
#include "unspin/read.h"

namespace unspin {

struct ArchiveHeader {
  size_t bytes = 0;  // of the header itself, its last line end included
  std::optional<uint64_t> block_bytes;  // what follows; none when that is no number
  bool is_document = false;
};

// A record that is a document, as its header describes it.
struct ArchivedBlock {
  std::string_view bytes;
  std::string url;  // may be empty

  // Of the block, or of what is in the HTTP message.
  std::string_view content_type;

  // Text that was made of a response (WET), not a response.
  bool is_conversion = false;
};

// No header is longer than this.
inline constexpr size_t kMaxArchiveHeaderBytes = size_t{128} << 10;

// The questions whose answers differ between the formats.
class ArchiveFormat {
 public:
  virtual ~ArchiveFormat() = default;

  // The header that `bytes` begin with, where one is due; none when they do not, or do
  // not hold all of it.
  // Cost: kMaxArchiveHeaderBytes at most, and never past the beginning of another one.
  virtual std::optional<ArchiveHeader> read_header(std::string_view bytes) const = 0;

  // Whether a header may begin here, told by the first line alone.
  virtual bool begins_header(std::string_view bytes) const = 0;

  // Where the first header begins at or behind `from` (at least 1), told by stricter
  // rules: at the beginning of a line, and unlike what pages hold. npos: nowhere.
  // Cost: linear.
  virtual size_t find_header(std::string_view bytes, size_t from) const = 0;

  // What stands in `record`, header and all; none when that is no document.
  virtual std::optional<ArchivedBlock> read_block(std::string_view record) const = 0;
};

// Splits a file into records. Where the file lies about a length, the reader goes on at
// the next header it can find, says so in a Skip, and hands on what it passed over as
// records that are no documents: a copy of the file loses nothing. Where the
// file's compression is damaged, it goes on at the next member if `options` say so.
std::unique_ptr<RecordReader> make_archive_reader(
    std::shared_ptr<const ArchiveFormat> format, RecordSource source,
    const RecordOptions& options);

// Understands them. A page or text in an HTTP message whose status is 2xx (or missing),
// in a file, or made of a response (WET) is a record; its id and url are the address.
// Images, redirects, error pages and tools' own logs are none.
//
// A body that breaks off is taken as far as it goes: crawlers cut long ones on purpose.
// Skips: a body whose content encoding is damaged, or over the limits.
std::shared_ptr<const RecordParser> make_archive_parser(
    std::shared_ptr<const ArchiveFormat> format, std::string path, Kind kind,
    const ReadLimits& limits);

// Both.
RecordHalves open_archive(std::shared_ptr<const ArchiveFormat> format,
                          RecordSource source, const RecordOptions& options);

}  // namespace unspin
