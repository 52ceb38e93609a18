// Splits tables of comma-separated values, and their kin with tabs or semicolons.
#pragma once

#include "corpus/csv_row.h"
#include "corpus/split_reader.h"

namespace unspin {

struct CsvShape {
  char delimiter = ',';

  // Of the header, and so of every row.
  size_t columns = 0;
};

// A document a row; the byte order mark, blank lines and the header, which is the first
// row, are none. A row goes over several lines when a quoted field does, and only if it
// then has as many fields as the header: otherwise a quote is astray, the first of its
// lines is a row alone, and the next begins another.
class CsvSplitter : public Splitter {
 public:
  CsvSplitter(CsvShape shape, uint64_t max_record_bytes);

  std::optional<Piece> next(std::string_view bytes, bool at_end) override;
  void drop() override;
  bool had_header() const { return had_header_; }

 private:
  size_t line_end(std::string_view bytes, bool at_end);
  std::optional<Piece> row(std::string_view bytes, bool at_end);
  std::optional<Piece> rest_of_row(std::string_view bytes, bool at_end);
  Piece first_line_alone(uint64_t looked_at);
  Piece take_row(size_t size, uint64_t lines);
  Piece take(size_t size, uint64_t lines, bool is_document);

  CsvShape shape_;
  uint64_t max_record_bytes_;
  CsvRow fields_;

  // Of the row under way: whole lines that have been looked at, how long the first of
  // them is, how many they are; and how much of the next line has been searched.
  size_t seen_ = 0;
  size_t first_line_ = 0;
  uint64_t lines_ = 0;
  size_t searched_ = 0;

  // How much the last call was shown.
  size_t shown_ = 0;
  bool dropped_ = false;
  bool had_header_ = false;

  // In the file: where the row begins, how far anybody has looked, and how many bytes
  // were looked at for rows that turned out to be one line.
  uint64_t offset_ = 0;
  uint64_t furthest_ = 0;
  uint64_t wasted_ = 0;

  // Rows that begin before here are one line each.
  uint64_t single_until_ = 0;
};

}  // namespace unspin
