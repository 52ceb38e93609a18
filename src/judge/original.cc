// This file says which of two related texts was there first.
//
// Reasons come from two places: the words that were replaced (evidence_words.cc) and
// what stands around them (evidence_context.cc). Each carries log-odds; they add up,
// and the logistic of the sum is the confidence. Below kLeastConfidence the answer
// is "unknown", and reasons are still listed, for a reader to weigh. Slight ones are
// only counted, not listed; of those that speak against the verdict, all but the
// weighty: a reader could make nothing of them.
//
// A sum of many nats is not to be believed to the last: kMostConfidence is what was
// measured, not what the sum says.

#include <algorithm>
#include <cmath>
#include <tuple>

#include "judge/evidence_context.h"
#include "judge/evidence_words.h"
#include "judge/judge.h"

namespace unspin {
namespace {

constexpr double kLeastConfidence = .92;
constexpr double kMostConfidence = .999;
constexpr size_t kMostReasons = 12;

// In nats; see the head of this file.
constexpr double kLeastListed = .05;
constexpr double kLeastAgainst = .5;

double signed_weight(const Evidence& evidence) {
  return evidence.favours == Side::kA ? evidence.weight : -evidence.weight;
}

// Heaviest first; ties in an order that does not depend on which side is a.
bool heavier(const Evidence& x, const Evidence& y) {
  auto place = [](const Evidence& e) {
    return std::min(e.a ? e.a->span.start : SIZE_MAX, e.b ? e.b->span.start : SIZE_MAX);
  };
  return std::tuple(-x.weight, x.kind, place(x)) <
         std::tuple(-y.weight, y.kind, place(y));
}

}  // namespace

Original judge_original(const Case& pair, const RelationVerdict& verdict,
                        const std::vector<QuotationMatch>&) {
  Original original;
  if (verdict.relation == Relation::kUnrelated) return original;
  original.evidence = context_evidence(pair);
  for (Evidence& reason : word_evidence(pair))
    original.evidence.push_back(std::move(reason));
  double sum = 0;
  for (const Evidence& reason : original.evidence) sum += signed_weight(reason);
  double confidence = std::min(1 / (1 + std::exp(-std::abs(sum))), kMostConfidence);
  if (confidence >= kLeastConfidence) {
    original.side = sum > 0 ? Side::kA : Side::kB;
    original.confidence = confidence;
  }
  std::erase_if(original.evidence, [&](const Evidence& reason) {
    bool against = original.side != Side::kUnknown && reason.favours != original.side;
    return reason.weight < (against ? kLeastAgainst : kLeastListed);
  });
  std::ranges::sort(original.evidence, heavier);
  if (original.evidence.size() > kMostReasons) original.evidence.resize(kMostReasons);
  return original;
}

}  // namespace unspin
