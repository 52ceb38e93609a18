// This file prints one document as a line of JSON, schema "unspin.document/1", and the
// counts of a whole reading, for programs and for people.

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "report/json_writer.h"
#include "report/prose.h"
#include "report/report.h"

namespace unspin {
namespace {

using Counts = std::map<std::string, uint64_t>;

void write_counts(JsonWriter& writer, std::string_view key, const Counts& counts) {
  writer.key(key);
  writer.open('{');
  for (const auto& [name, count] : counts) {
    writer.key(name);
    writer.number(count);
  }
  writer.close('}');
}

// A heading and a line each, the most frequent first.
void append_table(std::string& out, std::string_view heading, const Counts& counts) {
  if (counts.empty()) return;
  std::vector<std::pair<std::string, uint64_t>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) {
    return one.second > other.second;
  });
  out += fmt::format("\n{}\n", heading);
  for (const auto& [name, count] : rows)
    out += fmt::format("  {:<28} {:>15}\n", name, with_commas(count));
}

}  // namespace

std::string to_json(const Document& document) {
  std::string out;
  out.reserve(document.text.size() + document.text.size() / 16 + 512);
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.document/1");
  writer.field("id", document.id);
  writer.field("text", document.text);
  writer.optional_field("title", document.title);
  writer.optional_field("author", document.author);
  writer.optional_field("published", document.published);
  writer.optional_field("publisher", document.publisher);
  writer.optional_field("url", document.url);
  writer.optional_field("canonical_url", document.canonical_url);
  writer.optional_field("language", document.language);
  if (!document.kind.empty()) writer.field("kind", document.kind);
  writer.key("bytes");
  writer.number(document.bytes);
  if (!document.furniture.empty()) {
    writer.key("furniture");
    writer.open('[');
    for (ByteSpan span : document.furniture) writer.span(span);
    writer.close(']');
  }
  writer.close('}');
  return out;
}

std::string to_json(const ReadStats& stats) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.stats/1");
  for (auto [name, count] :
       {std::pair("files", stats.files), std::pair("documents", stats.documents),
        std::pair("bytes", stats.bytes), std::pair("text_bytes", stats.text_bytes)}) {
    writer.key(name);
    writer.number(count);
  }
  write_counts(writer, "kinds", stats.kinds);
  write_counts(writer, "languages", stats.languages);
  write_counts(writer, "skipped", stats.skipped);
  writer.close('}');
  return out;
}

std::string to_terminal(const ReadStats& stats) {
  std::string out;
  for (auto [name, count] :
       {std::pair("files", stats.files), std::pair("documents", stats.documents),
        std::pair("bytes read", stats.bytes),
        std::pair("bytes of text", stats.text_bytes)})
    out += fmt::format("{:<30} {:>15}\n", name, with_commas(count));
  append_table(out, "kinds", stats.kinds);
  append_table(out, "languages", stats.languages);
  append_table(out, "skipped", stats.skipped);
  out.pop_back();
  return out;
}

}  // namespace unspin
