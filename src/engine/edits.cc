#include "engine/edits.h"

#include <algorithm>
#include <numeric>

namespace unspin {
namespace {

EditOp op_of(StepOp op) {
  switch (op) {
    case StepOp::kInsert:
      return EditOp::kInsert;
    case StepOp::kDelete:
      return EditOp::kDelete;
    case StepOp::kMove:
      return EditOp::kMove;
    case StepOp::kEqual:
    case StepOp::kReplace:
      break;
  }
  return EditOp::kReplace;
}

// The empty place behind the last token of `left`, or at the start of `passage`.
ByteSpan place_behind(TokenSpan left, TokenSpan passage, const Tokens& tokens) {
  size_t byte = left.empty() ? tokens.bytes({passage.start, passage.start}).start
                             : tokens.bytes(left).end;
  return {byte, byte};
}

// For each step that has no tokens on one side, the place on that side: behind its
// left neighbour on the other. `mine` is the side without, `other` the side with.
std::vector<ByteSpan> empty_places(const std::vector<Step>& steps, TokenSpan Step::* mine,
                                   TokenSpan Step::* other, TokenSpan passage,
                                   const Tokens& tokens) {
  std::vector<uint32_t> order(steps.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {},
                           [&](uint32_t i) { return (steps[i].*other).start; });
  std::vector<ByteSpan> places(steps.size());
  TokenSpan left;
  for (uint32_t i : order) {
    if (!(steps[i].*mine).empty() && !(steps[i].*other).empty())
      left = steps[i].*mine;
    else if ((steps[i].*mine).empty())
      places[i] = place_behind(left, passage, tokens);
  }
  return places;
}

}  // namespace

std::vector<Edit> edits_of(const AlignedPassage& passage, const Tokens& a,
                           const Tokens& b) {
  const std::vector<Step>& steps = passage.words.steps;
  std::vector<ByteSpan> places_a =
      empty_places(steps, &Step::a, &Step::b, passage.rectangle.a, a);
  std::vector<ByteSpan> places_b =
      empty_places(steps, &Step::b, &Step::a, passage.rectangle.b, b);
  std::vector<Edit> edits;
  for (size_t i = 0; i < steps.size(); ++i) {
    const Step& step = steps[i];
    if (step.op == StepOp::kEqual) continue;
    edits.push_back({op_of(step.op), step.a.empty() ? places_a[i] : a.bytes(step.a),
                     step.b.empty() ? places_b[i] : b.bytes(step.b), step.kinship});
  }
  return edits;
}

}  // namespace unspin
