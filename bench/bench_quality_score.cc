#include "bench_quality_score.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace unspin::bench {

namespace {

using Range = std::pair<size_t, size_t>;
using ByPair = std::map<size_t, std::vector<Reuse>>;

bool meets(const Reuse& x, const Reuse& y) {
  return x.a_begin < y.a_end && y.a_begin < x.a_end && x.b_begin < y.b_end &&
         y.b_begin < x.b_end;
}

size_t covered(Range whole, std::vector<Range> parts) {
  std::ranges::sort(parts);
  size_t sum = 0, done = whole.first;
  for (auto [begin, end] : parts) {
    begin = std::max(begin, done);
    end = std::min(end, whole.second);
    if (begin >= end) continue;
    sum += end - begin;
    done = end;
  }
  return sum;
}

ByPair by_pair(const std::vector<Reuse>& list) {
  ByPair result;
  for (const Reuse& r : list) result[r.pair].push_back(r);
  return result;
}

std::vector<Reuse> meeting(const Reuse& r, const ByPair& others) {
  std::vector<Reuse> result;
  if (auto found = others.find(r.pair); found != others.end())
    for (const Reuse& other : found->second)
      if (meets(r, other)) result.push_back(other);
  return result;
}

// Mean share of the characters of each of `list` that those of `others` which meet it
// cover.
double mean_share(const std::vector<Reuse>& list, const ByPair& others) {
  if (list.empty()) return 0;
  double sum = 0;
  for (const Reuse& r : list) {
    std::vector<Range> a, b;
    for (const Reuse& other : meeting(r, others)) {
      a.emplace_back(other.a_begin, other.a_end);
      b.emplace_back(other.b_begin, other.b_end);
    }
    size_t length = r.a_end - r.a_begin + r.b_end - r.b_begin;
    size_t found = covered({r.a_begin, r.a_end}, a) + covered({r.b_begin, r.b_end}, b);
    if (length > 0) sum += static_cast<double>(found) / static_cast<double>(length);
  }
  return sum / static_cast<double>(list.size());
}

}  // namespace

Plagdet score_detections(const std::vector<Reuse>& cases,
                         const std::vector<Reuse>& detections) {
  ByPair detections_of = by_pair(detections);
  Plagdet result;
  result.cases = cases.size();
  result.detections = detections.size();
  result.recall = mean_share(cases, detections_of);
  result.precision = mean_share(detections, by_pair(cases));
  size_t detected = 0, hits = 0;
  for (const Reuse& r : cases) {
    size_t n = meeting(r, detections_of).size();
    detected += n > 0;
    hits += n;
  }
  if (detected > 0)
    result.granularity = static_cast<double>(hits) / static_cast<double>(detected);
  double sum = result.precision + result.recall;
  if (sum > 0)
    result.plagdet =
        2 * result.precision * result.recall / sum / std::log2(1 + result.granularity);
  return result;
}

}  // namespace unspin::bench
