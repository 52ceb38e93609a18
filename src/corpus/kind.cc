// This file tells what a file is.
//
// Names lie: crawls keep pages as .txt, exports call JSON lines .json, and standard
// input has no name. So the first bytes are asked first. Magic numbers settle the
// binary kinds. JSON is told by its first bracket together with what may follow it, and
// lines of it from one value by where the first line breaks off. HTML is told as
// browsers do it, by the first tag (WHATWG MIME Sniffing, section 7.1). Tables are the
// hard case: prose has commas, poems have as many in each line, and a text taken for a
// table loses all but one column. They need a header of names and rows of equal width,
// and where the name says text, it is text.

#include "corpus/kind.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "base/charset.h"
#include "corpus/kind_table.h"

namespace unspin {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSpaces = " \t\r\n\f\v";

std::string_view trim_front(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kSpaces), text.size()));
}

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

// The ending of the path's last part, lower case, a compression's left out.
std::string ending(std::string_view name) {
  name = name.substr(name.find_last_of('/') + 1);
  auto cut = [&] {
    size_t dot = name.find_last_of('.');
    if (dot == name.npos) return std::string();
    std::string end = lower(name.substr(dot + 1));
    name = name.substr(0, dot);
    return end;
  };
  std::string end = cut();
  if (end == "gz" || end == "gzip" || end == "zst" || end == "zstd" || end == "bz2" ||
      end == "xz")
    end = cut();
  return end;
}

std::optional<Kind> kind_of_ending(std::string_view end) {
  struct Ending {
    std::string_view text;
    Kind kind;
  };
  static constexpr Ending kEndings[] = {
      {"txt", Kind::kText},         {"text", Kind::kText},
      {"md", Kind::kText},          {"log", Kind::kText},
      {"rst", Kind::kText},         {"html", Kind::kHtml},
      {"htm", Kind::kHtml},         {"xhtml", Kind::kHtml},
      {"shtml", Kind::kHtml},       {"jsonl", Kind::kJsonLines},
      {"ndjson", Kind::kJsonLines}, {"json", Kind::kJsonArray},
      {"csv", Kind::kCsv},          {"tsv", Kind::kTsv},
      {"tab", Kind::kTsv},          {"parquet", Kind::kParquet},
      {"warc", Kind::kWarc},        {"arc", Kind::kArc},
  };
  for (const Ending& known : kEndings)
    if (known.text == end) return known.kind;
  return std::nullopt;
}

// "http://host/page 192.0.2.1 20010424210551 text/html 1234": an ARC record's line.
bool is_arc_line(std::string_view head) {
  std::string_view line = head.substr(0, head.find('\n'));
  if (line.find("://") > 12 && !line.starts_with("dns:")) return false;
  std::string_view words[5];
  size_t count = 0;
  while (!line.empty()) {
    size_t end = std::min(line.find_first_of(" \r"), line.size());
    if (end > 0) {
      if (count == 5) return false;
      words[count++] = line.substr(0, end);
    }
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return count == 5 &&
         words[1].find_first_not_of("0123456789abcdefABCDEF.:") ==
             std::string_view::npos &&
         words[2].size() == 14 && is_digits(words[2]) && is_digits(words[4]);
}

std::optional<Kind> kind_of_archive(std::string_view head) {
  if (head.starts_with("PAR1")) return Kind::kParquet;
  std::string_view text = trim_front(head);
  if (text.starts_with("WARC/")) return Kind::kWarc;
  if (text.starts_with("filedesc://") || is_arc_line(text)) return Kind::kArc;
  return std::nullopt;
}

// Where the JSON value ends that `text` begins with, and the first line break outside
// of a string in it; npos when that is not in `text`.
struct JsonScan {
  size_t end = std::string_view::npos;
  size_t line_break = std::string_view::npos;
};

JsonScan scan_json(std::string_view text) {
  JsonScan scan;
  size_t depth = 0;
  bool in_string = false;
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\n' && scan.line_break == text.npos) scan.line_break = at;
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) {
      scan.end = at + 1;
      return scan;
    }
  }
  return scan;
}

// An object over several lines is one value; else each line is one.
Kind kind_of_object(std::string_view text) {
  JsonScan scan = scan_json(text);
  if (scan.line_break == text.npos || scan.line_break > scan.end) return Kind::kJsonLines;
  // The first line is no whole value. It may be damaged all the same: what a line of a
  // printed object ends with, or the next begins with, tells.
  std::string_view line = text.substr(0, scan.line_break);
  char last = line[std::min(line.find_last_not_of(kSpaces), line.size() - 1)];
  std::string_view next = trim_front(text.substr(scan.line_break));
  bool printed = last == '{' || last == '[' || last == ',' || next.starts_with('}') ||
                 next.starts_with(']') || next.starts_with(',');
  return printed ? Kind::kJsonArray : Kind::kJsonLines;
}

// A whole array and, on the next line, another.
bool is_line_of_arrays(std::string_view text) {
  JsonScan scan = scan_json(text);
  if (scan.end == text.npos || scan.line_break != text.npos) return false;
  return trim_front(text.substr(scan.end)).starts_with('[');
}

