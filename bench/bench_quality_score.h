// bench/: the PAN measures of passage detection (Potthast et al. 2010).
#pragma once

#include <cstddef>
#include <vector>

namespace unspin::bench {

// One case or detection: a stretch of each document of pair number `pair`,
// half-open.
struct Reuse {
  size_t pair = 0;
  size_t a_begin = 0, a_end = 0;
  size_t b_begin = 0, b_end = 0;
};

struct Plagdet {
  double plagdet = 0;      // F1(precision, recall) / log2(1 + granularity)
  double recall = 0;       // mean share of a case's characters that are found
  double precision = 0;    // mean share of a detection's characters that are right
  double granularity = 1;  // mean number of detections of a detected case
  size_t cases = 0;
  size_t detections = 0;
};

// A detection meets a case when both of its sides overlap that of the case; what it
// covers of cases that it does not meet counts for nothing.
Plagdet score_detections(const std::vector<Reuse>& cases,
                         const std::vector<Reuse>& detections);

}  // namespace unspin::bench
