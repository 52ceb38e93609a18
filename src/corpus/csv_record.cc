// Understands the rows of a table.
//
// The header names the fields. Which delimiter the table has is told from the header
// too: the one of , ; tab | that is there most often outside of quotes.

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/charset.h"
#include "corpus/csv.h"
#include "corpus/fields.h"
#include "corpus/readers.h"

namespace unspin {
namespace {

// How long a header may be.
constexpr size_t kMostHeaderBytes = size_t{1} << 20;

// How many names of columns an error lists.
constexpr size_t kListedNames = 32;

char find_delimiter(std::string_view head, Kind kind) {
  size_t begin = std::min(head.find_first_not_of("\xEF\xBB\xBF \r\n"), head.size());
  std::string_view header = head.substr(begin, head.find_first_of("\r\n", begin) - begin);
  constexpr std::string_view kDelimiters = ",;\t|";
  std::array<size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  for (char c : header) {
    if (c == '"') quoted = !quoted;
    size_t which = kDelimiters.find(c);
    if (!quoted && which != std::string_view::npos) ++counts[which];
  }
  if (kind == Kind::kTsv && counts[kDelimiters.find('\t')] > 0) return '\t';
  size_t most = std::ranges::max_element(counts) - counts.begin();
  return kDelimiters[most];
}

// The first row at the front of `head`, and whether that is all of it.
struct Header {
  std::string_view row;
  bool whole = false;
};

Header find_header(std::string_view head, char delimiter, bool at_end) {
  CsvSplitter splitter({.delimiter = delimiter}, kMostHeaderBytes);
  while (!head.empty()) {
    std::optional<Piece> piece = splitter.next(head, at_end);
    if (!piece) return {head, false};
    if (splitter.had_header()) return {head.substr(0, piece->size), true};
    head.remove_prefix(piece->size);
  }
  return {};
}

// Reads on until the header is in `source.head`, with the byte order mark and blank lines
// before it.
Result<std::string> read_header(RecordSource& source, char& delimiter) {
  for (bool at_end = false;;) {
    delimiter = find_delimiter(source.head, source.kind);
    Header header = find_header(source.head, delimiter, at_end);
    if (header.whole || at_end) return std::string(header.row);
    size_t before = source.head.size();
    if (before > kMostHeaderBytes)
      return fail(Code::kBadArgument,
                  fmt::format("{}: no header in the first {} bytes of the table",
                              source.path, before));
    source.head.resize(before * 2 + 1);
    Result<size_t> got = source.stream->read(std::span(source.head).subspan(before));
    source.head.resize(before + got.value_or(0));
    if (!got) return tl::unexpected(std::move(got).error());
    at_end = *got == 0;
  }
}

// Which columns each role looks at, the first that is not empty wins.
using RoleColumns = std::array<std::vector<size_t>, kRoles>;

RoleColumns assign_columns(const std::vector<std::string>& names,
                           const FieldTable& table) {
  std::array<std::vector<std::pair<uint32_t, size_t>>, kRoles> ranked;
  for (size_t column = 0; column < names.size(); ++column)
    table.for_each_use(names[column], [&](FieldTable::Use use) {
      ranked[size_t(use.role)].emplace_back(use.rank, column);
    });
  RoleColumns columns;
  for (size_t role = 0; role < kRoles; ++role) {
    std::ranges::sort(ranked[role]);
    for (auto [rank, column] : ranked[role]) columns[role].push_back(column);
  }
  return columns;
}

tl::unexpected<Error> fail_without_text(const std::string& path,
                                        const std::vector<std::string>& wanted,
                                        std::vector<std::string> names) {
  if (names.size() > kListedNames) {
    names.resize(kListedNames);
    names.emplace_back("...");
  }
  for (std::string& name : names)
    if (name.size() > 40) name.resize(40);
  return fail(Code::kBadArgument,
              fmt::format("{}: no column for the text ({}); its columns: {}", path,
                          fmt::join(wanted, ", "), fmt::join(names, ", ")));
}

class CsvParser : public RecordParser {
 public:
  CsvParser(std::string path, Kind kind, std::string charset, CsvShape shape,
            RoleColumns columns)
      : path_(std::move(path)),
        kind_(kind),
        charset_(std::move(charset)),
        shape_(shape),
        columns_(std::move(columns)) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& record = batch.records[index];
    if (!record.is_document) return std::nullopt;
    std::string_view bytes = batch.bytes_of(record);
    // Delimiters and quotes are the same bytes in all encodings that decode_text knows.
    std::string decoded;
    if (!simdjson::validate_utf8(bytes))
      decoded = decode_text(std::string(bytes), charset_).text;
    auto row =
        read_csv_row(decoded.empty() ? bytes : decoded, shape_.delimiter, shape_.columns);
    if (!row)
      return tl::unexpected(Skip{.path = path_,
                                 .offset = record.offset,
                                 .reason = "row does not fit the header",
                                 .detail = std::move(row).error()});
    bool is_empty = std::ranges::all_of(*row, &std::string::empty);
    if (is_empty) return std::nullopt;
    return Record{
        make_document(
            values_of(*row),
            {.path = path_, .kind = kind_, .line = record.line, .bytes = bytes.size()}),
        std::nullopt};
  }

 private:
  FieldValues values_of(const std::vector<std::string>& row) const {
    FieldValues values;
    for (size_t role = 0; role < kRoles; ++role)
      for (size_t column : columns_[role])
        if (!values[role] && !row[column].empty()) values[role] = row[column];
    return values;
  }

  std::string path_;
  Kind kind_;
  std::string charset_;
  CsvShape shape_;
  RoleColumns columns_;
};

}  // namespace

Result<RecordHalves> open_csv(RecordSource source, const RecordOptions& options) {
  CsvShape shape;
  UNSPIN_TRY(std::string header, read_header(source, shape.delimiter));
  std::string charset = decode_text(source.head).charset;
  std::vector<std::string> names =
      read_csv_header(decode_text(header, charset).text, shape.delimiter);
  shape.columns = names.size();
  RoleColumns columns = assign_columns(names, FieldTable(options.fields));
  if (!header.empty() && columns[size_t(Role::kText)].empty())
    return fail_without_text(source.path, options.fields.text, std::move(names));
  uint64_t max_record_bytes = options.limits.max_record_bytes;
  RecordHalves halves;
  halves.parser = std::make_shared<CsvParser>(
      source.path, source.kind, std::move(charset), shape, std::move(columns));
  halves.reader = make_split_reader(
      std::move(source), std::make_unique<CsvSplitter>(shape, max_record_bytes),
      {.max_record_bytes = max_record_bytes,
       .counts_lines = true,
       .batch_bytes = options.batch_bytes});
  return halves;
}

}  // namespace unspin
