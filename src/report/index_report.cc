#include "report/index_report.h"

#include <fmt/format.h>

#include "report/json_writer.h"
#include "report/names.h"
#include "report/prose.h"
#include "report/utf8.h"
#include "report/wrap.h"

namespace unspin {
namespace {

constexpr size_t kMostNameBytes = 60;

std::string shown(std::string_view text) {
  return shortened(cleaned(text), kMostNameBytes);
}

std::string megabytes(uint64_t bytes) {
  constexpr double kMegabyte = 1e6;
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMegabyte);
}

}  // namespace

std::string to_json(const IndexStats& stats) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.index_info/1");
  writer.field("format", stats.format);
  for (auto [name, count] :
       {std::pair("documents", stats.documents), std::pair("words", stats.words),
        std::pair("text_bytes", stats.text_bytes),
        std::pair("disk_bytes", stats.disk_bytes), std::pair("removed", stats.removed),
        std::pair("judged", stats.judged)}) {
    writer.key(name);
    writer.number(count);
  }
  writer.key("verdicts");
  writer.open('{');
  for (const auto& [relation, count] : stats.verdicts) {
    writer.key(name_of(relation));
    writer.number(count);
  }
  writer.close('}');
  writer.close('}');
  return out;
}

std::string to_json(const VerifyReport& report) {
  std::string out;
  JsonWriter writer(out);
  writer.open('{');
  writer.field("schema", "unspin.verify/1");
  for (auto [name, count] :
       {std::pair("documents", report.documents), std::pair("lost", report.lost),
        std::pair("bytes", report.bytes)}) {
    writer.key(name);
    writer.number(count);
  }
  writer.key("faults");
  writer.open('[');
  for (const IndexFault& fault : report.faults) {
    writer.open('{');
    writer.field("where", fault.where);
    writer.field("what", fault.what);
    writer.close('}');
  }
  writer.close(']');
  writer.close('}');
  return out;
}

std::string to_terminal(const IndexStats& stats) {
  double each = stats.documents ? static_cast<double>(stats.disk_bytes) /
                                      static_cast<double>(stats.documents)
                                : 0;
  std::string lines =
      fmt::format("{} documents, {} words, {} of text; {} on disk, {:.0f} bytes each",
                  with_commas(stats.documents), with_commas(stats.words),
                  megabytes(stats.text_bytes), megabytes(stats.disk_bytes), each);
  if (stats.removed)
    lines += fmt::format("\n{} removed or replaced since 'unspin index compact'",
                         with_commas(stats.removed));
  if (stats.judged)
    lines += fmt::format("\n{} were searched for as they came: {}",
                         with_commas(stats.judged), relations_phrase(stats.verdicts));
  return lines;
}

std::string to_terminal(const VerifyReport& report) {
  std::string lines;
  for (const IndexFault& fault : report.faults)
    lines += fmt::format("{}: {}\n", cleaned(fault.where), cleaned(fault.what));
  lines += fmt::format("{} documents are whole", with_commas(report.documents));
  if (report.lost) lines += fmt::format(", {} are lost", with_commas(report.lost));
  if (report.faults.empty()) lines += "; no fault found";
  return lines;
}

std::string to_terminal(const AddSummary& summary) {
  return fmt::format("{} added, {} replaced, {} as they were", with_commas(summary.added),
                     with_commas(summary.replaced), with_commas(summary.unchanged));
}

std::string to_terminal(const Document& query, const SearchResult& found) {
  size_t matches = found.matches.size() - found.leads;
  std::string lines = fmt::format("{}: {} among {} documents", shown(query.id),
                                  matches == 0   ? "nothing"
                                  : matches == 1 ? "1 match"
                                                 : with_commas(matches) + " matches",
                                  with_commas(found.documents));
  for (size_t i = 0; i < found.matches.size(); ++i) {
    const Match& match = found.matches[i];
    lines += i < matches
                 ? fmt::format("\n  {:<16} {:>4} of it  score {:<8.1f} E {:<8.1g} {}",
                               name_of(match.relation), percent(match.coverage.a),
                               match.score, match.evalue, shown(match.b.id))
                 : fmt::format("\n  {:<16} {:>10}  {:<14} E {:<8.1g} {}", "perhaps", "",
                               "", match.evalue, shown(match.b.id));
    if (match.b.title) lines += fmt::format("  {}", shown(*match.b.title));
  }
  return lines;
}

}  // namespace unspin
