// This file adds up what the words of a text say.
//
// When a share s of the words was replaced, the likelihood of the text grows by the
// product over its words of 1 + s (r - 1), where r is what a word's odds have grown to by
// looking at it. The logarithms for three shares are the evidence; beside them stand
// means over the words, plainly and times the square root of their number, as a mean over
// more words is worth more. In text unlike the reference text, such as the newswire of
// another age, honest words look odd too, and so the cut is higher there.
//
// A word that comes again says less each time: who writes of "the most valuable player"
// does so on purpose. Each counts as one over the square root of how often its stem is in
// the text.
//
// A page may hold more than the text that was spun. So the same is asked of its parts,
// each kPart words long. Of many parts the most suspicious is suspicious by chance: a
// part counts where it says more than the whole text by kMostByChance, and then by what
// is above that.

#include <algorithm>
#include <cmath>

#include "judge/check_model.h"

namespace unspin {
namespace {

// In words that were measured; a step is from the start of one part to that of the next.
constexpr size_t kPart = 500;
constexpr size_t kPartStep = 100;

// Log-odds by which the most suspicious part of a clean article may lie above the whole.
// That of a page of which half is spun lies further above.
constexpr double kMostByChance = .7;

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

double weight_of(const CheckRow& row) { return std::exp(-.5 * double{row[kRepeated]}); }

// Weighted sums of what is asked about each word, one after the other.
class Means {
 public:
  void add(const CheckRow& row, double p, double weight) {
    at_ = 0;
    weight_ = weight;
    for (double cut : {.05, .1, .2, .3, .5, .7, .9}) count(p > cut);
    add_kind(row);
    for (size_t feature : {kFitBefore, kFitAfter})
      for (float cut : {1.F, 3.F, 5.F}) count(row[feature] > cut);
    for (size_t feature : {kPairBefore, kPairAfter})
      for (float cut : {3.F, 5.F}) count(row[feature] > cut);
    for (float cut : {-8.F, -5.F}) count(row[kGainSum] < cut);
    for (float cut : {2.F, 5.F}) count(row[kGain] > cut);
    for (float cut : {0.F, 4.F}) count(row[kPhraseGain] > cut);
    count(row[kBroken] > 0);
    for (size_t feature : {kFitBefore, kFitAfter})
      add(std::clamp(row[feature], -5.F, 5.F));
  }

  std::array<double, kMeans> finish(double weights, double measured) {
    for (double& sum : sums_) sum /= weights;
    sums_[kSuspicious + kTextKind - 1] = measured;
    return sums_;
  }

 private:
  void add_kind(const CheckRow& row) {
    add(row[kRarity]);
    count(row[kShape] == 0);
    count(row[kShape] == 1);
    for (float known : {3.F, 2.F, 0.F}) count(row[kKnown] == known);
    add(row[kRarityBefore]);
    add(row[kRarityAfter]);
    add(row[kFirst]);
    ++at_;  // the share of tokens that are measured
  }
  void add(float value) { sums_[at_++] += weight_ * double{value}; }
  void count(bool is) { sums_[at_++] += is ? weight_ : 0; }

  std::array<double, kMeans> sums_{};
  double weight_ = 1;
  size_t at_ = 0;
};

}  // namespace

float CheckModel::word(const CheckRow& row) const {
  float sum = 0;
  for (int16_t at : roots) {
    while (at >= 0) {
      const CheckNode& node = nodes[static_cast<size_t>(at)];
      at = row[node.feature] <= node.threshold ? node.at_most : node.more;
    }
    sum += leaves[static_cast<size_t>(-1 - at)];
  }
  return sum;
}

CheckModel::Sums CheckModel::add_up(std::span<const MeasuredWord> words,
                                    std::span<const float> odds, double measured) const {
  constexpr std::array kShares{.03, .1, .3};
  std::array<double, kTextFeatures> features{};
  Means means;
  double n = 0;
  for (size_t k = 0; k < words.size(); ++k) {
    double p = logistic(odds[k]), growth = std::exp(odds[k] - prior);
    double weight = weight_of(words[k].row);
    for (size_t i = 0; i < kShares.size(); ++i)
      features[i] += weight * std::log1p(kShares[i] * (growth - 1));
    features[3] += weight * p;
    means.add(words[k].row, p, weight);
    n += weight;
  }
  n = std::max(n, 1.0);
  double root = std::sqrt(n);
  for (size_t i = 0; i < kShares.size(); ++i) features[i] /= root;
  features[3] = std::log(features[3] / n + 1e-3);
  std::array<double, kMeans> mean = means.finish(n, measured);
  for (size_t i = 0; i < kMeans; ++i) {
    features[kEvidence + i] = mean[i];
    features[kEvidence + kMeans + i] = mean[i] * root;
  }
  features[kEvidence + 2 * kMeans] = root;
  features[kEvidence + 2 * kMeans + 1] = std::log(n);

  Sums sums{weights.back(), likeness.back()};
  for (size_t i = 0; i < features.size(); ++i) sums.spun += weights[i] * features[i];
  for (size_t i = 0; i < kTextKind; ++i) sums.like += likeness[i] * mean[kSuspicious + i];
  return sums;
}

double CheckModel::text(std::span<const MeasuredWord> words, std::span<const float> odds,
                        size_t n_tokens) const {
  double measured = static_cast<double>(words.size()) /
                    static_cast<double>(std::max<size_t>(n_tokens, 1));
  auto [whole, like] = add_up(words, odds, measured);
  double highest = whole;
  auto look_at = [&](size_t start) {
    Sums part = add_up(words.subspan(start, kPart), odds.subspan(start, kPart), measured);
    highest = std::max(highest, part.spun - kMostByChance);
  };
  for (size_t start = 0; start + kPart < words.size(); start += kPartStep) look_at(start);
  if (words.size() > kPart) look_at(words.size() - kPart);
  return highest - (far_cut + (near_cut - far_cut) * logistic(like));
}

}  // namespace unspin
