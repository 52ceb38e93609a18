// align/, inside: how surprising is a shared word? The currency of everything
// that follows, in nats of log-likelihood.
#pragma once

#include <array>
#include <cstddef>

namespace unspin {

// Gains of words of a range X against a range Q, for one belief of how much of a
// copy survives the rewriting.
//
// A word of a true copy appears in Q with chance q + (1-q)p, a word of other text
// with chance p = 1 - exp(-expected), where `expected` is how often Q would hold
// it by chance. A word found gains ln((q + (1-q)p) / p), a word missing ln(1-q).
class SurpriseTable {
 public:
  explicit SurpriseTable(double survival, double most = kMost);

  // Gain of a word that is found; falls from `most` to 0 as `expected` grows.
  // Off by at most .01 from the formula. Cost: one look-up.
  float found(float expected) const;

  // Gain of a word that is missing; negative.
  float missing() const { return missing_; }

  static constexpr double kMost = 8;

 private:
  static constexpr int kStepsPerOctave = 64;
  static constexpr int kLowestOctave = -20, kHighestOctave = 5;
  static constexpr int kSteps = (kHighestOctave - kLowestOctave) * kStepsPerOctave;
  using Chances = std::array<double, kSteps + 1>;
  static const Chances& chances_of_steps();

  std::array<float, kSteps + 1> found_;
  float missing_;
};

}  // namespace unspin
