// This file aligns a small box exactly.
//
// The plane of the two sides' words is walked from corner to corner. A step links
// an equal word (and is paid for its rarity), links a phrase of up to 3 words to
// its kin, or leaves words without a counterpart. Each cell has two states: did
// the last step link something, or are we in an open stretch of words without a
// counterpart? Beginning such a stretch costs, so a few long ones are preferred to
// many short ones, as an editor would mark them:
//
//   linked(i, j) = min over equal and kin steps of  min(linked, open)(before) - pay
//   open(i, j)   = min over lone and facing words of
//                  min(open(before), linked(before) + open) + cost
//
// Letters and stems are compared everywhere. The lexicon is slow, so a box is first
// aligned without it, and it is asked only about what lies between the links found:
// near the diagonal, about words that are not too common, and about phrases that it
// has as an entry and that make the two sides more even. In tiny boxes, which most
// are, every word and phrase is asked about.

#include "align/words_gap.h"

#include <algorithm>
#include <cstdlib>

namespace unspin {

namespace {

enum State : uint8_t { kLinked, kOpen };
enum What : uint8_t { kOpenStep, kEqualStep, kKinStep };

constexpr int kNever = 1 << 29;

// How far from the diagonal of the box the lexicon is asked, in words.
constexpr int kKinBand = 6;

// Boxes up to this area are tiny.
constexpr uint32_t kTinyArea = 6;

// Words below this many nats are too common to have kin worth asking for.
constexpr float kKinNats = 4.5f;

constexpr uint32_t kMaxPhrase = 3;

// An equal word below this many nats does not part two edits.
constexpr float kIslandNats = 5.0f;

Link seam(uint32_t i, uint32_t j) { return {{{i, i}, {j, j}}, true}; }

}  // namespace

GapAligner::GapAligner(const Sides& sides, Kin& kin, const GapCosts& costs)
    : sides_(sides), kin_(kin), costs_(costs) {}

int GapAligner::align_exactly(PairBox box, bool ask, std::vector<Link>& links) {
  box_ = box;
  width_ = box.b.size() + 1;
  tiny_ = box.a.size() * box.b.size() <= kTinyArea;
  ask_ = ask && kin_.has_lexicon();
  if (ask_ && !tiny_) mark_phrases();
  cells_.resize(std::max(cells_.size(), (box.a.size() + 1) * width_));
  fill();
  return walk_back(links);
}

void GapAligner::align(PairBox box, std::vector<Link>& links) {
  bool at_once = !kin_.has_lexicon() || box.a.size() * box.b.size() <= kTinyArea;
  if (at_once) {
    align_exactly(box, true, links);
    return;
  }
  first_pass_.clear();
  align_exactly(box, false, first_pass_);
  PairBox between = box;
  auto ask_up_to = [&](uint32_t a, uint32_t b) {
    between.a.end = a;
    between.b.end = b;
    if (!between.a.empty() && !between.b.empty()) align_exactly(between, true, links);
  };
  for (size_t k = 0; k < first_pass_.size(); ++k) {
    const Link& link = first_pass_[k];
    if (!parts(first_pass_, k, box)) continue;
    ask_up_to(link.box.a.start, link.box.b.start);
    links.push_back(link);
    between = {{link.box.a.end, 0}, {link.box.b.end, 0}};
  }
  ask_up_to(box.a.end, box.b.end);
}

// False for a common word alone between words without a counterpart.
bool GapAligner::parts(const std::vector<Link>& links, size_t k, PairBox box) const {
  const Link& link = links[k];
  if (!link.equal) return true;
  if (link.box.a.empty() || sides_.a_nats(link.box.a.start) >= kIslandNats)
    return !link.box.a.empty();
  PairBox before = k > 0 ? links[k - 1].box : PairBox{{0, box.a.start}, {0, box.b.start}};
  PairBox after =
      k + 1 < links.size() ? links[k + 1].box : PairBox{{box.a.end, 0}, {box.b.end, 0}};
  auto open = [](PairBox left, PairBox right) {
    return left.a.end < right.a.start && left.b.end < right.b.start;
  };
  return !(open(before, link.box) && open(link.box, after));
}

void GapAligner::mark_phrases() {
  auto mark = [](TokenSpan side, std::vector<uint8_t>& marks, auto is_phrase) {
    marks.assign(side.size(), 2);  // every word is one word
    for (uint32_t end = side.start + 2; end <= side.end; ++end)
      for (uint32_t n = 2; n <= kMaxPhrase && side.start + n <= end; ++n)
        if (is_phrase(TokenSpan{end - n, end}))
          marks[end - side.start - 1] |= static_cast<uint8_t>(1 << n);
  };
  mark(box_.a, phrases_a_, [&](TokenSpan span) { return kin_.is_phrase_a(span); });
  mark(box_.b, phrases_b_, [&](TokenSpan span) { return kin_.is_phrase_b(span); });
}

void GapAligner::fill() {
  cells_[0].cost = {0, kNever};
  for (uint32_t i = 0; i <= box_.a.size(); ++i)
    for (uint32_t j = 0; j <= box_.b.size(); ++j) {
      if (i == 0 && j == 0) continue;
      cell(i, j).cost = {kNever, kNever};
      open_steps(i, j);
      if (i == 0 || j == 0) continue;
      link_steps(i, j);
    }
}

void GapAligner::open_from(Cell& here, uint32_t i, uint32_t j, Trace step, int cost) {
  const Cell& before = cell(i - step.i, j - step.j);
  int opened = before.cost[kLinked] + costs_.open;
  step.before = before.cost[kOpen] <= opened ? kOpen : kLinked;
  cost += std::min(before.cost[kOpen], opened);
  if (cost >= here.cost[kOpen]) return;
  here.cost[kOpen] = cost;
  here.trace[kOpen] = step;
}

void GapAligner::link_from(Cell& here, uint32_t i, uint32_t j, Trace step, int pay) {
  const Cell& before = cell(i - step.i, j - step.j);
  step.before = before.cost[kOpen] < before.cost[kLinked] ? kOpen : kLinked;
  int cost = before.cost[step.before] - pay;
  if (cost >= here.cost[kLinked]) return;
  here.cost[kLinked] = cost;
  here.trace[kLinked] = step;
}

void GapAligner::open_steps(uint32_t i, uint32_t j) {
  Cell& here = cell(i, j);
  if (i > 0 && j > 0) {
    uint32_t a = box_.a.start + i, b = box_.b.start + j;
    int seams = sides_.seam(a - 1, b - 1) + sides_.seam(a, b);
    open_from(here, i, j, {1, 1, 0, kOpenStep}, costs_.facing - seams * costs_.seam);
  }
  if (i > 0) open_from(here, i, j, {1, 0, 0, kOpenStep}, costs_.lone);
  if (j > 0) open_from(here, i, j, {0, 1, 0, kOpenStep}, costs_.lone);
}

void GapAligner::link_steps(uint32_t i, uint32_t j) {
  Cell& here = cell(i, j);
  uint32_t a = box_.a.start + i - 1, b = box_.b.start + j - 1;
  if (sides_.equal(a, b)) {
    int rarity =
        static_cast<int>(sides_.a_nats(a) * static_cast<float>(costs_.equal_nat));
    link_from(here, i, j, {1, 1, 0, kEqualStep}, costs_.equal + rarity);
    return;
  }
  int drift = static_cast<int>(j * box_.a.size() / box_.b.size()) - static_cast<int>(i);
  bool near = tiny_ || std::abs(drift) <= kKinBand;
  PairBox word{{a, a + 1}, {b, b + 1}};
  Kinship kinship = kin_.by_letters(word);
  if (kinship == Kinship::kNone && near && ask_ &&
      (tiny_ || (sides_.a_nats(a) >= kKinNats && sides_.b_nats(b) >= kKinNats)))
    kinship = kin_.by_lexicon(word);
  if (kinship != Kinship::kNone)
    link_from(here, i, j, {1, 1, 0, static_cast<uint8_t>(kKinStep + int(kinship))},
              costs_.kin[static_cast<size_t>(kinship)]);
  phrase_steps(i, j, near);
}

void GapAligner::phrase_steps(uint32_t i, uint32_t j, bool near) {
  Cell& here = cell(i, j);
  uint32_t a = box_.a.start + i, b = box_.b.start + j;
  near = near && ask_;
  bool same_end = sides_.same_last_letter(a - 1, b - 1);
  if (!near && !same_end) return;
  for (uint32_t di = 1; di <= std::min(i, kMaxPhrase); ++di)
    for (uint32_t dj = 1; dj <= std::min(j, kMaxPhrase); ++dj) {
      if (di + dj == 2) continue;
      PairBox phrase{{a - di, a}, {b - dj, b}};
      Kinship kinship = same_end ? kin_.by_letters(phrase) : Kinship::kNone;
      if (kinship == Kinship::kNone && near && worth_asking(phrase))
        kinship = kin_.by_lexicon(phrase);
      if (kinship == Kinship::kNone) continue;
      Trace step{static_cast<uint8_t>(di), static_cast<uint8_t>(dj), 0,
                 static_cast<uint8_t>(kKinStep + int(kinship))};
      link_from(here, i, j, step, costs_.kin[static_cast<size_t>(kinship)]);
    }
}

bool GapAligner::worth_asking(PairBox phrase) {
  // A phrase should make the box's sides more even, not less.
  int here = static_cast<int>(phrase.b.size()) - static_cast<int>(phrase.a.size());
  int whole = static_cast<int>(box_.b.size()) - static_cast<int>(box_.a.size());
  if (here * whole < 0 || std::abs(here) > std::abs(whole)) return false;
  if (tiny_) return true;
  return (phrases_a_[phrase.a.end - 1 - box_.a.start] >> phrase.a.size() & 1) != 0 &&
         (phrases_b_[phrase.b.end - 1 - box_.b.start] >> phrase.b.size() & 1) != 0;
}

int GapAligner::walk_back(std::vector<Link>& links) const {
  auto first = static_cast<ptrdiff_t>(links.size());
  uint32_t i = box_.a.size(), j = box_.b.size();
  auto at = [&]() -> const Cell& { return cells_[size_t{i} * width_ + j]; };
  uint8_t state = at().cost[kOpen] < at().cost[kLinked] ? kOpen : kLinked;
  int total = at().cost[state];
  while (i > 0 || j > 0) {
    Trace step = at().trace[state];
    uint32_t a = box_.a.start + i, b = box_.b.start + j;
    if (step.what == kOpenStep) {
      if (step.i + step.j == 2 && sides_.seam(a, b)) links.push_back(seam(a, b));
      if (step.i + step.j == 2 && sides_.seam(a - 1, b - 1))
        links.push_back(seam(a - 1, b - 1));
    } else {
      Link link{{{a - step.i, a}, {b - step.j, b}}, step.what == kEqualStep};
      if (!link.equal) link.kinship = static_cast<Kinship>(step.what - kKinStep);
      links.push_back(link);
    }
    i -= step.i;
    j -= step.j;
    state = step.before;
  }
  std::reverse(links.begin() + first, links.end());
  return total;
}

}  // namespace unspin
