// One text and what is known about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "unspin/span.h"

namespace unspin {

struct Document {
  // How results name this document: a path as given, or a record's id.
  std::string id;

  // UTF-8. Invalid bytes are allowed: they match nothing and are kept.
  // Every span of a result points into this text. Of a web page, the article alone.
  std::string text;

  // Absent when unknown. `published` is ISO 8601: "2024-06-18" or with a time.
  std::optional<std::string> title;
  std::optional<std::string> author;
  std::optional<std::string> published;
  std::optional<std::string> publisher;
  std::optional<std::string> url;

  // What the page itself names as its address: of a syndicated copy, the original's.
  std::optional<std::string> canonical_url;

  // ISO 639-1 ("en"). Detected from the text when absent.
  std::optional<std::string> language;

  // What the document was read from: text, html, jsonl, json, csv, tsv, parquet, warc,
  // arc; empty for a text that was handed over in memory.
  std::string kind;

  // Bytes of its file, uncompressed, or of its record.
  uint64_t bytes = 0;

  // Stretches of `text` that belong to the page around the article (a repeated title,
  // captions, "Source" lines, teasers): in the text, and no part of what it says. In
  // order, apart.
  std::vector<ByteSpan> furniture;
};

}  // namespace unspin
