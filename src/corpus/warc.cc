// This file knows WARC headers: a version line, then fields as in HTTP, then an empty
// line. Where the blocks end is archive_reader's business, what they hold
// archive_parser's.

#include "corpus/warc.h"

#include <algorithm>
#include <utility>

#include "base/charset.h"
#include "corpus/archive.h"
#include "corpus/header_lines.h"
#include "corpus/readers.h"

namespace unspin {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "WARC/1.0", whatever the version.
bool is_version_line(std::string_view line) {
  if (!line.starts_with("WARC/")) return false;
  line.remove_prefix(5);
  size_t point = line.find('.');
  if (point == 0 || point > 3 || !std::ranges::all_of(line.substr(0, point), is_digit))
    return false;
  line = trim(line.substr(point + 1));
  return !line.empty() && line.size() <= 3 && std::ranges::all_of(line, is_digit);
}

// The first line of `bytes`, when a header's version line fits in.
std::string_view first_line(std::string_view bytes) {
  size_t end = bytes.substr(0, 32).find('\n');
  return end == bytes.npos ? std::string_view() : bytes.substr(0, end);
}

// What we ask of a header.
struct WarcHeader {
  size_t bytes = 0;
  std::string_view type;
  std::string_view content_length;
  std::string_view content_type;
  std::string_view target_uri;
};

std::optional<WarcHeader> parse_header(std::string_view bytes) {
  if (!is_version_line(first_line(bytes))) return std::nullopt;
  HeaderLines lines(bytes.substr(0, kMaxArchiveHeaderBytes), "WARC/");
  lines.next_line();
  WarcHeader header;
  while (std::optional<HeaderField> field = lines.next()) {
    using namespace std::string_view_literals;
    for (auto [name, value] : {std::pair{"WARC-Type"sv, &header.type},
                               std::pair{"Content-Length"sv, &header.content_length},
                               std::pair{"Content-Type"sv, &header.content_type},
                               std::pair{"WARC-Target-URI"sv, &header.target_uri}})
      if (value->empty() && equal_ignoring_case(field->name, name)) *value = field->value;
  }
  if (!lines.complete()) return std::nullopt;
  header.bytes = lines.position();
  return header;
}

bool is_document_type(std::string_view type) {
  for (std::string_view name : {"response", "resource", "conversion"})
    if (equal_ignoring_case(type, name)) return true;
  return false;
}

// Some tools put addresses in angle brackets, as a draft of the standard did; some
// broke long ones over lines.
std::string clean_uri(std::string_view uri) {
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  std::string clean(trim(uri));
  std::erase_if(clean, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
  return clean;
}

class WarcFormat final : public ArchiveFormat {
 public:
  std::optional<ArchiveHeader> read_header(std::string_view bytes) const override {
    std::optional<WarcHeader> header = parse_header(bytes);
    if (!header) return std::nullopt;
    return ArchiveHeader{.bytes = header->bytes,
                         .block_bytes = parse_length(header->content_length),
                         .is_document = is_document_type(header->type)};
  }

  bool begins_header(std::string_view bytes) const override {
    return is_version_line(first_line(bytes));
  }

  size_t find_header(std::string_view bytes, size_t from) const override {
    constexpr std::string_view kBegin = "\nWARC/";
    for (size_t at = bytes.find(kBegin, from - 1); at != bytes.npos;
         at = bytes.find(kBegin, at + 1)) {
      std::string_view line = first_line(bytes.substr(at + 1));
      if (!is_version_line(line)) continue;
      std::string_view next = bytes.substr(at + 1 + line.size() + 1);
      for (std::string_view name : {"WARC-", "Content-"})
        if (equal_ignoring_case(next.substr(0, name.size()), name)) return at + 1;
    }
    return bytes.npos;
  }

  std::optional<ArchivedBlock> read_block(std::string_view record) const override {
    std::optional<WarcHeader> header = parse_header(record);
    if (!header || !is_document_type(header->type)) return std::nullopt;
    uint64_t length = parse_length(header->content_length).value_or(0);
    return ArchivedBlock{
        .bytes = record.substr(header->bytes, length),
        .url = clean_uri(header->target_uri),
        .content_type = header->content_type,
        .is_conversion = equal_ignoring_case(header->type, "conversion")};
  }
};

}  // namespace

Result<RecordHalves> open_warc(RecordSource source, const RecordOptions& options) {
  return open_archive(std::make_shared<WarcFormat>(), std::move(source), options);
}

std::optional<std::string> find_warc_field(std::string_view record,
                                           std::string_view name) {
  if (!is_version_line(first_line(record))) return std::nullopt;
  HeaderLines lines(record.substr(0, kMaxArchiveHeaderBytes));
  lines.next_line();
  while (std::optional<HeaderField> field = lines.next())
    if (equal_ignoring_case(field->name, name)) return std::string(field->value);
  return std::nullopt;
}

}  // namespace unspin
