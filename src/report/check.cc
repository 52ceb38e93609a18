// This file prints what was found in one document alone: a line of JSON, or a few lines
// for people.

#include <fmt/format.h>

#include <array>

#include "report/json_writer.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr std::array<std::string_view, 3> kVerdicts{"unknown", "clean", "spun"};
constexpr size_t kMostBytes = 60;

std::string_view name_of(CheckVerdict verdict) {
  return kVerdicts[static_cast<size_t>(verdict)];
}

// On one line, without what acts on a terminal.
std::string visible(std::string_view text) {
  std::string shown;
  for (size_t at = 0; at < text.size();) {
    Character character = character_at(text, at);
    bool blank =
        character.code == '\n' || character.code == '\t' || character.code == '\r';
    std::string_view bytes =
        character.valid ? text.substr(at, character.bytes) : kReplacementUtf8;
    append_visible(shown, blank ? " " : bytes, blank ? U' ' : character.code);
    at += character.bytes;
  }
  return shown;
}

}  // namespace

std::string to_json(const Check& check) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.check/1");
  writer.field("id", check.id);
  writer.field("verdict", name_of(check.verdict));
  writer.key("score");
  writer.rounded(check.score);
  writer.key("phrases");
  writer.open('[');
  for (const SuspectPhrase& phrase : check.phrases) {
    writer.open('{');
    writer.key("span");
    writer.span(phrase.span);
    writer.field("text", phrase.text);
    writer.key("expected");
    writer.open('[');
    for (const std::string& expected : phrase.expected) writer.text(expected);
    writer.close(']');
    writer.key("weight");
    writer.rounded(phrase.weight);
    writer.close('}');
  }
  writer.close(']');
  writer.close('}');
  return out;
}

std::string to_terminal(const Check& check, const TerminalStyle& style) {
  std::string out = visible(check.id);
  switch (check.verdict) {
    case CheckVerdict::kSpun:
      out += fmt::format(": spun by machine (score {:.3f})", check.score);
      break;
    case CheckVerdict::kClean:
      out += fmt::format(": no sign of spinning (score {:.3f})", check.score);
      break;
    case CheckVerdict::kUnknown:
      out += ": cannot tell; the text is too short or not in English";
      break;
  }
  size_t shown = 0;
  for (const SuspectPhrase& phrase : check.phrases) {
    if (style.max_rows > 0 && shown++ == style.max_rows) {
      out += fmt::format("\n  ... and {} more (--json lists all)",
                         check.phrases.size() - style.max_rows);
      break;
    }
    out += fmt::format("\n  {}: {}", phrase.span.start,
                       shortened(visible(phrase.text), kMostBytes));
    for (size_t i = 0; i < phrase.expected.size(); ++i)
      out += (i == 0 ? "  <-  " : ", or ") +
             shortened(visible(phrase.expected[i]), kMostBytes);
  }
  return out;
}

}  // namespace unspin
