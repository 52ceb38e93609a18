// This file knows ARC headers, each a single line:
//
//   version 1   URL IP date type length
//   version 2   URL IP date type status checksum location offset filename length
//
// Addresses with blanks in them are not rare, and types with a parameter occur. So the
// line is read from its end: the length is the last word, and the date the last word
// that looks like one and stands behind a word that looks like an IP address. What
// stands before these two is the address, whatever it holds; the type follows them. That
// reads both versions without asking the file which it is.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "corpus/archive.h"
#include "corpus/header_lines.h"
#include "corpus/readers.h"

namespace unspin {
namespace {

constexpr size_t kMaxLineBytes = 16384;

// Version 2 has 8 words behind the IP address; a type may have some more.
constexpr size_t kMaxWords = 14;

struct ArcLine {
  size_t bytes = 0;  // line end included
  std::string_view url;
  std::string_view type;
  std::optional<uint64_t> length;

  // Whether date and IP address are where they should be.
  bool certain = false;
};

bool is_date(std::string_view word) {
  if (word == "null" || word == "-") return true;
  return word.size() >= 8 && word.size() <= 20 &&
         word.find_first_not_of("0123456789") == word.npos;
}

bool is_ip_address(std::string_view word) {
  return word.size() >= 2 && word.size() <= 45 && word.find_first_of(".:") != word.npos &&
         word.find_first_not_of("0123456789abcdefABCDEF.:[]") == word.npos;
}

bool is_number(std::string_view word) {
  if (word.starts_with('-')) word.remove_prefix(1);
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

// What crawlers fetched, and what they noted on the way. Only these: when a length is
// wrong by one, "ttp:" is no scheme.
bool begins_with_scheme(std::string_view line) {
  using namespace std::string_view_literals;
  static constexpr std::array kSchemes = {
      "http"sv,       "https"sv, "dns"sv,    "ftp"sv,      "ftps"sv,
      "filedesc"sv,   "whois"sv, "gopher"sv, "news"sv,     "nntp"sv,
      "mms"sv,        "rtsp"sv,  "mailto"sv, "metadata"sv, "warcinfo"sv,
      "screenshot"sv, "file"sv,  "data"sv,   "urn"sv,      "about"sv};
  size_t colon = line.substr(0, 12).find(':');
  if (colon == line.npos) return false;
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) {
    return equal_ignoring_case(line.substr(0, colon), scheme);
  });
}

// Takes the last word off `line`.
std::string_view take_last_word(std::string_view& line) {
  size_t blank = line.rfind(' ');
  std::string_view word = blank == line.npos ? line : line.substr(blank + 1);
  line = line.substr(0, blank == line.npos ? 0 : blank);
  return word;
}

// What stands before the IP address, and behind the date.
struct Split {
  std::string_view url;
  std::string_view behind;
};
std::optional<Split> split_at_date(std::string_view line) {
  std::string_view rest = line;
  std::string_view word = take_last_word(rest);
  for (size_t n = 0; n < kMaxWords && !rest.empty(); ++n) {
    std::string_view before = rest;
    std::string_view left = take_last_word(before);
    if (is_date(word) && is_ip_address(left) && !before.empty()) {
      auto end = static_cast<size_t>(word.data() + word.size() - line.data());
      return Split{before, line.substr(std::min(end + 1, line.size()))};
    }
    rest = before;
    word = left;
  }
  return std::nullopt;
}

std::optional<ArcLine> parse_line(std::string_view bytes) {
  if (!begins_with_scheme(bytes)) return std::nullopt;
  size_t end = bytes.substr(0, kMaxLineBytes).find('\n');
  if (end == bytes.npos) return std::nullopt;
  std::string_view line = trim(bytes.substr(0, end));
  ArcLine arc{.bytes = end + 1, .url = {}, .type = {}, .length = {}};
  std::string_view rest = line;
  std::string_view last = take_last_word(rest);
  arc.length = parse_length(last);
  if (std::optional<Split> split = split_at_date(rest)) {
    arc.url = split->url;
    arc.type = split->behind.substr(0, split->behind.find(' '));
    arc.certain = is_number(last);
    return arc;
  }
  // Five words and a length are a header where one is due.
  if (!arc.length || std::ranges::count(line, ' ') < 4) return std::nullopt;
  arc.type = take_last_word(rest);
  take_last_word(rest);
  take_last_word(rest);
  arc.url = rest;
  return arc;
}

bool is_description(std::string_view url) {
  return equal_ignoring_case(url.substr(0, 9), "filedesc:");
}

class ArcFormat final : public ArchiveFormat {
 public:
  std::optional<ArchiveHeader> read_header(std::string_view bytes) const override {
    std::optional<ArcLine> line = parse_line(bytes);
    if (!line) return std::nullopt;
    return ArchiveHeader{.bytes = line->bytes,
                         .block_bytes = line->length,
                         .is_document = !is_description(line->url)};
  }

  bool begins_header(std::string_view bytes) const override {
    return parse_line(bytes).has_value();
  }

  size_t find_header(std::string_view bytes, size_t from) const override {
    for (size_t at = bytes.find('\n', from - 1); at != bytes.npos;
         at = bytes.find('\n', at + 1)) {
      std::optional<ArcLine> line = parse_line(bytes.substr(at + 1));
      if (line && line->certain) return at + 1;
    }
    return bytes.npos;
  }

  std::optional<ArchivedBlock> read_block(std::string_view record) const override {
    std::optional<ArcLine> line = parse_line(record);
    if (!line || is_description(line->url)) return std::nullopt;
    return ArchivedBlock{.bytes = record.substr(line->bytes, line->length.value_or(0)),
                         .url = std::string(line->url),
                         .content_type = line->type};
  }
};

}  // namespace

Result<RecordHalves> open_arc(RecordSource source, const RecordOptions& options) {
  return open_archive(std::make_shared<ArcFormat>(), std::move(source), options);
}

}  // namespace unspin
