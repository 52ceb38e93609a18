#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/order.h"
#include "unspin/match.h"

namespace unspin {
namespace {

Side mirror(Side side) {
  if (side == Side::kA) return Side::kB;
  return side == Side::kB ? Side::kA : Side::kUnknown;
}

void mirror(Edit& edit) {
  std::swap(edit.a, edit.b);
  if (edit.op == EditOp::kInsert)
    edit.op = EditOp::kDelete;
  else if (edit.op == EditOp::kDelete)
    edit.op = EditOp::kInsert;
}

void mirror(Change& change) {
  std::swap(change.a, change.b);
  if (change.kind == ChangeKind::kOmission)
    change.kind = ChangeKind::kAddition;
  else if (change.kind == ChangeKind::kAddition)
    change.kind = ChangeKind::kOmission;
}

void mirror(QuotationMatch& quotation) {
  std::swap(quotation.a, quotation.b);
  if (quotation.verdict == QuotationVerdict::kMissing)
    quotation.verdict = QuotationVerdict::kAdded;
  else if (quotation.verdict == QuotationVerdict::kAdded)
    quotation.verdict = QuotationVerdict::kMissing;
}

}  // namespace

void sort_for_reading(Match& match) {
  auto passage_key = [](const Passage& p) { return std::tie(p.a, p.b); };
  std::ranges::sort(match.passages, {}, passage_key);
  for (Passage& passage : match.passages)
    std::ranges::sort(passage.edits, {},
                      [](const Edit& e) { return std::tie(e.a, e.b, e.op); });
  std::ranges::sort(match.changes, {}, [](const Change& c) {
    return std::tie(c.severity, c.a.span, c.b.span, c.kind);
  });
  std::ranges::sort(match.quotations, {}, [](const QuotationMatch& q) {
    ByteSpan none;
    return std::tuple(!q.a, q.a ? q.a->span : none, q.b ? q.b->span : none);
  });
}

Match mirror(Match match) {
  std::swap(match.a, match.b);
  std::swap(match.coverage.a, match.coverage.b);
  match.original.side = mirror(match.original.side);
  for (Evidence& evidence : match.original.evidence) {
    evidence.favours = mirror(evidence.favours);
    std::swap(evidence.a, evidence.b);
  }
  for (Passage& passage : match.passages) {
    std::swap(passage.a, passage.b);
    for (Edit& edit : passage.edits) mirror(edit);
  }
  for (Change& change : match.changes) mirror(change);
  for (QuotationMatch& quotation : match.quotations) mirror(quotation);
  sort_for_reading(match);
  return match;
}

}  // namespace unspin
