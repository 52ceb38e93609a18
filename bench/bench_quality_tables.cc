#include "bench_quality_tables.h"

#include <cstdio>
#include <set>

namespace unspin::bench {

const std::vector<PanClass>& pan_classes() {
  static const std::vector<PanClass> classes = {
      {"unrelated", "01-no-plagiarism"},
      {"none", "02-no-obfuscation"},
      {"random", "03-random-obfuscation"},
      {"translation", "04-translation-obfuscation"},
      {"summary", "05-summary-obfuscation"},
      {"all", ""}};
  return classes;
}

Selection select(const PanCorpus& corpus, const std::vector<Reuse>& detections,
                 const PanClass& kind,
                 const std::function<bool(const PanPair&)>& wanted) {
  const std::string folder = kind.folder;
  auto is_in = [&](size_t i) {
    const PanPair& pair = corpus.pairs[i];
    return (folder.empty() || pair.kind == folder) && (!wanted || wanted(pair));
  };
  Selection result;
  for (size_t i = 0; i < corpus.pairs.size(); ++i) {
    if (!is_in(i)) continue;
    ++result.pairs;
    result.cases.insert(result.cases.end(), corpus.pairs[i].cases.begin(),
                        corpus.pairs[i].cases.end());
  }
  std::set<size_t> found_in;
  for (const Reuse& r : detections) {
    if (!is_in(r.pair)) continue;
    result.detections.push_back(r);
    found_in.insert(r.pair);
  }
  result.pairs_with_detections = found_in.size();
  return result;
}

void print_scores(const PanCorpus& corpus, const std::vector<Reuse>& detections) {
  std::printf("%-12s %7s %7s %10s   %s\n", "disguise", "pairs", "cases", "detections",
              "plagdet  recall  precis.  granul.");
  for (const PanClass& kind : pan_classes()) {
    Selection chosen = select(corpus, detections, kind);
    Plagdet s = score_detections(chosen.cases, chosen.detections);
    std::printf("%-12s %7zu %7zu %10zu", kind.name, chosen.pairs, s.cases, s.detections);
    if (s.cases > 0)
      std::printf("    %.4f  %.4f  %.4f   %.4f\n", s.plagdet, s.recall, s.precision,
                  s.granularity);
    else
      std::printf("    nothing found in %zu of %zu pairs\n",
                  chosen.pairs - chosen.pairs_with_detections, chosen.pairs);
  }
}

void print_losses(const PanCorpus& corpus, const std::vector<Reuse>& detections) {
  std::printf(
      "\nWhat is lost, in hundredths of plagdet (in brackets: cases, detections)\n"
      "%-12s %12s %8s %13s %10s %8s %6s %6s\n",
      "disguise", "missed", "in part", "false", "over-long", "between", "split", "sum");
  for (const PanClass& kind : pan_classes()) {
    Selection chosen = select(corpus, detections, kind);
    if (chosen.cases.empty()) continue;
    Losses l = losses_of(chosen.cases, chosen.detections);
    std::printf("%-12s %6.2f (%3zu) %8.2f %7.2f (%3zu) %10.2f %8.2f %6.2f %6.2f\n",
                kind.name, 100 * l.missed, l.missed_cases, 100 * l.in_part,
                100 * l.false_alarms, l.false_detections, 100 * l.over_long,
                100 * l.between, 100 * l.split, 100 * l.sum());
  }
}

}  // namespace unspin::bench
