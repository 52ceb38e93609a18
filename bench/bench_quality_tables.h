// bench/: tables of what was found in the PAN pairs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench_quality_pan.h"
#include "bench_quality_score.h"

namespace unspin::bench {

// A kind of pairs; `folder` is empty for all of them.
struct PanClass {
  const char* name;
  const char* folder;
};

// Pairs without reuse, the four disguises, all.
const std::vector<PanClass>& pan_classes();

// What is known and what was found in some of the pairs.
struct Selection {
  std::vector<Reuse> cases;
  std::vector<Reuse> detections;
  size_t pairs = 0;
  size_t pairs_with_detections = 0;
};

Selection select(const PanCorpus& corpus, const std::vector<Reuse>& detections,
                 const PanClass& kind,
                 const std::function<bool(const PanPair&)>& wanted = {});

// PAN's measures by disguise.
void print_scores(const PanCorpus& corpus, const std::vector<Reuse>& detections);

// What is lost where, in hundredths of plagdet, by disguise.
void print_losses(const PanCorpus& corpus, const std::vector<Reuse>& detections);

}  // namespace unspin::bench
