// bench/: how much the passages found in the PAN pairs depend on what was fitted.
#pragma once

#include <string>
#include <vector>

#include "align/passage_parameters.h"
#include "bench_quality_finder.h"

namespace unspin::bench {

// What was found with one parameter moved.
struct Trial {
  std::string name;  // "growth.margin +20 %"
  std::vector<Reuse> found;
};

// The parameters as they are come first; then each a fifth smaller and a fifth larger,
// but for whole numbers so small that a fifth does not change them.
std::vector<Trial> move_by_a_fifth(const PassageFinder& finder,
                                   const PassageParameters& parameters);

// Five folds by source document. Prints plagdet of each as the engine is; then of all
// pairs when each fold's digests are told by odds fitted on the other four, and when the
// best of the trials is chosen on the other four.
void print_folds(const PassageFinder& finder, const PassageParameters& parameters,
                 const std::vector<Trial>& trials);

// Prints the plagdet of every trial.
void print_sensitivity(const PanCorpus& corpus, const std::vector<Trial>& trials);

// Prints the fitted odds as the parameters' header writes them.
void print_odds(const DigestParameters& parameters);

}  // namespace unspin::bench
