// This file prints what a scan found beside its matches: families, and the summary, for
// programs and in a sentence for people.

#include <fmt/format.h>

#include "report/json_writer.h"
#include "report/names.h"
#include "report/prose.h"
#include "report/report.h"

namespace unspin {

std::string to_json(const Family& family) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.family/1");
  writer.field("family", family.family);
  writer.field("root", family.root);
  writer.key("size");
  writer.number(family.size);
  writer.key("members");
  writer.open('[');
  for (const FamilyMember& member : family.members) {
    writer.open('{');
    writer.field("id", member.id);
    writer.field("parent", member.parent);
    writer.field("relation", name_of(member.relation));
    writer.key("coverage");
    writer.rounded(member.coverage);
    writer.key("confidence");
    writer.rounded(member.confidence);
    writer.close('}');
  }
  writer.close(']');
  writer.close('}');
  return out;
}

std::string to_json(const Boilerplate& boilerplate) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.boilerplate/1");
  writer.field("site", boilerplate.site);
  writer.key("documents");
  writer.number(boilerplate.documents);
  writer.field("text", boilerplate.text);
  writer.key("examples");
  writer.open('[');
  for (const std::string& id : boilerplate.examples) writer.text(id);
  writer.close(']');
  writer.close('}');
  return out;
}

std::string to_json(const ScanSummary& summary) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.summary/1");
  for (auto [name, count] :
       {std::pair("documents", summary.read.documents),
        std::pair("independent", summary.independent),
        std::pair("copies", summary.copies), std::pair("families", summary.families),
        std::pair("matches", summary.matches),
        std::pair("candidates", summary.candidates),
        std::pair("compared", summary.compared),
        std::pair("text_bytes", summary.read.text_bytes)}) {
    writer.key(name);
    writer.number(count);
  }
  writer.key("relations");
  writer.open('{');
  for (const auto& [relation, count] : summary.relations) {
    writer.key(name_of(relation));
    writer.number(count);
  }
  writer.close('}');
  writer.key("boilerplate");
  writer.open('{');
  writer.key("texts");
  writer.number(summary.boilerplate_texts);
  writer.key("matches");
  writer.number(summary.boilerplate_matches);
  writer.close('}');
  for (auto [name, counts] : {std::pair("kinds", &summary.read.kinds),
                              std::pair("languages", &summary.read.languages),
                              std::pair("skipped", &summary.read.skipped)}) {
    writer.key(name);
    writer.open('{');
    for (const auto& [key, count] : *counts) {
      writer.key(key);
      writer.number(count);
    }
    writer.close('}');
  }
  writer.close('}');
  return out;
}

std::string to_terminal(const ScanSummary& summary) {
  auto n_of = [](uint64_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", with_commas(n), n == 1 ? one : many);
  };
  std::string line = n_of(summary.read.documents, "article", "articles") + ", " +
                     n_of(summary.independent, "independent text", "independent texts") +
                     ", " + n_of(summary.copies, "copy", "copies") + " in " +
                     n_of(summary.families, "family", "families");
  std::string parts = relations_phrase(summary.relations);
  if (!parts.empty()) line += fmt::format(" ({})", parts);
  if (summary.boilerplate_texts > 0)
    line +=
        "; " + n_of(summary.boilerplate_texts, "boilerplate text", "boilerplate texts");
  return line;
}

}  // namespace unspin
