// What tools/train_check.py fitted: boosted trees over the words of a text, and logistics
// over the text.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "judge/check_words.h"

namespace unspin {

struct CheckNode {
  uint8_t feature;
  float threshold;
  // Where to go when the feature is at most the threshold, and when it is more: a node,
  // or, when negative, the leaf -1 - n.
  int16_t at_most;
  int16_t more;
};

// See text_features in tools/train_check.py, which computes the same.
constexpr size_t kEvidence = 4;  // sums over what the trees say of the words
constexpr size_t kSuspicious = 7;
constexpr size_t kTextKind = 10;  // what kind of text this is
constexpr size_t kFits = 12;
constexpr size_t kGains = 7;
constexpr size_t kMeans = kSuspicious + kTextKind + kFits + kGains;
constexpr size_t kTextFeatures = kEvidence + 2 * kMeans + 2;

struct CheckModel {
  std::span<const CheckNode> nodes;
  std::span<const int16_t> roots;  // one a tree
  std::span<const float> leaves;
  double prior;  // log-odds of a word it was fitted on

  // The last of each is the constant.
  std::array<double, kTextFeatures + 1> weights;  // of being spun
  std::array<double, kTextKind + 1> likeness;     // of being like the reference text

  // What the text's log-odds must come to, of one like the reference text, and of
  // another: there words are odd anyway.
  double near_cut;
  double far_cut;

  // Log-odds that the word was put there, where as many were as it was fitted on.
  float word(const CheckRow& row) const;

  // Log-odds that a text of `n_tokens` was spun less the cut: from 0 on it is called so.
  // `odds`: of each of its `words`, by word().
  double text(std::span<const MeasuredWord> words, std::span<const float> odds,
              size_t n_tokens) const;

 private:
  struct Sums {
    double spun;  // log-odds
    double like;  // log-odds of being like the reference text
  };
  // Of a text or a part of one; `measured`: the share of the text's tokens that are.
  Sums add_up(std::span<const MeasuredWord> words, std::span<const float> odds,
              double measured) const;
};

extern const CheckModel kCheckModel;

}  // namespace unspin
