// This file grows a seed into the passage it belongs to.
//
// A rewritten passage keeps about half of its words, in whatever order. So we ask of
// every word of one text: is it among the words of that range of the other text, and
// how surprising is that? Found words gain, missing ones cost (passage_surprise.h),
// and the passage is the stretch whose gains add up to most. Do this for one side
// against the range found on the other, swap, and repeat: the two ranges pull each
// other into place within a few rounds, and shuffled sentences cost nothing.
//
// Three things decide how surprising a word is. How rare it is in the language; how
// rare it is in the other text outside the range (a word that is everywhere there is
// no sign of this range); and how rare it is in its own text outside the range (a
// word that is everywhere here would be found in whatever range). The most frequent
// of the three counts. And words outside the present range are consumed: a word is
// found only as long as the other range has uses of it left, lest growth live on one
// rare word that a text about one thing repeats.
//
// Order tells more. In a copy, however reworded, some words stand beside the neighbour
// that they had; chance and topic bring the same words together in other company. So a
// found word counts more beside a found neighbour that it has in the other range too, and
// less without: worth .007 of plagdet on random and .003 on translated reuse of PAN 2013.
//
// Inside the range nothing is consumed, as a shuffled rewrite repeats itself too. So a
// range may have taken in a text's next sentence, which speaks of the same thing, where
// the other side has nothing more. Such surplus ends go when growth is done.
//
// Growth looks beyond the ranges by some words and half their length on both sides, so
// that it can jump over a rewritten sentence; the last rounds look at exactly what
// was found, so that the score is that of the region itself. That half of the words are
// kept is a belief about all passages; where this one ends is told better by what it has
// kept itself, so its ends are laid anew by that, each side by its own share, and the
// score stays that of the common belief.

#include "align/passage_growth.h"

#include <algorithm>
#include <span>

#include "align/passages.h"

