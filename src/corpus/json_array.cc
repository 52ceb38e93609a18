// This file finds the elements of a JSON array without holding the array.
//
// All that must be known is whether a byte is inside a string and how many brackets are
// open; both kinds of bracket count the same, because an element whose brackets do not
// match is for the parser to refuse. The depth is a number, not a stack: a million open
// brackets cost a million bytes of reading and nothing else. Strings are most of a text
// corpus, and there memchr finds the quotation mark that may end them; whether it does
// depends on how many backslashes stand before it. No byte is looked at twice, whatever
// pieces of the file we are shown.

#include "corpus/json_array.h"

#include <algorithm>
#include <utility>

#include "corpus/json_record.h"

namespace unspin {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// What may stand between two elements.
size_t count_separators(std::string_view bytes) {
  return std::min(bytes.find_first_not_of(" \t\r\n,"), bytes.size());
}

}  // namespace

std::optional<Piece> JsonArraySplitter::next(std::string_view bytes, bool at_end) {
  if (place_ == Place::kStart) {
    if (bytes.size() < kByteOrderMark.size() && !at_end) return std::nullopt;
    place_ = Place::kOutside;
    if (bytes.starts_with(kByteOrderMark))
      return Piece{.size = kByteOrderMark.size(), .is_document = false};
  }
  if (place_ == Place::kInElement) return element(bytes, at_end);
  if (place_ == Place::kGarbage) return Piece{.size = bytes.size(), .is_document = false};
  return between(bytes, at_end);
}

// Outside of all elements.
std::optional<Piece> JsonArraySplitter::between(std::string_view bytes, bool at_end) {
  bool in_array = place_ == Place::kInArray;
  char c = bytes.front();
  if (size_t size = count_separators(bytes); size > 0)
    return Piece{.size = size, .is_document = false};
  if (in_array && c == ']') {
    place_ = Place::kOutside;
    return Piece{.size = 1, .is_document = false};
  }
  if (!in_array && c == '[' && !had_value_) {
    had_array_ = had_value_ = true;
    place_ = Place::kInArray;
    return Piece{.size = 1, .is_document = false};
  }
  if (!in_array && (c != '{' || had_array_)) {
    place_ = Place::kGarbage;
    return Piece{
        .size = bytes.size(),
        .is_document = false,
        .skip = had_value_ ? "text behind the end of the JSON" : "not valid JSON"};
  }
  had_value_ = true;
  place_ = Place::kInElement;
  return element(bytes, at_end);
}

std::optional<Piece> JsonArraySplitter::element(std::string_view bytes, bool at_end) {
  size_t end = find_end(bytes);
  if (end == std::string_view::npos && !at_end) return std::nullopt;
  is_cut_ = end == std::string_view::npos;
  place_ = had_array_ ? Place::kInArray : Place::kOutside;
  scan_ = {};
  return Piece{.size = std::min(end, bytes.size())};
}

const char* JsonArraySplitter::fault_at_end() const {
  // Of an element that is cut the parser tells.
  return place_ == Place::kInArray && !is_cut_ ? "the JSON array is not closed" : nullptr;
}

// Where the element ends that has been looked at up to scan_.seen; npos when later.
size_t JsonArraySplitter::find_end(std::string_view bytes) {
  size_t at = std::min(scan_.seen, bytes.size());
  while (at < bytes.size()) {
    if (scan_.in_string) {
      at = pass_string(bytes, at);
      if (!scan_.in_string && scan_.depth == 0) return at;
    } else {
      // A number or a word ends before what ends it, all else behind.
      bool bare = scan_.depth == 0 && scan_.begun;
      if (ends_at(bytes[at])) return bare ? at : at + 1;
      ++at;
    }
  }
  scan_.seen = std::max(scan_.seen, at);
  return std::string_view::npos;
}

// Takes in `c`, which is not in a string; whether the element ends there.
bool JsonArraySplitter::ends_at(char c) {
  bool bare = scan_.depth == 0 && std::exchange(scan_.begun, true);
  switch (c) {
    case '"':
      scan_.in_string = true;
      return false;
    case '{':
    case '[':
      ++scan_.depth;
      return false;
    case '}':
    case ']':
      return scan_.depth == 0 || --scan_.depth == 0;
    default:
      return bare && (c == ',' || is_space(c));
  }
}

// Where the string that `at` is in ends; the end of `bytes` when it does not.
size_t JsonArraySplitter::pass_string(std::string_view bytes, size_t at) {
  while (at < bytes.size()) {
    if (std::exchange(scan_.escaped, false)) {
      ++at;
      continue;
    }
    size_t quote = std::min(bytes.find('"', at), bytes.size());
    size_t slashes = 0;
    while (slashes < quote - at && bytes[quote - slashes - 1] == '\\') ++slashes;
    bool escaped = slashes % 2 != 0;
    if (quote == bytes.size()) {
      scan_.escaped = escaped;
      return quote;
    }
    at = quote + 1;
    if (!escaped) {
      scan_.in_string = false;
      return at;
    }
  }
  return at;
}

Result<RecordHalves> open_json_array(RecordSource source, const RecordOptions& options) {
  RecordHalves halves;
  halves.parser = make_json_parser(source.path, source.kind, options.fields);
  halves.reader =
      make_split_reader(std::move(source), std::make_unique<JsonArraySplitter>(),
                        {.max_record_bytes = options.limits.max_record_bytes,
                         .batch_bytes = options.batch_bytes});
  return halves;
}

}  // namespace unspin
