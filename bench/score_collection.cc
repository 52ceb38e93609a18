// Scores what a scan, or a peer, found in a collection of make_collection.
//
// usage: score_collection --truth FILE.tsv (--scan DIR | --clusters FILE.tsv) [--json]
//
// A scan is the folder that `unspin scan` wrote; clusters are lines of cluster and
// document, between a tab. Prints a table, or the same as one JSON object.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "collection_score.h"

namespace unspin::bench {
namespace {

double share_of(uint64_t part, uint64_t all) {
  return all ? static_cast<double>(part) / static_cast<double>(all) : 1;
}

nlohmann::json to_json(const CollectionScore& score, bool with_matches) {
  nlohmann::json kinds = nlohmann::json::object();
  for (const auto& [name, share] : score.kinds) {
    kinds[name] = {{"planted", share.planted},
                   {"family", share_of(share.together, share.planted)}};
    if (with_matches) kinds[name]["match"] = share_of(share.matched, share.planted);
  }
  nlohmann::json all = {
      {"kinds", kinds},
      {"families", score.families},
      {"members", score.members},
      {"precision", share_of(score.true_members, score.members)},
      {"largest_false",
       {{"members", score.most_false_members}, {"size", score.size_of_falsest}}},
      {"template",
       {{"pages_in_families", score.template_pages}, {"most", score.template_most}}},
      {"fold",
       {{"copies", score.fold_copies},
        {"families", score.fold_families},
        {"alone", score.fold_alone}}},
      {"drift",
       {{"families", score.drift_families},
        {"members", score.drift_members},
        {"unrelated", score.drift_unrelated},
        {"most_apart", score.drift_most_apart}}}};
  if (with_matches) {
    all["drift"]["unverified"] = score.drift_unverified;
    all["unverified_members"] = score.unverified_members;
    all["matches"] = {{"count", score.matches},
                      {"false_of_documents", score.false_document_matches}};
  }
  return all;
}

void print_table(const CollectionScore& score, bool with_matches) {
  fmt::print("{:<14}{:>9}{:>10}{:>10}\n", "kind", "planted", "family", "match");
  for (const auto& [name, share] : score.kinds)
    fmt::print("{:<14}{:>9}{:>10.4f}{:>10}\n", name, share.planted,
               share_of(share.together, share.planted),
               with_matches
                   ? fmt::format("{:.4f}", share_of(share.matched, share.planted))
                   : "-");
  fmt::print("precision: {:.5f} of {} members of {} families are related to the root\n",
             share_of(score.true_members, score.members), score.members, score.families);
  fmt::print("largest false family: {} strangers in a family of {}\n",
             score.most_false_members, score.size_of_falsest);
  fmt::print("template: {} pages in families together, {} in the largest\n",
             score.template_pages, score.template_most);
  fmt::print("fold: {} copies in {} families, {} alone\n", score.fold_copies,
             score.fold_families, score.fold_alone);
  fmt::print(
      "drift: {} families, {} members, {} unrelated to the root, at most {} "
      "versions apart\n",
      score.drift_families, score.drift_members, score.drift_unrelated,
      score.drift_most_apart);
  if (!with_matches) return;
  fmt::print("members without a match of documents with the root: {}, of drift {}\n",
             score.unverified_members, score.drift_unverified);
  fmt::print("matches: {}, of strangers as documents {}\n", score.matches,
             score.false_document_matches);
}

// Keeps the matches between documents of the truth and of families; other documents
// have nothing to do with any.
std::optional<KnownMatches> read_known_matches(const std::string& path, const Ids& ids,
                                               const CollectionTruth& truth,
                                               const FoundFamilies& found,
                                               CollectionScore& counts) {
  KnownMatches known(found);
  bool there = read_matches(path, [&](const FoundMatch& match) {
    ++counts.matches;
    uint32_t a = ids.find(match.a), b = ids.find(match.b);
    bool both = a != Ids::kNone && b != Ids::kNone;
    if (match.of_documents() && !(both && truth.related(a, b)))
      ++counts.false_document_matches;
    if (both) known.add(a, b, match.of_documents());
  });
  if (!there) return std::nullopt;
  return known;
}

int fail_on(const std::string& path) {
  fmt::print(stderr, "score_collection: {}: cannot read\n", path);
  return 2;
}

int main(int argc, char** argv) {
  CLI::App app("Scores what a scan, or a peer, found in a made-up collection");
  std::string truth_path, scan, clusters;
  bool json = false;
  app.add_option("--truth", truth_path)->required();
  app.add_option("--scan", scan, "Folder of unspin scan");
  app.add_option("--clusters", clusters, "Lines of cluster and document");
  app.add_flag("--json", json);
  CLI11_PARSE(app, argc, argv);

  Ids ids;
  CollectionTruth truth;
  FoundFamilies found;
  if (!truth.read(truth_path, ids)) return fail_on(truth_path);
  std::string families = scan.empty() ? clusters : scan + "/families.jsonl";
  if (!(scan.empty() ? found.read_clusters(families, ids)
                     : found.read_scan(families, ids)))
    return fail_on(families);
  std::optional<KnownMatches> matches;
  CollectionScore counts;
  if (!scan.empty()) {
    matches = read_known_matches(scan + "/matches.jsonl", ids, truth, found, counts);
    if (!matches) return fail_on(scan + "/matches.jsonl");
  }
  CollectionScore score = score_families(truth, found, matches ? &*matches : nullptr);
  score.matches = counts.matches;
  score.false_document_matches = counts.false_document_matches;
  if (json)
    fmt::print("{}\n", to_json(score, matches.has_value()).dump());
  else
    print_table(score, matches.has_value());
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::main(argc, argv); }
