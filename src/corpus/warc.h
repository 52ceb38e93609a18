// WARC: records of HTTP messages, of files, and of text taken from them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/readers.h"
#include "corpus/record_reader.h"
#include "unspin/read.h"

namespace unspin {

// Splits a WARC file, any version. Documents are the records of type response, resource
// and conversion, whatever they hold.
std::unique_ptr<RecordReader> make_warc_reader(RecordSource source,
                                               const ReadLimits& limits);

// Understands them. A page or text of a response whose HTTP status is 2xx (or missing),
// of a resource, or the text of a conversion (WET) is a record; its id and url are the
// target URI. Images, redirects, error pages and tools' own logs are none.
//
// A body that breaks off is taken as far as it goes: crawlers cut long ones on purpose.
// Skips: a body whose content encoding is damaged, or over the limits.
std::shared_ptr<const RecordParser> make_warc_parser(std::string path,
                                                     const ReadLimits& limits);

// The value of field `name` in the header that `record` begins with, without blanks
// around it; the first of several.
std::optional<std::string> find_warc_field(std::string_view record,
                                           std::string_view name);

}  // namespace unspin
