#include "server/index_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "report/json_writer.h"
#include "report/names.h"
#include "report/report.h"

namespace unspin::server {
namespace {

void number(JsonWriter& writer, std::string_view name, uint64_t value) {
  writer.key(name);
  writer.number(size_t{value});
}

std::string_view name_of_outcome(AddOutcome outcome) {
  switch (outcome) {
    case AddOutcome::kAdded:
      return "added";
    case AddOutcome::kReplaced:
      return "replaced";
    case AddOutcome::kUnchanged:
      return "unchanged";
  }
  return "added";
}

template <typename T, typename Write>
void write_list(JsonWriter& writer, std::string_view name, const T& items, Write write) {
  writer.key(name);
  writer.open('[');
  for (const auto& item : items) {
    writer.open('{');
    write(item);
    writer.close('}');
  }
  writer.close(']');
}

void write_verdict(JsonWriter& writer, const Verdict& verdict) {
  writer.key("verdict");
  writer.open('{');
  writer.field("relation", name_of(verdict.relation));
  number(writer, "matches", verdict.matches);
  if (!verdict.match_id.empty()) {
    writer.field("match", verdict.match_id);
    if (!verdict.match_site.empty()) writer.field("match_site", verdict.match_site);
    // As in a match: a is the newcomer.
    writer.key("original");
    writer.open('{');
    writer.field("side", name_of(verdict.original));
    writer.key("confidence");
    writer.rounded(verdict.confidence);
    writer.close('}');
    writer.key("coverage");
    writer.rounded(verdict.coverage);
    writer.key("score");
    writer.number(verdict.score);
    writer.key("evalue");
    writer.number(verdict.evalue);
    number(writer, "facts_changed", verdict.facts_changed);
  }
  writer.close('}');
}

void write_info(JsonWriter& writer, const DocumentInfo& info) {
  writer.field("id", info.id);
  number(writer, "bytes", info.bytes);
  writer.optional_field("language", info.language);
  writer.optional_field("title", info.title);
  writer.optional_field("published", info.published);
  writer.optional_field("url", info.url);
}

void write_arrival(JsonWriter& writer, const Arrival& arrival) {
  number(writer, "number", arrival.number);
  writer.key("document");
  writer.open('{');
  write_info(writer, arrival.document);
  writer.close('}');
  if (!arrival.site.empty()) writer.field("site", arrival.site);
  writer.field("added_at",
               fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                           fmt::gmtime(static_cast<std::time_t>(arrival.added_at))));
  if (arrival.verdict) write_verdict(writer, *arrival.verdict);
}

void write_stats(JsonWriter& writer, const IndexStats& stats) {
  writer.field("format", stats.format);
  number(writer, "documents", stats.documents);
  number(writer, "words", stats.words);
  number(writer, "text_bytes", stats.text_bytes);
  number(writer, "disk_bytes", stats.disk_bytes);
  number(writer, "removed", stats.removed);
  number(writer, "judged", stats.judged);
  writer.key("verdicts");
  writer.open('{');
  for (const auto& [relation, count] : stats.verdicts)
    number(writer, name_of(relation), count);
  writer.close('}');
}

void write_member(JsonWriter& writer, const Document& document) {
  writer.field("id", document.id);
  number(writer, "bytes", document.text.size());
  writer.optional_field("title", document.title);
  writer.optional_field("author", document.author);
  writer.optional_field("published", document.published);
  writer.optional_field("publisher", document.publisher);
  writer.optional_field("url", document.url);
  writer.optional_field("language", document.language);
  if (std::string site = publication_of(document); !site.empty())
    writer.field("site", site);
}

// Objects that are printed already, a comma between them.
template <typename T>
std::string joined(const std::vector<T>& items) {
  std::string out;
  for (const T& item : items) {
    if (!out.empty()) out += ',';
    out += unspin::to_json(item);
  }
  return out;
}

}  // namespace

std::string to_json(const SearchResult& found) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.search/1");
  number(writer, "documents", found.documents);
  number(writer, "candidates", found.candidates);
  number(writer, "compared", found.compared);
  number(writer, "leads", found.leads);
  out += ",\"matches\":[" + joined(found.matches) + "]}";
  return out;
}

std::string to_json(const Overview& overview) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.collection/1");
  write_stats(writer, overview.stats);
  write_list(writer, "sites", overview.sites, [&](const SiteCount& site) {
    writer.field("site", site.site);
    number(writer, "documents", site.documents);
  });
  write_list(writer, "copying", overview.copying, [&](const SiteCopies& copies) {
    writer.field("copier", copies.copier);
    writer.field("source", copies.source);
    number(writer, "documents", copies.documents);
  });
  write_list(writer, "days", overview.days, [&](const DayCount& day) {
    writer.field("day", day.day);
    number(writer, "documents", day.documents);
    number(writer, "copies", day.copies);
  });
  writer.close('}');
  return out;
}

std::string to_json(std::span<const Arrival> arrivals, size_t most) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.arrivals/1");
  write_list(writer, "arrivals", arrivals,
             [&](const Arrival& arrival) { write_arrival(writer, arrival); });
  if (!arrivals.empty() && arrivals.size() == most)
    number(writer, "next", arrivals.back().number);
  writer.close('}');
  return out;
}

std::string to_json(const DocumentFamily& family) {
  std::string out = unspin::to_json(family.family);
  out.pop_back();
  std::string more;
  JsonWriter writer(more);
  writer.open('{');
  write_list(writer, "documents", family.documents,
             [&](const Document& document) { write_member(writer, document); });
  more += fmt::format(",\"matches\":[{}],\"cut_off\":{}}}", joined(family.matches),
                      family.cut_off);
  more.front() = ',';
  return out + more;
}

std::string to_json(std::span<const Added> added) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.added/1");
  write_list(writer, "documents", added, [&](const Added& one) {
    writer.field("id", one.id);
    writer.field("outcome", name_of_outcome(one.outcome));
    if (one.verdict) write_verdict(writer, *one.verdict);
  });
  writer.close('}');
  return out;
}

}  // namespace unspin::server
