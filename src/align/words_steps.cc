// This file turns links into steps.
//
// Words without a link lie in pieces between links. A piece of a and a piece of b
// that lie between the same two links of the same thread are one replacement;
// a piece alone is a deletion or an insertion. A moved stretch may cut the words
// between two links into several pieces on one side; then the pieces that touch
// the same link belong together.
//
// Last, edits are joined where a reader sees one: a word or two more beside a
// replacement, and a name replaced by a name.

#include "align/words_steps.h"

#include <algorithm>

namespace unspin {

namespace {

constexpr uint32_t kNone = UINT32_MAX;

// Words of one side without a link, between links `slot` - 1 and `slot` of a thread.
struct Piece {
  TokenSpan span;
  uint32_t thread = 0;
  uint32_t slot = 0;
  bool touches_left = false;   // the link before, or the start of the thread
  bool touches_right = false;  // the link after, or its end
};

class StepMaker {
 public:
  StepMaker(const Sides& sides, const std::vector<Thread>& threads)
      : sides_(sides), threads_(threads) {}

  std::vector<Step> make() {
    add_links();
    std::vector<Piece> a = pieces(true), b = pieces(false);
    pair_up(a, b);
    return in_order();
  }

 private:
  void add(StepOp op, PairBox box, Kinship kinship, bool moved) {
    steps_.push_back({op, box.a, box.b, kinship, moved});
  }

  void add_links() {
    for (uint32_t t = 0; t < threads_.size(); ++t)
      for (const Link& link : threads_[t].links) {
        if (link.box.a.empty()) continue;  // a seam
        bool moved = t > 0;
        StepOp same = moved ? StepOp::kMove : StepOp::kEqual;
        add(link.equal ? same : StepOp::kReplace, link.box, link.kinship, moved);
      }
  }

  std::vector<Piece> pieces(bool of_a) const;
  void pair_up(std::vector<Piece>& a, std::vector<Piece>& b);
  std::vector<Step> in_order();

  const Sides& sides_;
  const std::vector<Thread>& threads_;
  std::vector<Step> steps_;
};

// Ordered by thread, then slot, then place.
std::vector<Piece> StepMaker::pieces(bool of_a) const {
  auto side = [&](const PairBox& box) { return of_a ? box.a : box.b; };

  // The moved stretches in the order of this side.
  std::vector<TokenSpan> moved;
  for (uint32_t t = 1; t < threads_.size(); ++t) moved.push_back(side(threads_[t].box));
  std::ranges::sort(moved);

  std::vector<Piece> pieces;
  for (uint32_t t = 0; t < threads_.size(); ++t) {
    TokenSpan whole = side(threads_[t].box);
    const std::vector<Link>& links = threads_[t].links;
    auto next_moved = moved.begin();
    uint32_t from = whole.start;
    for (uint32_t slot = 0; slot <= links.size(); ++slot) {
      uint32_t to = slot < links.size() ? side(links[slot].box).start : whole.end;
      uint32_t at = from;
      // The passage's own words go around what was moved into it.
      while (t == 0 && next_moved != moved.end() && next_moved->start < to) {
        if (at < next_moved->start)
          pieces.push_back({{at, next_moved->start}, t, slot, at == from, false});
        at = next_moved->end;
        ++next_moved;
      }
      if (at < to) pieces.push_back({{at, to}, t, slot, at == from, true});
      if (slot < links.size()) from = std::max(at, side(links[slot].box).end);
    }
  }
  return pieces;
}

void StepMaker::pair_up(std::vector<Piece>& a, std::vector<Piece>& b) {
  auto key = [](const Piece& piece) { return std::pair(piece.thread, piece.slot); };
  auto add_alone = [&](const Piece& piece, bool of_a) {
    PairBox box;
    (of_a ? box.a : box.b) = piece.span;
    add(of_a ? StepOp::kDelete : StepOp::kInsert, box, Kinship::kNone, piece.thread > 0);
  };
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && key(a[i]) < key(b[j]))) {
      add_alone(a[i++], true);
      continue;
    }
    if (i == a.size() || key(b[j]) < key(a[i])) {
      add_alone(b[j++], false);
      continue;
    }
    // Both have pieces in this slot: those that touch the same link, else the last
    // ones, belong together.
    size_t a_end = i, b_end = j;
    while (a_end < a.size() && key(a[a_end]) == key(a[i])) ++a_end;
    while (b_end < b.size() && key(b[b_end]) == key(b[j])) ++b_end;
    bool lefts = a[i].touches_left && b[j].touches_left;
    bool rights = a[a_end - 1].touches_right && b[b_end - 1].touches_right;
    size_t pair_a = lefts ? i : a_end - 1, pair_b = lefts ? j : b_end - 1;
    if (lefts || rights)
      add(StepOp::kReplace, {a[pair_a].span, b[pair_b].span}, Kinship::kNone,
          a[pair_a].thread > 0);
    for (; i < a_end; ++i)
      if (!(lefts || rights) || i != pair_a) add_alone(a[i], true);
    for (; j < b_end; ++j)
      if (!(lefts || rights) || j != pair_b) add_alone(b[j], false);
  }
}

