#include "bench_quality_trials.h"

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "bench_quality_fit.h"
#include "bench_quality_parameters.h"
#include "bench_quality_score.h"
#include "bench_quality_tables.h"

namespace unspin::bench {

namespace {

constexpr size_t kFolds = 5;
constexpr double kMove = .2;

size_t fold_of(const PanPair& pair) { return source_number(pair) % kFolds; }

double plagdet_of(const Selection& chosen) {
  return score_detections(chosen.cases, chosen.detections).plagdet;
}

// One line: the plagdet of every disguise and of all.
void print_plagdets(const std::string& name, const PanCorpus& corpus,
                    const std::vector<Reuse>& found,
                    const std::function<bool(const PanPair&)>& wanted = {}) {
  std::printf("%-34s", name.c_str());
  for (const PanClass& kind : pan_classes()) {
    Selection chosen = select(corpus, found, kind, wanted);
    if (chosen.cases.empty())
      std::printf(" %6zu/%-4zu", chosen.pairs_with_detections, chosen.pairs);
    else
      std::printf(" %11.4f", plagdet_of(chosen));
  }
  std::printf("\n");
  std::fflush(stdout);
}

void print_head(const char* first) {
  std::printf("%-34s", first);
  for (const PanClass& kind : pan_classes()) std::printf(" %11s", kind.name);
  std::printf("\n");
}

// Of each fold what was found by the parameters fitted on the others.
std::vector<Reuse> found_by_held_out_odds(const PassageFinder& finder,
                                          const PassageParameters& parameters) {
  const std::vector<DigestExample> all = finder.digests(parameters);
  std::vector<Reuse> result;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    auto in_fold = [&](size_t pair) {
      return fold_of(finder.corpus().pairs[pair]) == fold;
    };
    std::vector<DigestExample> others;
    for (const DigestExample& example : all)
      if (!in_fold(example.pair)) others.push_back(example);
    PassageParameters fitted = parameters;
    fitted.digest = fit_digests(others, parameters.digest);
    for (const Reuse& r : finder.find(fitted))
      if (in_fold(r.pair)) result.push_back(r);
  }
  return result;
}

// Of each fold what the trial found that is best on the others.
std::vector<Reuse> found_by_held_out_move(const PanCorpus& corpus,
                                          const std::vector<Trial>& trials) {
  const PanClass& all = pan_classes().back();
  std::vector<Reuse> result;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    const Trial* best = nullptr;
    double best_plagdet = -1;
    for (const Trial& trial : trials) {
      double plagdet = plagdet_of(select(corpus, trial.found, all, [&](const PanPair& p) {
        return fold_of(p) != fold;
      }));
      if (plagdet <= best_plagdet) continue;
      best = &trial;
      best_plagdet = plagdet;
    }
    std::printf("best without fold %zu: %s\n", fold + 1, best->name.c_str());
    for (const Reuse& r : best->found)
      if (fold_of(corpus.pairs[r.pair]) == fold) result.push_back(r);
  }
  return result;
}

}  // namespace

std::vector<Trial> move_by_a_fifth(const PassageFinder& finder,
                                   const PassageParameters& parameters) {
  std::vector<Trial> trials = {{"as it is", finder.find(parameters)}};
  for (const NamedParameter& parameter : passage_parameters())
    for (double factor : {1 - kMove, 1 + kMove}) {
      PassageParameters moved = parameters;
      parameter.set(moved, parameter.get(parameters) * factor);
      if (parameter.get(moved) == parameter.get(parameters)) continue;
      trials.push_back(
          {parameter.name + (factor < 1 ? " -20 %" : " +20 %"), finder.find(moved)});
    }
  return trials;
}

void print_folds(const PassageFinder& finder, const PassageParameters& parameters,
                 const std::vector<Trial>& trials) {
  const PanCorpus& corpus = finder.corpus();
  const std::vector<Reuse>& found = trials.front().found;
  print_head("plagdet by folds of sources");
  print_plagdets("all pairs", corpus, found);
  for (size_t fold = 0; fold < kFolds; ++fold)
    print_plagdets("fold " + std::to_string(fold + 1), corpus, found,
                   [&](const PanPair& pair) { return fold_of(pair) == fold; });
  print_plagdets("odds of digests from other folds", corpus,
                 found_by_held_out_odds(finder, parameters));
  const std::vector<Reuse> moved = found_by_held_out_move(corpus, trials);
  print_plagdets("best move from other folds", corpus, moved);
}

void print_sensitivity(const PanCorpus& corpus, const std::vector<Trial>& trials) {
  print_head("plagdet by parameter");
  for (const Trial& trial : trials) print_plagdets(trial.name, corpus, trial.found);
}

void print_odds(const DigestParameters& parameters) {
  std::printf(
      "odds %.2f, per tenth %.3f, per passage %.2f, of source size %.2f, of missing "
      "%.1f, "
      "of covered %.1f, of scores %.2f, of share %.1f\n",
      parameters.odds, parameters.odds_per_tenth, parameters.odds_per_passage,
      parameters.odds_of_source_size, parameters.odds_of_missing,
      parameters.odds_of_covered, parameters.odds_of_scores, parameters.odds_of_share);
}

}  // namespace unspin::bench
