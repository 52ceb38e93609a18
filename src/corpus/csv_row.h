// One row of a CSV file at a time, by libcsv.
#pragma once

#include <csv.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace unspin {

// The most columns that a table can have.
inline constexpr size_t kMostColumns = size_t{1} << 14;

// Takes the bytes of a row in any pieces and says when it has ended. A field may be
// quoted, and then hold delimiters, line breaks and doubled quotes; white space around
// fields that are not quoted is dropped.
class CsvRow {
 public:
  explicit CsvRow(char delimiter);
  CsvRow(const CsvRow&) = delete;
  CsvRow& operator=(const CsvRow&) = delete;
  ~CsvRow();

  // Forgets everything; the next bytes begin a row.
  void clear();

  // Whether the row has ended with or before the last of `bytes`.
  //
  // Requires: no byte but "\r" and "\n" follows the row's end in them.
  bool feed(std::string_view bytes);

  // Whether a quoted field has in it what looks like the beginning of another: then the
  // first one's quote was probably never closed.
  bool is_suspect() const { return is_suspect_; }

  // The fields so far, at most kMostColumns of them.
  const std::vector<std::string>& fields() const { return fields_; }

  std::vector<std::string> take_fields() { return std::move(fields_); }

  // How many there are.
  size_t count() const { return count_; }

 private:
  void judge_quote(std::string_view before);

  csv_parser parser_;
  std::vector<std::string> fields_;
  size_t count_ = 0;
  bool ended_ = false;
  bool is_suspect_ = false;
};

// The row in `bytes` as its writer meant it: with quotes where that gives `columns`
// fields and every quote is closed, else cut at each delimiter where that does. The error
// says what is wrong when neither does.
//
// Requires: columns <= kMostColumns.
tl::expected<std::vector<std::string>, std::string> read_csv_row(std::string_view bytes,
                                                                 char delimiter,
                                                                 size_t columns);

// The first row of a file: as many fields as it has.
std::vector<std::string> read_csv_header(std::string_view bytes, char delimiter);

}  // namespace unspin
