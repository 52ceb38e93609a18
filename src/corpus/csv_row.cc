#include "corpus/csv_row.h"

#include <fmt/format.h>

#include <algorithm>

namespace unspin {
namespace {

constexpr size_t kLeastBlock = 4096;

// A field's buffer that has grown larger is not kept.
constexpr size_t kKeptBytes = size_t{4} << 20;

std::vector<std::string> cut_at_delimiters(std::string_view row, char delimiter) {
  std::vector<std::string> fields;
  while (fields.size() < kMostColumns) {
    size_t end = std::min(row.find(delimiter), row.size());
    fields.emplace_back(row.substr(0, end));
    if (end == row.size()) break;
    row.remove_prefix(end + 1);
  }
  return fields;
}

std::string_view without_line_end(std::string_view row) {
  return row.substr(0, row.find_last_not_of("\r\n") + 1);
}

}  // namespace

CsvRow::CsvRow(char delimiter) {
  // Fails for unknown options only.
  csv_init(&parser_, 0);
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
}

CsvRow::~CsvRow() { csv_free(&parser_); }

void CsvRow::clear() {
  csv_fini(&parser_, nullptr, nullptr, nullptr);
  if (csv_get_buffer_size(&parser_) > kKeptBytes) csv_free(&parser_);
  fields_.clear();
  count_ = 0;
  ended_ = is_suspect_ = false;
}

bool CsvRow::feed(std::string_view bytes) {
  // libcsv grows its buffer by blocks of one size: in proportion, or it is quadratic.
  csv_set_blk_size(&parser_,
                   std::max(kLeastBlock, bytes.size() + csv_get_buffer_size(&parser_)));
  auto on_field = [](void* field, size_t size, void* user) {
    auto* self = static_cast<CsvRow*>(user);
    if (self->count_++ < kMostColumns)
      self->fields_.emplace_back(static_cast<const char*>(field), size);
  };
  auto on_row = [](int, void* user) { static_cast<CsvRow*>(user)->ended_ = true; };
  // Strict parsing stops at a quote in the wrong place: there we look, and go on.
  for (size_t at = 0; at < bytes.size();) {
    csv_set_opts(&parser_, CSV_STRICT);
    at +=
        csv_parse(&parser_, bytes.data() + at, bytes.size() - at, on_field, on_row, this);
    if (at >= bytes.size()) break;
    if (parser_.quoted != 0) judge_quote(bytes.substr(0, at));
    csv_set_opts(&parser_, 0);
    if (csv_parse(&parser_, bytes.data() + at, 1, on_field, on_row, this) == 0) break;
    ++at;
  }
  return ended_;
}

// `before` ends in a quote inside a quoted field, perhaps with spaces behind it, and what
// follows ends no field. Behind a delimiter or at the front of a line it was meant to
// begin one.
void CsvRow::judge_quote(std::string_view before) {
  size_t quote = before.find_last_not_of(" \t");
  if (quote == std::string_view::npos) return;
  bool opens = quote == 0 ||
               static_cast<unsigned char>(before[quote - 1]) == csv_get_delim(&parser_);
  is_suspect_ = is_suspect_ || opens;
}

tl::expected<std::vector<std::string>, std::string> read_csv_row(std::string_view bytes,
                                                                 char delimiter,
                                                                 size_t columns) {
  CsvRow row(delimiter);
  bool closed = row.feed(bytes) || row.feed("\n");
  if (closed && row.count() == columns) return row.take_fields();
  std::string_view plain = without_line_end(bytes);
  if (size_t(std::ranges::count(plain, delimiter)) + 1 == columns)
    return cut_at_delimiters(plain, delimiter);
  return tl::unexpected(
      closed ? fmt::format("{} fields, the header has {}", row.count(), columns)
             : std::string("a quote is not closed"));
}

std::vector<std::string> read_csv_header(std::string_view bytes, char delimiter) {
  CsvRow row(delimiter);
  if (row.feed(bytes) || row.feed("\n")) return row.take_fields();
  return cut_at_delimiters(without_line_end(bytes), delimiter);
}

}  // namespace unspin
