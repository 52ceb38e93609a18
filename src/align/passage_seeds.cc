// This file finds seeds: pairs of short windows that share surprising words.
//
// Both texts are cut into windows of 20 tokens, every 10. A pair of windows scores the
// surprise of its shared stems less what the missing ones cost, each stem once. All
// pairs would be quadratic, so an inverted index adds up the rare stems only, which
// nearly all of the surprise comes from, and only pairs that could still pass with
// every frequent stem of the window added are scored in full.
//
// Rare is relative to the work: the index visits uses-in-a times uses-in-b pairs for
// every stem, and where the texts are large enough for that to exceed a fixed budget,
// the stems with most visits are left out.

#include "align/passage_seeds.h"

#include <algorithm>
#include <span>

#include "align/passage_surprise.h"

namespace unspin {

namespace {

// A stem of less weight than this is left to the full score.
constexpr float kRareWeight = 2;

// Visits of window pairs that the index may cost, about a second's worth.
constexpr double kSeedWork = 2e8;

uint32_t window_count(const TermText& text, uint32_t step) {
  return (text.size() + step - 1) / step;
}

// What each term adds to a window pair that shares it.
std::vector<float> weights_of(const PairTerms& pair) {
  const SurpriseTable& surprise = pair.model->rewrite;
  const float prior = pair.parameters().surprise.other_prior;
  const auto window = static_cast<float>(pair.parameters().seeds.window());
  std::vector<float> weights(pair.term_count(), 0);
  auto chance = [prior](const TermText& text, Term term, float background) {
    float outside = static_cast<float>(text.counts[term]) - 1;
    return (prior * background + outside) / (prior + static_cast<float>(text.size()));
  };
  for (Term term = 1; term < pair.term_count(); ++term) {
    float background = pair.background[term];
    float frequency =
        std::max(chance(pair.a, term, background), chance(pair.b, term, background));
    weights[term] = surprise.found(window * frequency) - surprise.missing();
  }
  return weights;
}

// Which terms the inverted index holds.
std::vector<uint8_t> rare_terms(const PairTerms& pair,
                                const std::vector<float>& weights) {
  std::vector<uint8_t> rare(pair.term_count(), 0);
  std::vector<std::pair<double, Term>> by_work;
  double work = 0;
  for (Term term = 1; term < pair.term_count(); ++term) {
    if (weights[term] < kRareWeight) continue;
    rare[term] = 1;
    double visits = 4.0 * pair.a.counts[term] * pair.b.counts[term];
    by_work.emplace_back(visits, term);
    work += visits;
  }
  if (work <= kSeedWork) return rare;
  std::ranges::sort(by_work, std::greater<>());
  for (auto [visits, term] : by_work) {
    if (work <= kSeedWork) break;
    rare[term] = 0;
    work -= visits;
  }
  return rare;
}

// For every rare term, the windows of a text that hold it, ascending.
class WindowIndex {
 public:
  WindowIndex(const TermText& text, const std::vector<uint8_t>& rare, uint32_t step)
      : begins_(rare.size() + 1, 0), sizes_(rare.size(), 0) {
    for (size_t term = 0; term < rare.size(); ++term)
      begins_[term + 1] = begins_[term] + (rare[term] ? 2u * text.counts[term] : 0);
    windows_.resize(begins_.back());
    for (uint32_t i = 0; i < text.size(); ++i) {
      Term term = text.terms[i];
      if (!rare[term]) continue;
      uint32_t last = i / step;
      if (last > 0) add(term, last - 1);
      add(term, last);
    }
  }

  std::span<const uint32_t> windows(Term term) const {
    return {windows_.data() + begins_[term], sizes_[term]};
  }

 private:
  void add(Term term, uint32_t window) {
    uint32_t* begin = windows_.data() + begins_[term];
    uint32_t& size = sizes_[term];
    if (size == 0 || begin[size - 1] < window) begin[size++] = window;
  }

  std::vector<size_t> begins_;
  std::vector<uint32_t> sizes_;
  std::vector<uint32_t> windows_;
};

bool better(const Seed& x, const Seed& y) {
  if (x.score != y.score) return x.score > y.score;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
}

// Keeps the best `most` of what it is given, in memory for twice as many.
class BestSeeds {
 public:
  explicit BestSeeds(size_t most) : most_(most) {}

