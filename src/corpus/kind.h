// What a file is, told by its first bytes; by its name only where they do not say.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

enum class Kind : uint8_t {
  kText,
  kHtml,
  kJsonLines,
  kJsonArray,
  kCsv,
  kTsv,
  kParquet,
  kWarc,
  kArc,
};

enum class Compression : uint8_t { kNone, kGzip, kZstd, kBzip2, kXz };

// As Document::kind and --stats have it: text html jsonl json csv tsv parquet warc arc.
std::string_view to_string(Kind kind);

// How many bytes of a file's head are enough for the two below.
inline constexpr size_t kHeadBytes = 4096;

Compression detect_compression(std::string_view head);

// `head` is uncompressed; `name` is the file's path, a compression's ending ignored.
// What neither says is text.
Kind detect_kind(std::string_view head, std::string_view name);

}  // namespace unspin
