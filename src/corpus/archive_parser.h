// From an archive's HTTP message or file to a page or text: the half of understanding
// that WARC and ARC share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/record.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

// What an archive's header says about its block.
struct ArchivedBlock {
  std::string_view bytes;
  std::string_view url;  // may be empty

  // Of the block, or of what is in the HTTP message.
  std::string_view content_type;
};

// The page or text in a response: in an HTTP message or, without one, in the block
// itself. None: neither, or the status is no success. The record has its id (the url, or
// `fallback_id`), url and kind.
//
// Errors: as decode_http_body.
Result<std::optional<Record>> read_archived(const ArchivedBlock& block,
                                            std::string_view fallback_id,
                                            const ReadLimits& limits);

// The text that was made of a response (WET). None: it is no text.
std::optional<Record> read_conversion(const ArchivedBlock& block,
                                      std::string_view fallback_id);

// A Skip for what kept us from understanding a record.
Skip skip_of(const std::string& path, const RawRecord& record, const Error& error);

}  // namespace unspin
