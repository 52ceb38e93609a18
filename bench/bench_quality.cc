// How well does the library find reused passages?
//
// Runs the PAN 2013 text alignment training pairs through Comparer, as a user would,
// and prints PAN's measures by kind of disguise. Every constant that was fitted was
// fitted on these pairs, so expect a little less on other text.

#include <unspin/compare.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "bench_quality_finder.h"
#include "bench_quality_fit.h"
#include "bench_quality_pan.h"
#include "bench_quality_parameters.h"
#include "bench_quality_score.h"
#include "bench_quality_tables.h"
#include "bench_quality_trials.h"
#include "lexicon/lexicon.h"

namespace unspin::bench {

namespace {

struct Options {
  std::string data;
  std::string detections;
  size_t sample = 1;
  size_t first = 0;
  std::vector<std::string> settings;
  bool fit = false;
  bool folds = false;
  bool sensitivity = false;
};

// What one run found, and how long it took on one core.
struct Run {
  std::vector<Reuse> detections;
  double prepare_s = 0;
  double compare_s = 0;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Run run_pairs(const PanCorpus& corpus, const Comparer& comparer) {
  Run run;
  auto start = std::chrono::steady_clock::now();
  std::map<std::string, Prepared> prepared;
  std::map<std::string, CharacterOffsets> offsets;
  for (const auto& [name, text] : corpus.texts) {
    prepared.emplace(name, comparer.prepare({.id = name, .text = text}));
    offsets.emplace(name, text);
  }
  run.prepare_s = seconds_since(start);

  start = std::chrono::steady_clock::now();
  for (size_t i = 0; i < corpus.pairs.size(); ++i) {
    const PanPair& pair = corpus.pairs[i];
    Match match =
        comparer.compare(prepared.at(pair.suspicious), prepared.at(pair.source));
    const CharacterOffsets& a = offsets.at(pair.suspicious);
    const CharacterOffsets& b = offsets.at(pair.source);
    for (const Passage& p : match.passages)
      run.detections.push_back({i, a.of_byte(p.a.start), a.of_byte(p.a.end),
                                b.of_byte(p.b.start), b.of_byte(p.b.end)});
  }
  run.compare_s = seconds_since(start);
  return run;
}

// What is measured by other numbers than the engine's: nothing of it is timed.
int run_with_parameters(const PanCorpus& corpus, const Options& options) {
  PassageParameters parameters;
  for (const std::string& setting : options.settings)
    if (!set_parameter(parameters, setting)) {
      std::fprintf(stderr, "bench_quality: no such parameter: %s\n", setting.c_str());
      return 2;
    }
  Result<Lexicon> lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  if (!lexicon) {
    std::fprintf(stderr, "bench_quality: %s\n", lexicon.error().message.c_str());
    return 2;
  }
  const PassageFinder finder(corpus, *lexicon);
  if (options.fit)
    parameters.digest = fit_digests(finder.digests(parameters), parameters.digest);
  if (options.folds || options.sensitivity) {
    const std::vector<Trial> trials = move_by_a_fifth(finder, parameters);
    if (options.folds) print_folds(finder, parameters, trials);
    if (options.sensitivity) print_sensitivity(corpus, trials);
  }
  if (options.fit || !options.settings.empty()) {
    const std::vector<Reuse> found = finder.find(parameters);
    print_scores(corpus, found);
    print_losses(corpus, found);
  }
  if (options.fit) print_odds(parameters.digest);
  return 0;
}

int run_main(const Options& options) {
  PanCorpus corpus = read_pan(std::filesystem::path(options.data) / "pan13-train",
                              options.sample, options.first);
  if (corpus.pairs.empty()) {
    std::fprintf(stderr, "bench_quality: no PAN pairs in %s/pan13-train: skipped\n",
                 options.data.c_str());
    return 0;
  }
  if (options.fit || options.folds || options.sensitivity || !options.settings.empty())
    return run_with_parameters(corpus, options);
  Result<Comparer> comparer = Comparer::open(
      {.lexicon = std::filesystem::path(UNSPIN_PROGRAM).parent_path() / "en.lexicon"});
  if (!comparer) {
    std::fprintf(stderr, "bench_quality: %s\n", comparer.error().message.c_str());
    return 2;
  }
  Run run = run_pairs(corpus, *comparer);
  print_scores(corpus, run.detections);
  print_losses(corpus, run.detections);
  std::printf(
      "\n%.2f s to prepare %zu documents, %.2f s to compare %zu pairs (%.3f ms each)\n",
      run.prepare_s, corpus.texts.size(), run.compare_s, corpus.pairs.size(),
      1e3 * run.compare_s / static_cast<double>(corpus.pairs.size()));
  if (!options.detections.empty() &&
      !write_detections(options.detections, corpus, run.detections)) {
    std::fprintf(stderr, "bench_quality: cannot write to %s\n",
                 options.detections.c_str());
    return 2;
  }
  return 0;
}

}  // namespace

}  // namespace unspin::bench

int main(int argc, char** argv) {
  unspin::bench::Options options;
  const char* data = std::getenv("UNSPIN_DATA");
  options.data = data ? data : UNSPIN_DATA_DEFAULT;
  CLI::App app("Measures how well reused passages are found");
  app.add_option("--data", options.data, "Folder that holds pan13-train")
      ->capture_default_str();
  app.add_option("--sample", options.sample, "Take every n-th pair of each kind")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  app.add_option("--first", options.first, "First pair to take, below --sample")
      ->capture_default_str();
  app.add_option("--detections", options.detections,
                 "Write what was found here, as PAN XML, offsets in characters");
  app.add_option("--set", options.settings,
                 "Find passages by another number, as growth.margin=50");
  app.add_flag("--fit", options.fit, "Fit the odds of digests on these pairs");
  app.add_flag("--folds", options.folds,
               "Cross-validate by source documents: fit on four folds, score the fifth");
  app.add_flag("--sensitivity", options.sensitivity,
               "Move every parameter of passages by a fifth");
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run_main(options);
}
