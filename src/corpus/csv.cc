// This file finds the rows of a table.
//
// A quoted field may hold line breaks, so where a row ends depends on every quote before
// it; and one quote that somebody forgot turns the rest of the file inside out. Readers
// that trust quotes lose it in silence. We go line by line: libcsv takes a line and says
// whether the row has ended. A line without quotes never needs to ask. When a row has
// gone over several lines and then has not as many fields as the header, or what looks
// like the beginning of a quoted field stands inside another, or the row does not end at
// all, a quote is astray: its first line is given out alone (the parser may find that it
// is whole when its quotes are taken for letters, or skips it), and the next line begins
// a new row.
//
// Looking ahead in vain costs time, and a hostile file could make every line look to its
// end. So what is wasted is counted: above a constant times what has been read, rows are
// one line each up to the place where we have looked already. That keeps the whole
// linear, and the answer depends on nothing but the file.

#include "corpus/csv.h"

#include <algorithm>
#include <utility>

namespace unspin {
namespace {

// How often a byte may be looked at in vain, on the average.
constexpr uint64_t kMostWaste = 4;
constexpr uint64_t kFreeWaste = uint64_t{1} << 20;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

CsvSplitter::CsvSplitter(CsvShape shape, uint64_t max_record_bytes)
    : shape_(shape), max_record_bytes_(max_record_bytes), fields_(shape.delimiter) {}

std::optional<Piece> CsvSplitter::next(std::string_view bytes, bool at_end) {
  shown_ = bytes.size();
  if (offset_ == 0) {
    if (bytes.size() < kByteOrderMark.size() && !at_end) return std::nullopt;
    if (bytes.starts_with(kByteOrderMark)) return take(kByteOrderMark.size(), 0, false);
  }
  return lines_ > 0 ? rest_of_row(bytes, at_end) : row(bytes, at_end);
}

void CsvSplitter::drop() {
  // Only a line that has no end in sight is ever dropped.
  dropped_ = true;
  offset_ += shown_;
  searched_ = 0;
}

// Where the line ends that begins at seen_; npos when its end is not in `bytes`.
size_t CsvSplitter::line_end(std::string_view bytes, bool at_end) {
  size_t from = std::min(std::max(seen_, searched_), bytes.size());
  size_t newline = bytes.find('\n', from);
  size_t carriage = bytes.substr(0, newline).find('\r', from);
  if (carriage != std::string_view::npos && carriage + 1 < bytes.size())
    return carriage + (bytes[carriage + 1] == '\n' ? 2 : 1);
  if (newline != std::string_view::npos) return newline + 1;
  if (at_end) return bytes.size();
  // A carriage return that is the last byte may have its line feed behind it.
  searched_ = std::max(searched_, std::min(carriage, bytes.size()));
  return std::string_view::npos;
}

// A row of which nothing is known yet.
std::optional<Piece> CsvSplitter::row(std::string_view bytes, bool at_end) {
  size_t end = line_end(bytes, at_end);
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view line = bytes.substr(0, end);
  bool is_rest = std::exchange(dropped_, false);
  if (!is_rest && is_blank(line)) return take(end, 1, false);
  if (is_rest || offset_ < single_until_ || line.find('"') == std::string_view::npos)
    return take_row(end, 1);
  fields_.clear();
  if (fields_.feed(line)) return take_row(end, 1);
  first_line_ = seen_ = end;
  lines_ = 1;
  return rest_of_row(bytes, at_end);
}

// A row whose first lines ended inside a quoted field.
std::optional<Piece> CsvSplitter::rest_of_row(std::string_view bytes, bool at_end) {
  while (seen_ < bytes.size() && seen_ <= max_record_bytes_) {
    size_t end = line_end(bytes, at_end);
    if (end == std::string_view::npos) break;
    bool ended = fields_.feed(bytes.substr(seen_, end - seen_)) ||
                 (at_end && end == bytes.size() && fields_.feed("\n"));
    seen_ = end;
    ++lines_;
    if (!ended && !fields_.is_suspect()) continue;
    bool fits = seen_ <= max_record_bytes_ && !fields_.is_suspect() &&
                (!had_header_ || fields_.count() == shape_.columns);
    return fits ? take_row(seen_, lines_) : first_line_alone(seen_);
  }
  // The same number whatever we were shown.
  if (bytes.size() > max_record_bytes_) return first_line_alone(max_record_bytes_);
  if (at_end) return first_line_alone(seen_);
  return std::nullopt;
}

Piece CsvSplitter::first_line_alone(uint64_t looked_at) {
  looked_at = std::max<uint64_t>(first_line_, std::min(looked_at, max_record_bytes_));
  furthest_ = std::max(furthest_, offset_ + looked_at);
  wasted_ += looked_at - first_line_;
  if (wasted_ > kMostWaste * furthest_ + kFreeWaste) single_until_ = offset_ + looked_at;
  return take_row(first_line_, 1);
}

// The first row is the header.
Piece CsvSplitter::take_row(size_t size, uint64_t lines) {
  return take(size, lines, std::exchange(had_header_, true));
}

Piece CsvSplitter::take(size_t size, uint64_t lines, bool is_document) {
  offset_ += size;
  furthest_ = std::max(furthest_, offset_);
  seen_ = first_line_ = searched_ = 0;
  lines_ = 0;
  return Piece{.size = size, .is_document = is_document, .lines = lines};
}

}  // namespace unspin