// Sorts by a; an insertion goes behind the step that holds the word of b before it.
std::vector<Step> StepMaker::in_order() {
  std::vector<Step> inserts;
  for (const Step& step : steps_)
    if (step.a.empty()) inserts.push_back(step);
  std::erase_if(steps_, [](const Step& step) { return step.a.empty(); });
  std::ranges::sort(steps_, {}, [](const Step& step) { return step.a.start; });
  std::vector<uint32_t> insert_at(sides_.b_size() + 1, kNone);
  for (uint32_t k = 0; k < inserts.size(); ++k) insert_at[inserts[k].b.start] = k;

  std::vector<Step> out;
  out.reserve(steps_.size() + inserts.size());
  auto emit = [&](const Step& step) {
    bool goes_on = !out.empty() && step.op == out.back().op &&
                   (step.op == StepOp::kEqual || step.op == StepOp::kMove) &&
                   out.back().a.end == step.a.start && out.back().b.end == step.b.start;
    if (goes_on) {
      out.back().a.end = step.a.end;
      out.back().b.end = step.b.end;
    } else {
      out.push_back(step);
    }
  };
  auto emit_inserts = [&](uint32_t b) {
    for (; insert_at[b] != kNone; b = out.back().b.end) emit(inserts[insert_at[b]]);
  };
  emit_inserts(0);
  for (const Step& step : steps_) {
    emit(step);
    if (!step.b.empty()) emit_inserts(step.b.end);
  }
  return out;
}

bool negates(std::string_view word) {
  return word == "not" || word == "no" || word == "never";
}

// One or two words more beside a replacement are part of it, unless punctuation
// stands between or they turn its meaning: "technology" -> "technological innovation".
class Attacher {
 public:
  Attacher(const Sides& sides, std::vector<Step>& steps) : sides_(sides), steps_(steps) {}

  void attach() {
    size_t kept = 0;
    for (size_t k = 0; k < steps_.size(); ++k) {
      Step step = steps_[k];
      bool next_takes_it = k + 1 < steps_.size() && belongs_before(step, steps_[k + 1]);
      if (kept > 0 &&
          ((belongs(step, steps_[kept - 1]) && !next_takes_it) ||
           belongs_before(steps_[kept - 1], step) || one_name(steps_[kept - 1], step)))
        step = joined(steps_[--kept], step);
      steps_[kept++] = step;
    }
    steps_.resize(kept);
  }

 private:
  static constexpr uint32_t kMostWords = 2;

  // The replacement may grow on one side only.
  bool is_more(const Step& more, const Step& replace) const {
    if (more.op == StepOp::kInsert && more.b.size() <= kMostWords)
      return !negates(sides_.b_word(more.b.start)) &&
             replace.a.size() <= replace.b.size();
    if (more.op == StepOp::kDelete && more.a.size() <= kMostWords)
      return !negates(sides_.a_word(more.a.start)) &&
             replace.b.size() <= replace.a.size();
    return false;
  }
  bool side_by_side(const Step& first, const Step& second) const {
    if (first.moved != second.moved) return false;
    if (first.a.empty() || second.a.empty())
      return first.b.end == second.b.start && first.b.end > 0 &&
             sides_.b(second.b.start).begin <= sides_.b(first.b.end - 1).end + 1;
    return first.a.end == second.a.start &&
           sides_.a(second.a.start).begin <= sides_.a(first.a.end - 1).end + 1;
  }
  static bool is_kin(const Step& step) {
    return step.op == StepOp::kReplace && step.kinship != Kinship::kNone;
  }
  bool belongs(const Step& more, const Step& before) const {
    return is_kin(before) && is_more(more, before) && side_by_side(before, more);
  }
  bool belongs_before(const Step& more, const Step& after) const {
    return is_kin(after) && is_more(more, after) && side_by_side(more, after);
  }
  // A name replaced by a name of another length, part of it by chance akin, is one
  // replacement: "State Department" -> "Point Out Office".
  bool one_name(const Step& first, const Step& second) const {
    if (first.op != StepOp::kReplace || second.op != StepOp::kReplace) return false;
    if (is_kin(first) == is_kin(second) || !side_by_side(first, second)) return false;
    auto name = [](const Token& token) {
      return token.has(kCapitalised) && !token.has(kSentenceStart);
    };
    Step both = joined(first, second);
    for (uint32_t i = both.a.start; i < both.a.end; ++i)
      if (!name(sides_.a(i))) return false;
    return both.a.size() != both.b.size() && name(sides_.b(both.b.start)) &&
           name(sides_.b(both.b.end - 1));
  }
  static Step joined(const Step& first, const Step& second) {
    auto join = [](TokenSpan x, TokenSpan y) {
      if (x.empty()) return y;
      return y.empty() ? x : TokenSpan{x.start, y.end};
    };
    Kinship kinship = is_kin(first) ? first.kinship : second.kinship;
    return {StepOp::kReplace, join(first.a, second.a), join(first.b, second.b), kinship,
            first.moved};
  }

  const Sides& sides_;
  std::vector<Step>& steps_;
};

}  // namespace

std::vector<Step> make_steps(const Sides& sides, const std::vector<Thread>& threads) {
  std::vector<Step> steps = StepMaker(sides, threads).make();
  Attacher(sides, steps).attach();
  const Rectangle& passage = sides.passage();
  for (Step& step : steps) {
    step.a = {step.a.start + passage.a.start, step.a.end + passage.a.start};
    step.b = {step.b.start + passage.b.start, step.b.end + passage.b.start};
  }
  return steps;
}

}  // namespace unspin
