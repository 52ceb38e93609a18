// A table shows in its header, names short enough for a column, and in rows that have
// as many fields as the header has names. One row alone proves nothing.

#include "corpus/kind_table.h"

#include <algorithm>
#include <string>
#include <vector>

namespace unspin {
namespace {

struct Row {
  std::vector<std::string_view> fields;  // quotes left on
};

// The rows that are whole in `head`, quoted fields understood.
std::vector<Row> split_rows(std::string_view head, char delimiter) {
  std::vector<Row> rows;
  Row row;
  size_t begin = 0;
  bool quoted = false;
  bool whole_file = head.size() < kHeadBytes;
  auto end_field = [&](size_t at) {
    std::string_view field = head.substr(begin, at - begin);
    if (field.ends_with('\r')) field.remove_suffix(1);
    row.fields.push_back(field);
    begin = at + 1;
  };
  auto end_row = [&](size_t at) {
    end_field(at);
    bool blank = row.fields.size() == 1 && row.fields[0].empty();
    if (!blank) rows.push_back(std::move(row));
    row = {};
  };
  for (size_t at = 0; at < head.size(); ++at) {
    if (head[at] == '"' && (quoted || at == begin)) {
      quoted = !quoted;
    } else if (!quoted && head[at] == delimiter) {
      end_field(at);
    } else if (!quoted && head[at] == '\n') {
      end_row(at);
    }
  }
  if (whole_file && !quoted && begin < head.size()) end_row(head.size());
  return rows;
}

// "id", "Article Title", "published_at"; no sentence, no number.
bool is_name(std::string_view field) {
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    field = field.substr(1, field.size() - 2);
  if (field.empty() || field.size() > 40 || field.front() == ' ' || field.back() == ' ')
    return false;
  bool letter = false;
  for (char c : field) {
    auto byte = static_cast<unsigned char>(c);
    bool alpha = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    letter |= alpha || byte >= 0x80;
    bool allowed = alpha || byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                   std::string_view(" _-.:#/()@").find(c) != std::string_view::npos;
    if (!allowed) return false;
  }
  return letter && std::ranges::count(field, ' ') <= 3 && field.back() != '.';
}

bool is_header(const Row& row) {
  if (!std::ranges::all_of(row.fields, is_name)) return false;
  std::vector<std::string_view> names = row.fields;
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end();
}

bool is_table(std::string_view head, char delimiter) {
  std::vector<Row> rows = split_rows(head, delimiter);
  if (rows.size() < 2 || rows[0].fields.size() < 2 || !is_header(rows[0])) return false;
  size_t width = rows[0].fields.size();
  bool even = std::ranges::all_of(
      rows, [&](const Row& row) { return row.fields.size() == width; });
  // "Rain,\nsleet, and snow": two columns are proof only with some rows, and no row
  // goes on after a comma as prose does.
  bool prose = delimiter == ',' && std::ranges::any_of(rows, [](const Row& row) {
                 return std::ranges::all_of(
                     row.fields.begin() + 1, row.fields.end(),
                     [](std::string_view field) { return field.starts_with(' '); });
               });
  return even && !prose && (width > 2 || rows.size() > 2);
}

}  // namespace

std::optional<Kind> kind_of_table(std::string_view head, std::optional<Kind> named) {
  if (named && named != Kind::kCsv && named != Kind::kTsv) return std::nullopt;
  std::string_view first = head.substr(0, head.find('\n'));
  if (named == Kind::kCsv) {
    // Tables of tabs under the name of the other are common.
    bool tabs = first.find('\t') != first.npos && first.find(',') == first.npos;
    return tabs && is_table(head, '\t') ? Kind::kTsv : Kind::kCsv;
  }
  if (named == Kind::kTsv) {
    bool commas = first.find(',') != first.npos && first.find('\t') == first.npos;
    return commas && is_table(head, ',') ? Kind::kCsv : Kind::kTsv;
  }
  if (is_table(head, '\t')) return Kind::kTsv;
  if (is_table(head, ',')) return Kind::kCsv;
  return std::nullopt;
}

}  // namespace unspin
