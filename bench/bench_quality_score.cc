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

// Where those of `others` that meet `r` are, on either side.
struct Met {
  std::vector<Range> a, b;
};

Met met_by(const Reuse& r, const ByPair& others) {
  Met met;
  for (const Reuse& other : meeting(r, others)) {
    met.a.emplace_back(other.a_begin, other.a_end);
    met.b.emplace_back(other.b_begin, other.b_end);
  }
  return met;
}

// Mean share of the characters of each of `list` that those of `others` which meet it
// cover.
double mean_share(const std::vector<Reuse>& list, const ByPair& others) {
  if (list.empty()) return 0;
  double sum = 0;
  for (const Reuse& r : list) {
    auto [a, b] = met_by(r, others);
    size_t length = r.a_end - r.a_begin + r.b_end - r.b_begin;
    size_t found = covered({r.a_begin, r.a_end}, a) + covered({r.b_begin, r.b_end}, b);
    if (length > 0) sum += static_cast<double>(found) / static_cast<double>(length);
  }
  return sum / static_cast<double>(list.size());
}

// What of [begin, end) lies before the first or behind the last of `parts`.
size_t beyond(Range whole, const std::vector<Range>& parts) {
  size_t first = whole.second, last = whole.first;
  for (auto [begin, end] : parts) {
    first = std::min(first, begin);
    last = std::max(last, end);
  }
  return (first > whole.first ? first - whole.first : 0) +
         (last < whole.second ? whole.second - last : 0);
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

Losses losses_of(const std::vector<Reuse>& cases, const std::vector<Reuse>& detections) {
  const Plagdet all = score_detections(cases, detections);
  const ByPair detections_of = by_pair(detections), cases_of = by_pair(cases);
  Losses losses;
  for (const Reuse& r : cases) losses.missed_cases += meeting(r, detections_of).empty();
  double over_long = 0;
  for (const Reuse& r : detections) {
    auto [a, b] = met_by(r, cases_of);
    losses.false_detections += a.empty();
    if (a.empty()) continue;
    size_t length = r.a_end - r.a_begin + r.b_end - r.b_begin;
    over_long += static_cast<double>(beyond({r.a_begin, r.a_end}, a) +
                                     beyond({r.b_begin, r.b_end}, b)) /
                 static_cast<double>(length);
  }

  double sum = all.precision + all.recall;
  if (sum == 0) {
    losses.missed = 1;
    return losses;
  }
  double of_recall = all.precision / sum, of_precision = all.recall / sum;
  auto share = [](size_t part, size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
  };
  losses.missed = of_recall * share(losses.missed_cases, cases.size());
  losses.in_part = of_recall * (1 - all.recall) - losses.missed;
  losses.false_alarms = of_precision * share(losses.false_detections, detections.size());
  losses.over_long = of_precision * over_long / static_cast<double>(detections.size());
  losses.between =
      of_precision * (1 - all.precision) - losses.false_alarms - losses.over_long;
  losses.split = 2 * all.precision * all.recall / sum - all.plagdet;
  return losses;
}

}  // namespace unspin::bench
