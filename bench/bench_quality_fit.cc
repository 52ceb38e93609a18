// A logistic regression by Newton's method, on features scaled to one standard
// deviation. The ridge keeps weights of features that hardly vary near nothing.

#include "bench_quality_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace unspin::bench {

namespace {

constexpr size_t kFeatures = 7;
constexpr double kRidge = 1;
constexpr int kSteps = 30;

using Row = std::array<double, kFeatures + 1>;  // the constant comes last

Row row_of(const DigestEvidence& e) {
  return {e.tenths,  e.passages, e.source_size, e.missing,
          e.covered, e.scores,   e.share,       1};
}

// Solves m x = y; m is symmetric and positive definite.
Row solve(std::array<Row, kFeatures + 1> m, Row y) {
  for (size_t i = 0; i < y.size(); ++i)
    for (size_t k = i + 1; k < y.size(); ++k) {
      double factor = m[k][i] / m[i][i];
      for (size_t j = i; j < y.size(); ++j) m[k][j] -= factor * m[i][j];
      y[k] -= factor * y[i];
    }
  for (size_t i = y.size(); i-- > 0;) {
    for (size_t j = i + 1; j < y.size(); ++j) y[i] -= m[i][j] * y[j];
    y[i] /= m[i][i];
  }
  return y;
}

Row newton_step(std::span<const Row> rows, std::span<const double> truth,
                const Row& weights) {
  std::array<Row, kFeatures + 1> hessian{};
  Row gradient{};
  for (size_t n = 0; n < rows.size(); ++n) {
    double odds = 0;
    for (size_t i = 0; i < weights.size(); ++i) odds += weights[i] * rows[n][i];
    double p = 1 / (1 + std::exp(-odds));
    for (size_t i = 0; i < weights.size(); ++i) {
      gradient[i] += (truth[n] - p) * rows[n][i];
      for (size_t j = 0; j < weights.size(); ++j)
        hessian[i][j] += p * (1 - p) * rows[n][i] * rows[n][j];
    }
  }
  for (size_t i = 0; i < kFeatures; ++i) {
    gradient[i] -= kRidge * weights[i];
    hessian[i][i] += kRidge;
  }
  hessian[kFeatures][kFeatures] += 1e-6;
  return solve(hessian, gradient);
}

}  // namespace

DigestParameters fit_digests(std::span<const DigestExample> examples,
                             DigestParameters parameters) {
  std::vector<Row> rows;
  std::vector<double> truth;
  for (const DigestExample& example : examples) {
    rows.push_back(row_of(example.evidence));
    truth.push_back(example.right);
  }
  Row mean{}, deviation{};
  const auto count = static_cast<double>(std::max<size_t>(rows.size(), 1));
  for (size_t i = 0; i < kFeatures; ++i) {
    for (const Row& row : rows) mean[i] += row[i] / count;
    for (const Row& row : rows)
      deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / count;
    deviation[i] = std::max(std::sqrt(deviation[i]), 1e-6);
    for (Row& row : rows) row[i] = (row[i] - mean[i]) / deviation[i];
  }

  Row weights{};
  for (int step = 0; step < kSteps; ++step) {
    Row change = newton_step(rows, truth, weights);
    for (size_t i = 0; i < weights.size(); ++i) weights[i] += change[i];
  }

  // Back to features as they are.
  for (size_t i = 0; i < kFeatures; ++i) {
    weights[i] /= deviation[i];
    weights[kFeatures] -= weights[i] * mean[i];
  }
  parameters.odds_per_tenth = weights[0];
  parameters.odds_per_passage = weights[1];
  parameters.odds_of_source_size = weights[2];
  parameters.odds_of_missing = weights[3];
  parameters.odds_of_covered = weights[4];
  parameters.odds_of_scores = weights[5];
  parameters.odds_of_share = weights[6];
  parameters.odds = weights[7];
  return parameters;
}

}  // namespace unspin::bench
