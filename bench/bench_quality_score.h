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

// What is lost on the way to a plagdet of 1; all of it together is 1 - plagdet.
struct Losses {
  // Of recall: cases that nothing meets, and what detections leave of those they meet.
  double missed = 0;
  double in_part = 0;

  // Of precision: detections that meet no case; and of others, what lies beyond the
  // cases that they meet, and what lies between two of them.
  double false_alarms = 0;
  double over_long = 0;
  double between = 0;

  // Of cases that are found in pieces.
  double split = 0;

  // Cases that nothing meets, and detections that meet nothing.
  size_t missed_cases = 0;
  size_t false_detections = 0;

  double sum() const {
    return missed + in_part + false_alarms + over_long + between + split;
  }
};

// Recall and precision count as far as they lower their harmonic mean:
//
//   1 - 2PR / (P + R) = (1 - R) P / (P + R) + (1 - P) R / (P + R)
//
// and the pieces by what the division by the granularity's logarithm takes then.
Losses losses_of(const std::vector<Reuse>& cases, const std::vector<Reuse>& detections);

}  // namespace unspin::bench
