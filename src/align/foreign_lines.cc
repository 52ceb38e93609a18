// This file takes out of a passage what the page put between its paragraphs.
//
// A copy on a web page is interrupted: by links to other articles, buttons to share
// it, captions. A passage grows over a line or two of that, since what follows makes
// up for it. Once the words are aligned it is easy to see what has no part in the
// passage: whole lines hardly a word of which is linked to the other side. We cut the
// passage there, unless
//
// - a link crosses the cut, as it does where a sentence was moved over it: two
//   rectangles could not hold that;
// - other words stand where the lines would have their counterpart. A paragraph or a
//   heading may be put in entirely new words. What stands there, if lines without a
//   link themselves, must be less than half as much; then both are cut out. What is
//   loose at the end of a line that is otherwise linked was left out, not replaced;
// - the other side is all one line. Who sets a list of short lines in one and leaves a
//   few out makes one passage of it.
//
// A sentence that somebody put into a paragraph is part of the rewrite and stays.
//
// Lines that were known for furniture before there were passages are not among the
// words at all; where they stood the passage is cut too, unless a link crosses, or the
// other side has words there: then they may have been copied.

#include "align/foreign_lines.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "align/words_side.h"
#include "align/words_steps.h"

namespace unspin {

namespace {

// Of a line's words one in eight may be linked, and two in all: by chance.
constexpr uint32_t kWordsALink = 8;
constexpr uint32_t kMostLinks = 2;

// Fewer words than this are not worth a cut.
constexpr uint32_t kFewestForeign = 3;

// Foreign lines are this many times as long as lines that stand in their place.
constexpr uint32_t kForeignRatio = 2;

// Where lines were left out, more words than this stand for what they may have said.
constexpr uint32_t kMostFacing = 2;

// A part is a passage when its share of the score would do for one, or, since it lies
// beside the others, when most of it is alike, over several words.
constexpr double kLeastScore = 30;
constexpr double kAlike = .5;
constexpr uint32_t kFewestLinked = 6;

bool is_link(const Step& step) {
  return step.op == StepOp::kEqual || step.op == StepOp::kMove ||
         (step.op == StepOp::kReplace && step.kinship != Kinship::kNone);
}

uint32_t linked_words(const std::vector<Step>& steps) {
  uint32_t sum = 0;
  for (const Step& step : steps)
    if (is_link(step)) sum += std::min(step.a.size(), step.b.size());
  return sum;
}

// One side of the passage: its lines, and where in the other side the words before and
// after each place are linked to. Places are counted from the rectangle's corner.
class LinedSide {
 public:
  LinedSide(const Tokens& tokens, TokenSpan range, uint32_t other_size)
      : linked_(range.size() + 1, 0),
        linked_before_(range.size() + 1, 0),
        linked_after_(range.size() + 1, other_size) {
    for (uint32_t i = 0; i < range.size(); ++i) {
      const Token& token = tokens[range.start + i];
      if (i == 0 || token.has(kLineStart) || token.has(kParagraphStart))
        lines_.push_back(i);
      if (i > 0 && token.has(kAfterFurniture)) gaps_.push_back(i);
    }
    lines_.push_back(range.size());
  }

  // Word `i` is linked to `there`.
  void link(uint32_t i, TokenSpan there) {
    linked_[i + 1] = 1;
    linked_before_[i + 1] = there.end;
    linked_after_[i] = there.start;
  }

  // Makes sums and extremes of the links. Call once, after the last link.
  void sum_up() {
    for (size_t i = 1; i < linked_.size(); ++i) {
      linked_[i] += linked_[i - 1];
      linked_before_[i] = std::max(linked_before_[i], linked_before_[i - 1]);
    }
    for (size_t i = linked_.size() - 1; i-- > 0;)
      linked_after_[i] = std::min(linked_after_[i], linked_after_[i + 1]);
  }

  // The words of the other side that only words of `span` may be linked to; nothing
  // when words before it are linked to a place behind words after it.
  std::optional<TokenSpan> place_of(TokenSpan span) const {
    TokenSpan place{linked_before_[span.start], linked_after_[span.end]};
    if (place.start > place.end) return std::nullopt;
    return place;
  }

  // The whole lines inside `span`; empty, at a line's start, when there is such a start
  // but no whole line; nothing when there is none.
  std::optional<TokenSpan> whole_lines(TokenSpan span) const {
    auto first = std::ranges::lower_bound(lines_, span.start);
    auto after = std::ranges::upper_bound(lines_, span.end);
    if (first >= after) return std::nullopt;
    return TokenSpan{*first, *(after - 1)};
  }

  // The words before which lines were left out of the text.
  const std::vector<uint32_t>& gaps() const { return gaps_; }

  bool starts_or_ends_with(TokenSpan span) const {
    return span.start == 0 || span.end == lines_.back();
  }