namespace unspin {

namespace {

constexpr int kRounds = 5;
constexpr int kSettlingRounds = 2;  // the last ones, without margin

}  // namespace

Grower::Grower(const PairTerms& pair)
    : pair_(pair),
      surprise_(&pair.model->rewrite),
      parameters_(pair.parameters().growth),
      least_score_(least_score(pair.a.size(), pair.b.size(), pair.parameters().select)),
      couples_(number_couples(pair)),
      together_(couples_.count, 0) {
  a_.couples = &couples_.a;
  b_.couples = &couples_.b;
  for (Side* side : {&a_, &b_}) {
    side->text = side == &a_ ? &pair.a : &pair.b;
    for (auto* counts : {&side->inside, &side->left, &side->right, &side->stamp})
      counts->assign(pair.term_count(), 0);
    side->gain_in.resize(pair.term_count());
    side->gain_out.resize(pair.term_count());
  }
}

TokenSpan Grower::widened(TokenSpan span, TokenSpan limit) const {
  uint32_t margin =
      parameters_.margin + static_cast<uint32_t>(parameters_.margin_share * span.size());
  uint32_t start = span.start > limit.start + margin ? span.start - margin : limit.start;
  uint32_t end = limit.end - span.end > margin ? span.end + margin : limit.end;
  return {start, end};
}

// Writes the gains of the window's tokens against `target`, seen from the present
// range. Requires: inside counts of both sides set.
void Grower::fill_gains(Side& x, TokenSpan window, TokenSpan range, const Side& y,
                        TokenSpan target) {
  const std::vector<Term>& terms = x.text->terms;
  const float n = static_cast<float>(target.size());
  const float other_prior = pair_.parameters().surprise.other_prior;
  const float own_prior = pair_.parameters().surprise.own_prior;
  const float other_words =
      other_prior + static_cast<float>(y.text->size() - target.size());
  const float own_words = own_prior + static_cast<float>(x.text->size() - range.size());
  const float missing = surprise_->missing();
  ++round_;

  auto look_up = [&](Term term) {
    float f = pair_.background[term];
    float other =
        (other_prior * f + static_cast<float>(y.text->counts[term] - y.inside[term])) /
        other_words;
    float own_uses =
        own_prior * f + static_cast<float>(x.text->counts[term] - x.inside[term]);
    x.gain_in[term] = surprise_->found(n * std::max(other, own_uses / own_words));
    x.gain_out[term] = surprise_->found(n * std::max(other, (own_uses - 1) / own_words));
    x.stamp[term] = round_;
    x.left[term] = x.right[term] = x.inside[term];
  };

  gains_start_ = window.start;
  gains_.resize(window.size());
  for (uint32_t i = range.start; i < range.end; ++i) {
    Term term = terms[i];
    bool found = y.inside[term] != 0;
    if (found && x.stamp[term] != round_) look_up(term);
    gains_[i - window.start] = found ? x.gain_in[term] : missing;
  }
  auto outward = [&](uint32_t i, std::vector<uint32_t>& used) {
    Term term = terms[i];
    if (y.inside[term] != 0 && x.stamp[term] != round_) look_up(term);
    bool found = y.inside[term] != 0 && used[term] < y.inside[term];
    if (found) ++used[term];
    gains_[i - window.start] = found ? x.gain_out[term] : missing;
  };
  for (uint32_t i = range.end; i < window.end; ++i) outward(i, x.right);
  for (uint32_t i = range.start; i-- > window.start;) outward(i, x.left);
}

// Of the words found, tells those that stand beside the same neighbour in the target.
void Grower::add_company(const Side& x, TokenSpan window, const Side& y,
                         TokenSpan target) {
  const std::vector<uint32_t>& theirs = *y.couples;
  for (uint32_t j = target.start + 1; j < target.end; ++j) together_[theirs[j]] = 1;
  together_[0] = 0;
  const uint32_t* ours = x.couples->data() + window.start;
  const float missing = surprise_->missing();
  const float company = parameters_.company, alone = parameters_.alone;
  bool after = false;  // does the word before make a couple with this one?
  for (uint32_t i = 0; i < window.size(); ++i) {
    bool before = after;
    after =
        i + 1 < window.size() && together_[ours[i + 1]] != 0 && gains_[i + 1] != missing;
    if (gains_[i] == missing) {
      after = false;
      continue;
    }
    gains_[i] = before || after ? gains_[i] + company : std::max(0.0F, gains_[i] - alone);
  }
  for (uint32_t j = target.start + 1; j < target.end; ++j) together_[theirs[j]] = 0;
}

// The best segment of the window of x against `target` of y, as a span of x.
Segment Grower::best_of(Side& x, TokenSpan window, TokenSpan range, Side& y,
                        TokenSpan target) {
  auto each = [](Side& side, TokenSpan span, auto&& change) {
    for (uint32_t i = span.start; i < span.end; ++i)
      if (Term term = side.text->terms[i]; term != kUnshared) change(side.inside[term]);
  };
  each(x, range, [](uint32_t& count) { ++count; });
  each(y, target, [](uint32_t& count) { ++count; });
  fill_gains(x, window, range, y, target);
  add_company(x, window, y, target);
  each(x, range, [](uint32_t& count) { count = 0; });
  each(y, target, [](uint32_t& count) { count = 0; });

  std::span<const uint8_t> breaks(x.text->breaks);
  Segment best = best_segment(gains_, breaks.subspan(window.start, window.size() + 1),
                              parameters_.break_bonus);
  best.span.start += window.start;
  best.span.end += window.start;
  return best;
}

Region Grower::grow(TokenSpan seed_a, TokenSpan seed_b) {
  return grow(seed_a, seed_b, {0, a_.text->size()}, {0, b_.text->size()});
}

Region Grower::grow(TokenSpan seed_a, TokenSpan seed_b, TokenSpan limit_a,
                    TokenSpan limit_b) {
  Region region{seed_a, seed_b, 0, 0, 0};
  double survival_a = 0, survival_b = 0;
  for (int round = 0; round < kRounds; ++round) {
    bool settling = round >= kRounds - kSettlingRounds;
    Region before = region;
    Segment best = best_of(a_, widened(region.a, limit_a), region.a, b_,
                           settling ? region.b : widened(region.b, limit_b));
    if (best.span.empty()) return {};
    region.a = best.span;
    region.sum_a = best.sum;
    if (settling) survival_a = survival(region.a);
    best = best_of(b_, widened(region.b, limit_b), region.b, a_,
                   settling ? region.a : widened(region.a, limit_a));
    if (best.span.empty()) return {};
    region.b = best.span;
    region.sum_b = best.sum;
    if (settling) survival_b = survival(region.b);

    // What did not move will not move again: settle at once, or be done.
    if (region.a == before.a && region.b == before.b) {
      if (settling) break;
      round = kRounds - kSettlingRounds - 1;
    }
  }
  region.score = std::min(region.sum_a, region.sum_b) - parameters_.toll;
  if (region.score >= least_score_)
    lay_ends(region, survival_a, survival_b, limit_a, limit_b);
  if (region.a.size() > parameters_.surplus * region.b.size())
    region.a = without_surplus(a_, region.a, b_, region.b);
  else if (region.b.size() > parameters_.surplus * region.a.size())
    region.b = without_surplus(b_, region.b, a_, region.a);
  return region;
}

// How much of the other side's words a range has kept, by the gains at hand; of those
// that are telling.
double Grower::survival(TokenSpan range) const {
  const float missing = surprise_->missing();
  double found = 2, asked = 4;  // half, as long as little is seen
  for (uint32_t i = range.start; i < range.end; ++i) {
    const float gain = gains_[i - gains_start_];
    found += gain >= parameters_.telling;
    asked += gain >= parameters_.telling || gain == missing;
  }
  return std::clamp(found / asked, parameters_.least_survival, parameters_.most_survival);
}

// Lays the ends anew, by what survives in this region.
void Grower::lay_ends(Region& region, double survival_a, double survival_b,
                      TokenSpan limit_a, TokenSpan limit_b) {
  const SurpriseTable* usual = surprise_;
  surprise_ = &pair_.model->of_survival(survival_a);
  TokenSpan a = best_of(a_, widened(region.a, limit_a), region.a, b_, region.b).span;
  surprise_ = &pair_.model->of_survival(survival_b);
  TokenSpan b = best_of(b_, widened(region.b, limit_b), region.b, a_, region.a).span;
  surprise_ = usual;
  if (!a.empty()) region.a = a;
  if (!b.empty()) region.b = b;
}

// The range of x without surplus ends: found word by word, but in uses of the target's
// words that the rest of the range has taken up.
TokenSpan Grower::without_surplus(Side& x, TokenSpan range, Side& y, TokenSpan target) {
  best_of(x, range, range, y, target);  // for its gains_
  const std::vector<Term>& terms = x.text->terms;
  const std::vector<Term>& others = y.text->terms;
  std::vector<uint32_t>& left = x.inside;  // uses of a term that y has left
  auto clear = [&] {
    for (uint32_t i = range.start; i < range.end; ++i) left[terms[i]] = 0;
    for (uint32_t j = target.start; j < target.end; ++j) left[others[j]] = 0;
  };
  auto fill = [&] {
    clear();
    for (uint32_t j = target.start; j < target.end; ++j)
      if (others[j] != kUnshared) ++left[others[j]];
  };
  auto use = [&](uint32_t i) { return left[terms[i]] != 0 && left[terms[i]]-- != 0; };
  double sum = 0, best = 0;
  auto adds_up = [&](uint32_t i, uint32_t end) {
    sum += use(i) ? gains_[i - range.start] : surprise_->missing();
    double closed = sum + parameters_.break_bonus * x.text->breaks[end];
    if (closed < best) return false;
    best = closed;
    return true;
  };

  TokenSpan kept = range;
  fill();
  for (uint32_t i = range.start; i < range.end; ++i)
    if (adds_up(i, i + 1)) kept.end = i + 1;
  sum = best = 0;
  fill();
  for (uint32_t i = range.end; i-- > range.start;)
    if (adds_up(i, i)) kept.start = i;

  uint32_t found = 0;
  fill();
  for (uint32_t i = kept.start; i < kept.end; ++i) found += use(i);
  clear();
  bool faithful = kept.start < kept.end && found >= parameters_.faithful * kept.size();
  return faithful ? kept : range;
}

Region Grower::scored(TokenSpan a, TokenSpan b) {
  auto sum = [&](Side& x, TokenSpan range, Side& y, TokenSpan target) {
    best_of(x, range, range, y, target);
    double total = 0;
    for (float gain : gains_) total += gain;
    return total + parameters_.break_bonus *
                       (x.text->breaks[range.start] + x.text->breaks[range.end]);
  };
  Region region{a, b, 0, sum(a_, a, b_, b), sum(b_, b, a_, a)};
  region.score = std::min(region.sum_a, region.sum_b) - parameters_.toll;
  return region;
}

}  // namespace unspin
