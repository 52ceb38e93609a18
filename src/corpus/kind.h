// What a file is, told by its first bytes; by its name only where they do not say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

// How many bytes of a file's head are enough for what is below.
inline constexpr size_t kHeadBytes = 4096;

Compression detect_compression(std::string_view head);

// `head` is uncompressed; `name` is the file's path, a compression's ending ignored.
// What neither says is text.
Kind detect_kind(std::string_view head, std::string_view name);

// True when the uncompressed `head` is neither text nor of a kind that we read: pictures,
// archives, programs, PDF. A stray control character does not make text binary.
bool looks_binary(std::string_view head);

// Of what looks binary: what it is and what to do, to stand behind its name in a message:
// "is a PDF document; make it text first (pdftotext)".
std::string_view describe_binary(std::string_view head);

// The offset of the first control character when more than one byte in fifty of `bytes`
// is one; none when it may be text.
std::optional<size_t> find_binary(std::string_view bytes);

}  // namespace unspin