std::optional<Kind> kind_of_json(std::string_view text, std::optional<Kind> named) {
  bool by_name = named == Kind::kJsonLines || named == Kind::kJsonArray;
  std::string_view inside = trim_front(text.substr(std::min<size_t>(1, text.size())));
  if (text.starts_with('{')) {
    if (inside.starts_with('"') || inside.starts_with('}')) return kind_of_object(text);
    return std::nullopt;
  }
  if (text.starts_with('[')) {
    if (named == Kind::kJsonLines && is_line_of_arrays(text)) return Kind::kJsonLines;
    if (inside.starts_with('{')) return Kind::kJsonArray;
    // "[]" and then words: a text from which a picture or a note was taken out.
    if (inside.starts_with(']') && trim_front(inside.substr(1)).empty())
      return Kind::kJsonArray;
    if (by_name) return Kind::kJsonArray;
  }
  return std::nullopt;
}

// What may be before the first tag.
std::string_view skip_prologue(std::string_view text) {
  while (true) {
    text = trim_front(text);
    std::string_view close;
    if (text.starts_with("<!--")) close = "-->";
    if (text.starts_with("<?")) close = ">";
    if (close.empty()) return text;
    size_t end = text.find(close, 2);
    if (end == text.npos) return text;
    text.remove_prefix(end + close.size());
  }
}

bool starts_with_tag(std::string_view text, std::string_view tag) {
  if (!text.starts_with(tag) || text.size() == tag.size()) return false;
  char next = text[tag.size()];
  return next == '>' || next == '/' || kSpaces.find(next) != kSpaces.npos;
}

// A page, or a piece of one where `named` does not speak against it.
bool is_html(std::string_view head, std::optional<Kind> named) {
  std::string low = lower(skip_prologue(head));
  static constexpr std::string_view kPage[] = {"<!doctype html", "<html", "<head",
                                               "<body"};
  static constexpr std::string_view kPiece[] = {
      "<script", "<iframe", "<h1",      "<h2",   "<div",     "<font",   "<table",
      "<a",      "<style",  "<title",   "<b",    "<br",      "<p",      "<meta",
      "<link",   "<base",   "<article", "<main", "<section", "<header", "<span",
      "<ul",     "<ol",     "<center",  "<nav",  "<noscript"};
  auto begins = [&](std::string_view tag) { return starts_with_tag(low, tag); };
  if (std::ranges::any_of(kPage, begins)) return true;
  if (named == Kind::kText) return false;
  if (std::ranges::any_of(kPiece, begins)) return true;
  // A comment that is longer than the head, or another doctype before the page.
  return low.starts_with("<!--") ||
         (low.starts_with('<') && low.find("<html") != low.npos &&
          low.find("<head") != low.npos);
}

// UTF-16 without every other byte: enough to see tags.
std::string narrow(std::string_view head, std::string_view charset) {
  std::string text;
  for (size_t at = charset == "UTF-16LE" ? 0 : 1; at < head.size(); at += 2)
    text += head[at];
  // What is left of the byte order mark.
  if (text.starts_with('\xFF') || text.starts_with('\xFE')) text.erase(0, 1);
  return text;
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return "text";
    case Kind::kHtml:
      return "html";
    case Kind::kJsonLines:
      return "jsonl";
    case Kind::kJsonArray:
      return "json";
    case Kind::kCsv:
      return "csv";
    case Kind::kTsv:
      return "tsv";
    case Kind::kParquet:
      return "parquet";
    case Kind::kWarc:
      return "warc";
    case Kind::kArc:
      return "arc";
  }
  return "text";
}

Compression detect_compression(std::string_view head) {
  if (head.starts_with("\x1F\x8B\x08")) return Compression::kGzip;
  if (head.starts_with("\x28\xB5\x2F\xFD")) return Compression::kZstd;
  if (head.size() >= 4 && head.substr(1).starts_with("\x2A\x4D\x18") &&
      (head[0] & 0xF0) == 0x50)
    return Compression::kZstd;
  if (head.starts_with("\xFD"
                       "7zXZ\0"sv))
    return Compression::kXz;
  if (head.starts_with("BZh") && head.size() >= 10 && head[3] >= '1' && head[3] <= '9' &&
      (head.substr(4).starts_with("\x31\x41\x59\x26\x53\x59") ||
       head.substr(4).starts_with("\x17\x72\x45\x38\x50\x90")))
    return Compression::kBzip2;
  return Compression::kNone;
}

Kind detect_kind(std::string_view head, std::string_view name) {
  std::optional<Kind> named = kind_of_ending(ending(name));
  if (std::string_view charset = find_utf16(head); !charset.empty())
    return is_html(narrow(head, charset), named) ? Kind::kHtml : Kind::kText;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (std::optional<Kind> archive = kind_of_archive(head)) return *archive;
  if (std::optional<Kind> json = kind_of_json(trim_front(head), named)) return *json;
  if (is_html(head, named)) return Kind::kHtml;
  if (std::optional<Kind> table = kind_of_table(head, named)) return *table;
  return named.value_or(Kind::kText);
}

}  // namespace unspin
