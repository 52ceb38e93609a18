// This file prints a match as one line of JSON, schema "unspin.match/1".
//
// A match holds hundreds of edits, and pairs are printed by the thousand a second,
// so we write straight into one string instead of building a tree of values.
// docs/json.md tells readers what each field means.

#include <string_view>

#include "report/json_writer.h"
#include "report/names.h"
#include "report/report.h"

namespace unspin {
namespace {

void write_rounded(JsonWriter& writer, std::string_view key, double value) {
  writer.key(key);
  writer.rounded(value);
}

void write_excerpt(JsonWriter& writer, std::string_view key, const Excerpt& excerpt) {
  writer.key(key);
  writer.open('{');
  writer.key("span");
  writer.span(excerpt.span);
  writer.field("text", excerpt.text);
  writer.close('}');
}

void write_optional(JsonWriter& writer, std::string_view key,
                    const std::optional<Excerpt>& excerpt) {
  if (excerpt) write_excerpt(writer, key, *excerpt);
}

template <typename T>
void write_list(JsonWriter& writer, std::string_view key, const std::vector<T>& list,
                void (*write)(JsonWriter&, const T&)) {
  writer.key(key);
  writer.open('[');
  for (const T& item : list) {
    writer.open('{');
    write(writer, item);
    writer.close('}');
  }
  writer.close(']');
}

void write_document(JsonWriter& writer, std::string_view key,
                    const DocumentInfo& document) {
  writer.key(key);
  writer.open('{');
  writer.field("id", document.id);
  writer.key("bytes");
  writer.number(document.bytes);
  writer.optional_field("language", document.language);
  writer.optional_field("title", document.title);
  writer.optional_field("published", document.published);
  writer.optional_field("url", document.url);
  writer.close('}');
}

void write_evidence(JsonWriter& writer, const Evidence& evidence) {
  writer.field("kind", name_of(evidence.kind));
  writer.field("favours", name_of(evidence.favours));
  write_rounded(writer, "weight", evidence.weight);
  write_optional(writer, "a", evidence.a);
  write_optional(writer, "b", evidence.b);
  if (!evidence.note.empty()) writer.field("note", evidence.note);
}

void write_original(JsonWriter& writer, const Original& original) {
  writer.key("original");
  writer.open('{');
  writer.field("side", name_of(original.side));
  write_rounded(writer, "confidence", original.confidence);
  write_list(writer, "evidence", original.evidence, write_evidence);
  writer.close('}');
}

void write_edit(JsonWriter& writer, const Edit& edit) {
  writer.field("op", name_of(edit.op));
  writer.key("a");
  writer.span(edit.a);
  writer.key("b");
  writer.span(edit.b);
  if (edit.kinship != Kinship::kNone) writer.field("kinship", name_of(edit.kinship));
}

void write_passage(JsonWriter& writer, const Passage& passage) {
  writer.key("a");
  writer.span(passage.a);
  writer.key("b");
  writer.span(passage.b);
  writer.field("kind", name_of(passage.kind));
  write_rounded(writer, "similarity", passage.similarity);
  writer.key("score");
  writer.number(passage.score);
  write_list(writer, "edits", passage.edits, write_edit);
}

void write_change(JsonWriter& writer, const Change& change) {
  writer.field("kind", name_of(change.kind));
  writer.field("severity", name_of(change.severity));
  write_excerpt(writer, "a", change.a);
  write_excerpt(writer, "b", change.b);
}

void write_quotation(JsonWriter& writer, const QuotationMatch& quotation) {
  write_optional(writer, "a", quotation.a);
  write_optional(writer, "b", quotation.b);
  writer.field("verdict", name_of(quotation.verdict));
  if (!quotation.speaker.empty()) writer.field("speaker", quotation.speaker);
  writer.field("kind", name_of(quotation.kind));
}

void write_coverage(JsonWriter& writer, const Coverage& coverage) {
  writer.key("coverage");
  writer.open('{');
  write_rounded(writer, "a", coverage.a);
  write_rounded(writer, "b", coverage.b);
  writer.close('}');
}

}  // namespace

std::string to_json(const Match& match) {
  std::string out;
  size_t edits = 0;
  for (const Passage& passage : match.passages) edits += passage.edits.size();
  out.reserve(2048 + 80 * edits + 256 * (match.changes.size() + match.quotations.size()));
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.match/1");
  write_document(writer, "a", match.a);
  write_document(writer, "b", match.b);
  writer.field("relation", name_of(match.relation));
  write_original(writer, match.original);
  write_coverage(writer, match.coverage);
  writer.key("score");
  writer.number(match.score);
  writer.key("evalue");
  writer.number(match.evalue);
  write_list(writer, "passages", match.passages, write_passage);
  write_list(writer, "changes", match.changes, write_change);
  write_list(writer, "quotations", match.quotations, write_quotation);
  writer.close('}');
  return out;
}

}  // namespace unspin
