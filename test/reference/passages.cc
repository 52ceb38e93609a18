#include "reference/passages.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace unspin::reference {

namespace {

// What the usual parameters say.
constexpr uint32_t kStep = 10;
constexpr uint32_t kWindow = 20;
constexpr uint32_t kShortestRun = 15;

// The formula, without a table.
double gain(double expected, double survival) {
  double chance = 1 - std::exp(-expected);
  return std::min(8.0, std::log((survival + (1 - survival) * chance) / chance));
}

std::set<Term> distinct(const TermText& text, uint32_t start, uint32_t* unshared) {
  std::set<Term> terms;
  uint32_t end = std::min(start + kWindow, text.size());
  for (uint32_t i = start; i < end; ++i) {
    if (text.terms[i] == kUnshared)
      ++*unshared;
    else
      terms.insert(text.terms[i]);
  }
  return terms;
}

double frequency(const TermText& text, Term term, double background) {
  return (1000 * background + text.counts[term] - 1) / (1000.0 + text.size());
}

}  // namespace

Segment best_segment(std::span<const float> gains, std::span<const uint8_t> breaks,
                     double break_bonus) {
  Segment best;
  for (uint32_t start = 0; start < gains.size(); ++start) {
    double sum = breaks[start] ? break_bonus : 0;
    for (uint32_t end = start + 1; end <= gains.size(); ++end) {
      sum += gains[end - 1];
      double closed = sum + (breaks[end] ? break_bonus : 0);
      if (closed > best.sum) best = {{start, end}, closed};
    }
  }
  return best;
}

std::vector<Seed> find_seeds(const PairTerms& pair) {
  std::vector<Seed> seeds;
  for (uint32_t a = 0; a < pair.a.size(); a += kStep)
    for (uint32_t b = 0; b < pair.b.size(); b += kStep) {
      uint32_t unshared_a = 0, unshared_b = 0;
      std::set<Term> in_a = distinct(pair.a, a, &unshared_a);
      std::set<Term> in_b = distinct(pair.b, b, &unshared_b);
      double score = std::log(.5) * static_cast<double>(in_a.size() + unshared_a);
      int shared = 0;
      for (Term term : in_a) {
        if (!in_b.contains(term)) continue;
        double f = std::max(frequency(pair.a, term, pair.background[term]),
                            frequency(pair.b, term, pair.background[term]));
        score += gain(kWindow * f, .5) - std::log(.5);
        ++shared;
      }
      if (score > 10 && shared >= 3) seeds.push_back({a, b, static_cast<float>(score)});
    }
  return seeds;
}

std::vector<Run> find_runs(const PairTerms& pair) {
  const std::vector<Term>& a = pair.a.terms;
  const std::vector<Term>& b = pair.b.terms;
  auto same = [&](uint32_t i, uint32_t j) { return a[i] != kUnshared && a[i] == b[j]; };
  std::vector<Run> runs;
  for (uint32_t i = 0; i < a.size(); ++i)
    for (uint32_t j = 0; j < b.size(); ++j) {
      if (!same(i, j) || (i > 0 && j > 0 && same(i - 1, j - 1))) continue;
      uint32_t n = 0;
      while (i + n < a.size() && j + n < b.size() && same(i + n, j + n)) ++n;
      if (n >= kShortestRun) runs.push_back({i, j, n});
    }
  return runs;
}

}  // namespace unspin::reference