  void add(const Seed& seed) {
    seeds_.push_back(seed);
    if (seeds_.size() >= 2 * most_ + 1024) cut();
  }

  std::vector<Seed> take() {
    cut();
    std::ranges::sort(seeds_, better);
    return std::move(seeds_);
  }

 private:
  void cut() {
    if (seeds_.size() <= most_) return;
    auto end = seeds_.begin() + static_cast<ptrdiff_t>(most_);
    std::nth_element(seeds_.begin(), end, seeds_.end(), better);
    seeds_.erase(end, seeds_.end());
  }

  size_t most_;
  std::vector<Seed> seeds_;
};

// Scores the windows of b against one window of a after another.
class SeedFinder {
 public:
  explicit SeedFinder(const PairTerms& pair)
      : pair_(pair),
        parameters_(pair.parameters().seeds),
        missing_(pair.model->rewrite.missing()),
        weights_(weights_of(pair)),
        rare_(rare_terms(pair, weights_)),
        index_(pair.b, rare_, parameters_.step),
        best_(parameters_.most),
        sums_(window_count(pair.b, parameters_.step), 0),
        seen_(pair.term_count(), kNever) {}

  std::vector<Seed> find() {
    const uint32_t windows = window_count(pair_.a, parameters_.step);
    for (uint32_t window = 0; window < windows; ++window) {
      open(window);
      add_up();
      for (uint32_t other : touched_) {
        bool promising = sums_[other] + frequent_ > least_;
        sums_[other] = 0;
        if (promising) score_in_full(window, other);
      }
    }
    return best_.take();
  }

 private:
  static constexpr uint32_t kNever = UINT32_MAX;

  TokenSpan window_of(const TermText& text, uint32_t window) const {
    uint32_t start = window * parameters_.step;
    return {start, std::min(start + parameters_.window(), text.size())};
  }

  // Collects the distinct terms of a window of a, and what a seed there must reach.
  void open(uint32_t window) {
    span_ = window_of(pair_.a, window);
    uint32_t distinct = 0;
    frequent_ = 0;
    wanted_.clear();
    for (uint32_t i = span_.start; i < span_.end; ++i) {
      Term term = pair_.a.terms[i];
      distinct += term == kUnshared;
      if (term == kUnshared || seen_[term] == window) continue;
      seen_[term] = window;
      ++distinct;
      if (rare_[term])
        wanted_.push_back(term);
      else
        frequent_ += weights_[term];
    }
    cost_ = static_cast<float>(distinct) * missing_;
    least_ = static_cast<float>(parameters_.least_score) - cost_;
  }

  // What the rare terms bring, for every window of b that has one.
  void add_up() {
    touched_.clear();
    for (Term term : wanted_)
      for (uint32_t other : index_.windows(term)) {
        if (sums_[other] == 0) touched_.push_back(other);
        sums_[other] += weights_[term];
      }
  }

  void score_in_full(uint32_t window, uint32_t other) {
    float sum = 0;
    uint32_t shared = 0;
    TokenSpan there = window_of(pair_.b, other);
    for (uint32_t i = there.start; i < there.end; ++i) {
      Term term = pair_.b.terms[i];
      if (term == kUnshared || seen_[term] != window) continue;
      seen_[term] = kNever;  // once each
      sum += weights_[term];
      ++shared;
    }
    for (uint32_t i = span_.start; i < span_.end; ++i) seen_[pair_.a.terms[i]] = window;
    if (sum > least_ && shared >= parameters_.fewest_shared)
      best_.add({span_.start, there.start, sum + cost_});
  }

  const PairTerms& pair_;
  const SeedParameters& parameters_;
  const float missing_;
  std::vector<float> weights_;
  std::vector<uint8_t> rare_;
  WindowIndex index_;
  BestSeeds best_;

  // Of the window of a at hand.
  TokenSpan span_;
  std::vector<Term> wanted_;  // its distinct rare terms
  float frequent_ = 0;        // what its other terms could bring at most
  float cost_ = 0;            // what missing all would cost
  float least_ = 0;           // what shared terms must bring

  std::vector<float> sums_;  // per window of b
  std::vector<uint32_t> touched_;
  std::vector<uint32_t> seen_;  // last window of a that has the term
};

}  // namespace

std::vector<Seed> find_seeds(const PairTerms& pair) { return SeedFinder(pair).find(); }

}  // namespace unspin