  // Is all of it one line?
  bool flat() const { return lines_.size() == 2; }

  // Runs of lines with hardly a link.
  std::vector<TokenSpan> loose_lines() const {
    std::vector<TokenSpan> runs;
    for (size_t k = 0; k + 1 < lines_.size(); ++k) {
      TokenSpan line{lines_[k], lines_[k + 1]};
      uint32_t links = linked_[line.end] - linked_[line.start];
      if (links > kMostLinks || links * kWordsALink > line.size()) continue;
      if (!runs.empty() && runs.back().end == line.start)
        runs.back().end = line.end;
      else
        runs.push_back(line);
    }
    return runs;
  }

 private:
  std::vector<uint32_t> lines_;  // first words of lines, and the end
  std::vector<uint32_t> gaps_;
  std::vector<uint32_t> linked_;         // how many of the words before are linked
  std::vector<uint32_t> linked_before_;  // where the furthest of them ends over there
  std::vector<uint32_t> linked_after_;   // where the first from here on begins
};

// What the lines of `here` that are foreign take with them from both sides.
std::vector<PairBox> cuts_of(const LinedSide& here, const LinedSide& there,
                             bool here_is_a) {
  std::vector<PairBox> cuts;
  for (TokenSpan run : here.loose_lines()) {
    std::optional<TokenSpan> place = here.place_of(run);
    if (run.size() < kFewestForeign || !place) continue;
    if (there.flat() && !here.starts_or_ends_with(run)) continue;
    std::optional<TokenSpan> lines = there.whole_lines(*place);
    uint32_t facing = lines ? lines->size() : place->size();
    if (facing * kForeignRatio > run.size()) continue;
    TokenSpan cut = lines ? *lines : TokenSpan{place->end, place->end};
    cuts.push_back(here_is_a ? PairBox{run, cut} : PairBox{cut, run});
  }
  for (uint32_t gap : here.gaps()) {
    TokenSpan run{gap, gap};
    std::optional<TokenSpan> place = here.place_of(run);
    if (!place || place->size() > kMostFacing) continue;
    uint32_t at = there.whole_lines(*place).value_or(*place).start;
    cuts.push_back(here_is_a ? PairBox{run, {at, at}} : PairBox{{at, at}, run});
  }
  return cuts;
}

// What is left of the passage between the cuts.
std::vector<PairBox> parts_between(std::vector<PairBox> cuts, PairBox whole) {
  std::ranges::sort(cuts, {}, [](const PairBox& cut) { return std::pair(cut.a, cut.b); });
  cuts.push_back({{whole.a.end, whole.a.end}, {whole.b.end, whole.b.end}});
  std::vector<PairBox> parts;
  PairBox part = whole;
  for (const PairBox& cut : cuts) {
    if (cut.a.start < part.a.start || cut.b.start < part.b.start) continue;
    part.a.end = cut.a.start;
    part.b.end = cut.b.start;
    if (!part.a.empty() && !part.b.empty()) parts.push_back(part);
    part = {{cut.a.end, 0}, {cut.b.end, 0}};
  }
  return parts;
}

// An empty span stands at the start of `to`, as align_words has it.
TokenSpan clipped(TokenSpan span, TokenSpan to) {
  TokenSpan inside{std::max(span.start, to.start), std::min(span.end, to.end)};
  return inside.empty() ? TokenSpan{to.start, to.start} : inside;
}

// What lies in `part` of a step.
class Clipper {
 public:
  Clipper(const Rectangle& part, std::vector<Step>& steps) : part_(part), steps_(steps) {}

  void add(const Step& step) {
    TokenSpan a = clipped(step.a, part_.a), b = clipped(step.b, part_.b);
    bool one_by_one = step.op == StepOp::kEqual || step.op == StepOp::kMove;
    if (a.size() == step.a.size() && b.size() == step.b.size())
      steps_.push_back({step.op, a, b, step.kinship, step.moved});
    else if (one_by_one && !a.empty() && !b.empty())
      add_linked(step, a, b);
    else
      add_loose(a, b);
  }

 private:
  void add_loose(TokenSpan a, TokenSpan b) {
    a = clipped(a, part_.a);
    b = clipped(b, part_.b);
    if (a.empty() && b.empty()) return;
    StepOp op = a.empty()   ? StepOp::kInsert
                : b.empty() ? StepOp::kDelete
                            : StepOp::kReplace;
    steps_.push_back({op, a, b, Kinship::kNone, false});
  }

