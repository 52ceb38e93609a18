// This file prints what dedup did: a line for each document that it removed, or kept for
// a fact alone, and a sentence for people.

#include <fmt/format.h>

#include <algorithm>

#include "report/json_writer.h"
#include "report/names.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/utf8.h"

namespace unspin {
namespace {

// Enough of a passage to know it by.
constexpr size_t kMostText = 160;

void write_record(JsonWriter& writer, const RecordName& record) {
  writer.field("id", record.id);
  writer.field("file", record.file);
  writer.key("record");
  writer.number(record.record);
}

void write_passage(JsonWriter& writer, const Passage& passage, std::string_view text) {
  writer.open('{');
  writer.key("a");
  writer.span(passage.a);
  writer.key("b");
  writer.span(passage.b);
  writer.field("kind", name_of(passage.kind));
  writer.key("similarity");
  writer.rounded(passage.similarity);
  writer.field("text", shortened(text.substr(std::min(passage.a.start, text.size()),
                                             passage.a.end - passage.a.start),
                                 kMostText));
  writer.close('}');
}

void write_excerpt(JsonWriter& writer, std::string_view key, const Excerpt& excerpt) {
  writer.key(key);
  writer.open('{');
  writer.key("span");
  writer.span(excerpt.span);
  writer.field("text", shortened(excerpt.text, kMostText));
  writer.close('}');
}

void write_fact_changes(JsonWriter& writer, const Match& match) {
  writer.key("fact_changes");
  writer.open('[');
  for (const Change& change : match.changes) {
    if (!changes_fact(change)) continue;
    writer.open('{');
    writer.field("kind", name_of(change.kind));
    write_excerpt(writer, "a", change.a);
    write_excerpt(writer, "b", change.b);
    writer.close('}');
  }
  writer.close(']');
}

std::string documents_phrase(uint64_t n) {
  return fmt::format("{} {}", with_commas(n), n == 1 ? "document" : "documents");
}

}  // namespace

std::string to_json(const Duplicate& duplicate, DuplicateFate fate,
                    std::string_view text) {
  bool removed = fate == DuplicateFate::kRemoved;
  const Match& match = duplicate.match;
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", removed ? "unspin.removed/1" : "unspin.kept/1");
  write_record(writer, duplicate.document);
  writer.key("duplicate_of");
  writer.open('{');
  write_record(writer, duplicate.duplicate_of);
  writer.close('}');
  if (!removed) writer.field("reason", "fact_changed");
  writer.field("relation", name_of(match.relation));
  writer.key("coverage");
  writer.open('{');
  writer.key("a");
  writer.rounded(match.coverage.a);
  writer.key("b");
  writer.rounded(match.coverage.b);
  writer.close('}');
  writer.key("passages");
  writer.open('[');
  for (const Passage& passage : match.passages) write_passage(writer, passage, text);
  writer.close(']');
  write_fact_changes(writer, match);
  writer.close('}');
  return out;
}

std::string to_terminal(const DedupSummary& summary) {
  std::string line =
      fmt::format("{}, {} kept, {} removed", documents_phrase(summary.read.documents),
                  with_commas(summary.kept), with_commas(summary.removed));
  if (summary.removed > 0)
    line += fmt::format(" ({})", relations_phrase(summary.relations));
  if (summary.merged_fact_changes > 0)
    line += fmt::format("; {} removed with a changed fact",
                        with_commas(summary.merged_fact_changes));
  if (summary.kept_for_facts > 0)
    line +=
        fmt::format("; {} kept for a changed fact", with_commas(summary.kept_for_facts));
  if (summary.left_out > 0)
    line += fmt::format("; {} left out with files that cannot be read to their end",
                        with_commas(summary.left_out));
  return line;
}

}  // namespace unspin
