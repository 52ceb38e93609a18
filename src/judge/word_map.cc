// This file turns the steps of an alignment into a table by token.
//
// The passes that look for changes start from a place on one side (a number, a
// name, a quotation) and ask what stands in its place on the other. Steps are in
// the order of a, and a place may begin in the middle of one, so the question is
// answered from a table with one row a token. Each pass that looks "from here to
// there" runs on the table of a and again on the table of b.

#include "judge/word_map.h"

#include <algorithm>

namespace unspin {
namespace {

// A moved word further from its neighbours' counterparts than this is no longer
// part of the same place.
constexpr uint32_t kFar = 12;

// A replacement longer than this on one side may hold more than a replacement.
constexpr uint32_t kLongest = 8;

TokenSpan hull(TokenSpan x, TokenSpan y) {
  return {std::min(x.start, y.start), std::max(x.end, y.end)};
}

bool is_far(TokenSpan x, TokenSpan y, uint32_t slack) {
  return x.end + slack < y.start || y.end + slack < x.start;
}

// The end of the first sentence or line in a long `span`; its end where it is short,
// as replacements of words by words are.
uint32_t first_break(const SideView& side, TokenSpan span) {
  if (span.size() <= kLongest) return span.end;
  std::string_view text = side.text;
  const Tokens& tokens = side.tokens;
  for (uint32_t i = span.start + 1; i < span.end; ++i) {
    if (tokens[i].flags & (kSentenceStart | kLineStart | kParagraphStart)) return i;
    size_t from = tokens[i - 1].end;
    if (text.substr(from, tokens[i].begin - from).find('\n') != text.npos) return i;
  }
  return span.end;
}

}  // namespace

WordMap::WordMap(const Case& pair, From from)
    : here_(from == From::kA ? &pair.a : &pair.b),
      there_(from == From::kA ? &pair.b : &pair.a),
      fates_(here_->tokens.size()) {
  for (const AlignedPassage& passage : pair.passages) lay(passage, from);
}

void WordMap::lay(const AlignedPassage& passage, From from) {
  for (const Step& step : passage.words.steps) {
    TokenSpan here = from == From::kA ? step.a : step.b;
    TokenSpan there = from == From::kA ? step.b : step.a;
    here.end = std::min(here.end, size());
    if (step.op == StepOp::kReplace) {
      // What is torn off begins a sentence or line that has no counterpart.
      uint32_t end_here = first_break(*here_, here),
               end_there = first_break(*there_, there);
      lay(step, {here.start, end_here}, {there.start, end_there});
      lay(step, {end_here, here.end}, {end_there, end_there});
    } else {
      lay(step, here, there);
    }
  }
}

void WordMap::lay(const Step& step, TokenSpan here, TokenSpan there) {
  bool one_to_one = (step.op == StepOp::kEqual || step.op == StepOp::kMove) &&
                    here.size() == there.size();
  for (uint32_t i = here.start; i < here.end; ++i) {
    Fate fate{there, here, step.op, step.kinship, true};
    if (one_to_one) {
      uint32_t offset = i - here.start;
      fate.there = {there.start + offset, there.start + offset + 1};
      fate.here = {i, i + 1};
    } else if (there.empty()) {
      fate.op = StepOp::kDelete;
    }
    // Where two passages claim a token, what kept it knows better.
    if (!fates_[i].inside || (fates_[i].op == StepOp::kDelete && !there.empty()))
      fates_[i] = fate;
  }
}

TokenSpan WordMap::counterpart(TokenSpan span) const {
  // The anchor is the first token that stayed in its place.
  const Fate* anchor = nullptr;
  const Fate* place = nullptr;
  for (uint32_t i = span.start; i < span.end && i < size(); ++i) {
    if (!fates_[i].inside) continue;
    if (!place) place = &fates_[i];
    if (fates_[i].there.empty()) continue;
    if (!anchor || (anchor->op == StepOp::kMove && fates_[i].op != StepOp::kMove))
      anchor = &fates_[i];
  }
  if (!anchor)
    return place ? TokenSpan{place->there.start, place->there.start} : TokenSpan{};
  TokenSpan result = anchor->there;
  uint32_t slack = kFar + span.size();
  for (uint32_t i = span.start; i < span.end && i < size(); ++i) {
    const Fate& fate = fates_[i];
    if (!fate.inside || fate.there.empty() || is_far(result, fate.there, slack)) continue;
    result = hull(result, fate.there);
  }
  return result;
}

uint32_t WordMap::inside(TokenSpan span) const {
  uint32_t count = 0;
  for (uint32_t i = span.start; i < span.end && i < size(); ++i)
    count += fates_[i].inside;
  return count;
}

uint32_t WordMap::kept(TokenSpan span, bool akin) const {
  uint32_t count = 0;
  for (uint32_t i = span.start; i < span.end && i < size(); ++i) {
    const Fate& fate = fates_[i];
    count += fate.same() || (akin && fate.replaced() && fate.kinship != Kinship::kNone);
  }
  return count;
}

}  // namespace unspin
