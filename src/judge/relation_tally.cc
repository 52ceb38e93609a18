#include "judge/relation_tally.h"

namespace unspin {

Tally& Tally::operator+=(const Tally& other) {
  equal += other.equal;
  moved += other.moved;
  inflected += other.inflected;
  akin += other.akin;
  foreign += other.foreign;
  added += other.added;
  regions += other.regions;
  return *this;
}

Tally tally(const WordAlignment& words) {
  Tally tally;
  for (const Step& step : words.steps) {
    double n = step.a.size() + step.b.size();
    switch (step.op) {
      case StepOp::kEqual:
        (step.moved ? tally.moved : tally.equal) += n;
        break;
      case StepOp::kMove:
        tally.moved += n;
        break;
      case StepOp::kInsert:
      case StepOp::kDelete:
        tally.added += n;
        break;
      case StepOp::kReplace:
        if (step.kinship == Kinship::kSpelling || step.kinship == Kinship::kInflection) {
          tally.inflected += n;
        } else {
          (step.kinship == Kinship::kNone ? tally.foreign : tally.akin) += n;
          tally.regions += 1;
        }
    }
  }
  return tally;
}

PassageKind kind_of(const Tally& tally) {
  double changed = 1 - tally.share(tally.equal);
  if (changed <= .02) return PassageKind::kVerbatim;
  double replaced = tally.share(tally.replaced());
  bool in_order = tally.share(tally.moved) < .15;
  bool mostly_replaced = tally.replaced() >= 1.5 * tally.added;
  if (in_order && replaced >= .04 && mostly_replaced) return PassageKind::kSpun;
  if (in_order && changed <= .25) return PassageKind::kEdited;
  return PassageKind::kParaphrased;
}

}  // namespace unspin
