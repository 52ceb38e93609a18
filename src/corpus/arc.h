// ARC: what crawlers wrote before WARC. One line, with the address, type and length, and
// then the HTTP message.
#pragma once

#include <memory>
#include <string>

#include "corpus/readers.h"
#include "corpus/record_reader.h"
#include "unspin/read.h"

namespace unspin {

// Splits an ARC file, version 1 or 2. Every record but the file's own description
// (filedesc:) is a document, whatever it holds.
std::unique_ptr<RecordReader> make_arc_reader(RecordSource source,
                                              const ReadLimits& limits);

// Understands them, as make_warc_parser does responses.
std::shared_ptr<const RecordParser> make_arc_parser(std::string path,
                                                    const ReadLimits& limits);

}  // namespace unspin
