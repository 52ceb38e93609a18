// This file prints a match as one line of JSON, schema "unspin.match/1".
//
// A match holds hundreds of edits, and pairs are printed by the thousand a second,
// so we write straight into one string instead of building a tree of values. Only
// two things need care: strings, which may hold any bytes and must come out as
// valid UTF-8, and numbers, which must be short and read back as the same double.
// docs/json.md tells readers what each field means.

#include <charconv>
#include <cmath>
#include <string_view>

#include "report/names.h"
#include "report/report.h"
#include "report/utf8.h"

namespace unspin {
namespace {

// Writes values one after another; commas come by themselves.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
  }

  void close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }

  // Keys are ours: plain ASCII, nothing to escape.
  void key(std::string_view name) {
    separate();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    fresh_ = true;
  }

  void text(std::string_view value) {
    separate();
    out_ += '"';
    escape(value);
    out_ += '"';
  }

  void number(size_t value) {
    separate();
    char digits[24];
    out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }

  // The shortest digits that read back as `value`. JSON has no infinities: null.
  void number(double value) {
    separate();
    char digits[40];
    if (!std::isfinite(value))
      out_ += "null";
    else
      out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }

  // Shares and probabilities are not known to more than four digits.
  void rounded(double value) { number(std::round(value * 1e4) / 1e4); }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }

  // Runs of plain bytes are copied at once.
  void escape(std::string_view value) {
    size_t copied = 0;
    for (size_t at = 0; at < value.size();) {
      unsigned char byte = static_cast<unsigned char>(value[at]);
      if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
        ++at;
        continue;
      }
      Character character = character_at(value, at);
      if (byte < 0x80 || !character.valid) {
        out_ += value.substr(copied, at - copied);
        copied = at + 1;
        if (character.valid)
          escape_ascii(value[at]);
        else
          out_ += kReplacementUtf8;
      }
      at += character.bytes;
    }
    out_ += value.substr(copied);
  }

  void escape_ascii(char byte) {
    constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    out_ += '\\';
    if (size_t i = kNamed.find(byte); i != std::string_view::npos) {
      out_ += kLetters[i];
    } else {
      constexpr std::string_view kHex = "0123456789abcdef";
      out_ += "u00";
      out_ += kHex[static_cast<unsigned char>(byte) >> 4];
      out_ += kHex[byte & 15];
    }
  }

  std::string& out_;
  bool fresh_ = true;  // no comma before the next value
};

void write_name(Writer& writer, std::string_view key, std::string_view name) {
  writer.key(key);
  writer.text(name);
}

void write_rounded(Writer& writer, std::string_view key, double value) {
  writer.key(key);
  writer.rounded(value);
}

void write_optional(Writer& writer, std::string_view key,
                    const std::optional<std::string>& value) {
  if (value) write_name(writer, key, *value);
}

void write_span(Writer& writer, std::string_view key, ByteSpan span) {
  writer.key(key);
  writer.open('[');
  writer.number(span.start);
  writer.number(span.end);
  writer.close(']');
}

void write_excerpt(Writer& writer, std::string_view key, const Excerpt& excerpt) {
  writer.key(key);
  writer.open('{');
  write_span(writer, "span", excerpt.span);
  write_name(writer, "text", excerpt.text);
  writer.close('}');
}

void write_optional(Writer& writer, std::string_view key,
                    const std::optional<Excerpt>& excerpt) {
  if (excerpt) write_excerpt(writer, key, *excerpt);
}

template <typename T>
void write_list(Writer& writer, std::string_view key, const std::vector<T>& list,
                void (*write)(Writer&, const T&)) {
  writer.key(key);
  writer.open('[');
  for (const T& item : list) {
    writer.open('{');
    write(writer, item);
    writer.close('}');
  }
  writer.close(']');
}

void write_document(Writer& writer, std::string_view key, const DocumentInfo& document) {
  writer.key(key);
  writer.open('{');
  write_name(writer, "id", document.id);
  writer.key("bytes");
  writer.number(document.bytes);
  write_optional(writer, "language", document.language);
  write_optional(writer, "title", document.title);
  write_optional(writer, "published", document.published);
  write_optional(writer, "url", document.url);
  writer.close('}');
}

void write_evidence(Writer& writer, const Evidence& evidence) {
  write_name(writer, "kind", name_of(evidence.kind));
  write_name(writer, "favours", name_of(evidence.favours));
  write_rounded(writer, "weight", evidence.weight);
  write_optional(writer, "a", evidence.a);
  write_optional(writer, "b", evidence.b);
  if (!evidence.note.empty()) write_name(writer, "note", evidence.note);
}

void write_original(Writer& writer, const Original& original) {
  writer.key("original");
  writer.open('{');
  write_name(writer, "side", name_of(original.side));
  write_rounded(writer, "confidence", original.confidence);
  write_list(writer, "evidence", original.evidence, write_evidence);
  writer.close('}');
}

void write_edit(Writer& writer, const Edit& edit) {
  write_name(writer, "op", name_of(edit.op));
  write_span(writer, "a", edit.a);
  write_span(writer, "b", edit.b);
  if (edit.kinship != Kinship::kNone)
    write_name(writer, "kinship", name_of(edit.kinship));
}

void write_passage(Writer& writer, const Passage& passage) {
  write_span(writer, "a", passage.a);
  write_span(writer, "b", passage.b);
  write_name(writer, "kind", name_of(passage.kind));
  write_rounded(writer, "similarity", passage.similarity);
  writer.key("score");
  writer.number(passage.score);
  write_list(writer, "edits", passage.edits, write_edit);
}

void write_change(Writer& writer, const Change& change) {
  write_name(writer, "kind", name_of(change.kind));
  write_name(writer, "severity", name_of(change.severity));
  write_excerpt(writer, "a", change.a);
  write_excerpt(writer, "b", change.b);
}

void write_quotation(Writer& writer, const QuotationMatch& quotation) {
  write_optional(writer, "a", quotation.a);
  write_optional(writer, "b", quotation.b);
  write_name(writer, "verdict", name_of(quotation.verdict));
  if (!quotation.speaker.empty()) write_name(writer, "speaker", quotation.speaker);
}

void write_coverage(Writer& writer, const Coverage& coverage) {
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
  Writer writer(out);
  writer.open('{');
  write_name(writer, "schema", "unspin.match/1");
  write_document(writer, "a", match.a);
  write_document(writer, "b", match.b);
  write_name(writer, "relation", name_of(match.relation));
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