  // Words whose partner is here too stay linked.
  void add_linked(const Step& step, TokenSpan a, TokenSpan b) {
    uint32_t first = std::max(a.start - step.a.start, b.start - step.b.start);
    uint32_t last = std::min(a.end - step.a.start, b.end - step.b.start);
    if (first >= last) return add_loose(a, b);
    TokenSpan same_a{step.a.start + first, step.a.start + last};
    TokenSpan same_b{step.b.start + first, step.b.start + last};
    add_loose({a.start, same_a.start}, {b.start, same_b.start});
    steps_.push_back({step.op, same_a, same_b, step.kinship, step.moved});
    add_loose({same_a.end, a.end}, {same_b.end, b.end});
  }

  const Rectangle& part_;
  std::vector<Step>& steps_;
};

// Deals the steps of a passage out to its parts, which are in order.
std::vector<std::vector<Step>> deal_out(const std::vector<Step>& steps,
                                        const std::vector<Rectangle>& parts) {
  auto first_after = [&](uint32_t start, TokenSpan Rectangle::* side) {
    return std::ranges::upper_bound(parts, start, {},
                                    [&](const Rectangle& r) { return (r.*side).end; });
  };
  std::vector<std::vector<Step>> dealt(parts.size());
  for (const Step& step : steps) {
    auto part = parts.end();
    if (!step.a.empty()) part = first_after(step.a.start, &Rectangle::a);
    if (!step.b.empty()) part = std::min(part, first_after(step.b.start, &Rectangle::b));
    for (; part != parts.end(); ++part) {
      if (part->a.start >= step.a.end && part->b.start >= step.b.end) break;
      Clipper(*part, dealt[static_cast<size_t>(part - parts.begin())]).add(step);
    }
  }
  return dealt;
}

// The cuts of a passage, from both sides.
std::vector<PairBox> find_cuts(const Tokens& a, const Tokens& b,
                               const AlignedStretch& passage) {
  const Rectangle& whole = passage.rectangle;
  LinedSide side_a(a, whole.a, whole.b.size()), side_b(b, whole.b, whole.a.size());
  for (const Step& step : passage.words.steps) {
    if (!is_link(step)) continue;
    PairBox box{{step.a.start - whole.a.start, step.a.end - whole.a.start},
                {step.b.start - whole.b.start, step.b.end - whole.b.start}};
    bool one_by_one = box.a.size() == box.b.size();
    for (uint32_t i = box.a.start, j = box.b.start; i < box.a.end; ++i, ++j)
      side_a.link(i, one_by_one ? TokenSpan{j, j + 1} : box.b);
    for (uint32_t i = box.a.start, j = box.b.start; j < box.b.end; ++i, ++j)
      side_b.link(j, one_by_one ? TokenSpan{i, i + 1} : box.a);
  }
  side_a.sum_up();
  side_b.sum_up();
  std::vector<PairBox> cuts = cuts_of(side_a, side_b, true);
  std::ranges::copy(cuts_of(side_b, side_a, false), std::back_inserter(cuts));
  return cuts;
}

// Is a part worth to be reported beside the others?
bool stands(const AlignedStretch& part) {
  return part.rectangle.score >= kLeastScore ||
         (part.words.similarity >= kAlike &&
          linked_words(part.words.steps) >= kFewestLinked);
}

}  // namespace

std::vector<AlignedStretch> part_at_foreign_lines(const Tokens& a, const Tokens& b,
                                                  AlignedStretch passage) {
  // A summary has no counterpart for most of its source.
  std::vector<PairBox> cuts;
  if (!passage.rectangle.whole_document) cuts = find_cuts(a, b, passage);
  std::vector<AlignedStretch> parts;
  if (cuts.empty()) {
    parts.push_back(std::move(passage));
    return parts;
  }

  // Each part with its steps, and its share of the score.
  const Rectangle whole = passage.rectangle;
  std::vector<Rectangle> rectangles;
  PairBox all{{0, whole.a.size()}, {0, whole.b.size()}};
  for (const PairBox& box : parts_between(std::move(cuts), all))
    rectangles.push_back({{whole.a.start + box.a.start, whole.a.start + box.a.end},
                          {whole.b.start + box.b.start, whole.b.start + box.b.end},
                          0,
                          whole.verbatim,
                          false});
  std::vector<std::vector<Step>> dealt = deal_out(passage.words.steps, rectangles);
  double linked = std::max(1u, linked_words(passage.words.steps));
  for (size_t k = 0; k < rectangles.size(); ++k) {
    rectangles[k].score = whole.score * linked_words(dealt[k]) / linked;
    parts.push_back({rectangles[k], summed_up(std::move(dealt[k]), rectangles[k])});
  }

  // What is weak is left out, but never all.
  auto score = [](const AlignedStretch& part) { return part.rectangle.score; };
  auto best = std::ranges::max_element(parts, {}, score);
  if (best == parts.end() || score(*best) == 0) return {std::move(passage)};
  double most = score(*best);
  std::erase_if(parts, [&](const AlignedStretch& part) {
    return score(part) < most && !stands(part);
  });
  return parts;
}

}  // namespace unspin
