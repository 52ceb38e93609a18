// This file decides who stays.
//
// A family may be a thousand copies of one text that were each compared with its root
// alone. If another than the root shall stay, say the last of them, the others have to be
// compared with that one: that two texts are copies of a third does not make them copies
// of each other. And where small changes add up, the ends of a chain of versions are
// different texts, both of which have to stay. So:
//
//   - Documents are taken by preference. One goes when a preferred document that stays
//     was compared with it and says the same; else it stays.
//   - Before it stays it asks: those that stay and have a neighbour in common with it are
//     likely to say the same, so it is compared with them, the most preferred first. It
//     asks a few times, no more: in a family of thousands that all differ from each other
//     asking everyone is quadratic.
//
// Comparing is what takes time, and is done by many threads; so we go round by round,
// where everyone who can ask does so, and all questions of a round are answered at once.
// To give what one after the other would give, a document decides to stay only when those
// preferred to it around each of its neighbours have decided.
//
// A pair that differs in a fact lets nobody go, but makes neighbours all the same: the
// copies of a corrected report are each compared with the report first, and must find
// each other by way of it.

#include "engine/dedup_choice.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace unspin {
namespace {

using Pair = std::pair<uint32_t, uint32_t>;

// A known pair as one of its documents sees it.
struct Neighbour {
  uint32_t document = 0;
  bool may_go = false;  // in favour of `document`
  bool fact_changed = false;
};

class Chooser {
 public:
  Chooser(std::span<const uint32_t> rank, std::span<const DuplicatePair> known)
      : rank_(rank),
        starts_(rank.size() + 1),
        first_open_(rank.size()),
        state_(rank.size(), State::kOpen),
        keepers_(rank.size()),
        asked_(rank.size()) {
    choice_.duplicate_of.resize(rank.size());
    std::iota(choice_.duplicate_of.begin(), choice_.duplicate_of.end(), 0U);
    add_neighbours(known);
  }

  Result<DedupChoice> choose(const AskPairs& ask) {
    std::vector<uint32_t> open(rank_.size());
    std::iota(open.begin(), open.end(), 0U);
    std::ranges::sort(open, {}, [&](uint32_t d) { return rank_[d]; });
    while (!open.empty()) {
      questions_.clear();
      for (uint32_t document : open) visit(document);
      std::erase_if(open, [&](uint32_t d) { return state_[d] != State::kOpen; });
      if (questions_.empty()) continue;
      UNSPIN_TRY(std::vector<DuplicatePair> answers, ask(questions_));
      for (const DuplicatePair& answer : answers) take(answer);
    }
    find_kept_for_facts();
    return std::move(choice_);
  }

 private:
  enum class State : uint8_t { kOpen, kStays, kGoes };

  std::span<const Neighbour> neighbours(uint32_t document) const {
    return std::span(neighbours_)
        .subspan(starts_[document], starts_[document + 1] - starts_[document]);
  }

  void add_neighbours(std::span<const DuplicatePair> known) {
    for (const DuplicatePair& pair : known) {
      ++starts_[pair.a + 1];
      ++starts_[pair.b + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    neighbours_.resize(starts_.back());
    std::vector<size_t> next(starts_.begin(), starts_.end() - 1);
    for (const DuplicatePair& pair : known) {
      neighbours_[next[pair.a]++] = {pair.b, pair.a_may_go, pair.fact_changed};
      neighbours_[next[pair.b]++] = {pair.a, pair.b_may_go, pair.fact_changed};
    }
    for (size_t i = 0; i < rank_.size(); ++i)
      std::ranges::sort(
          std::span(neighbours_).subspan(starts_[i], starts_[i + 1] - starts_[i]), {},
          [&](const Neighbour& n) { return rank_[n.document]; });
  }

  // Decides about an open document, asks for a pair, or leaves it for a later round.
  void visit(uint32_t document) {
    if (state_[document] != State::kOpen) return;
    for (const Neighbour& n : neighbours(document)) {
      if (rank_[n.document] > rank_[document]) break;
      if (!n.may_go || n.fact_changed || state_[n.document] == State::kGoes) continue;
      if (state_[n.document] == State::kStays) go(document, n.document);
      return;  // or wait for it
    }
    if (asked_[document].size() < kMostAsked) {
      if (auto candidate = best_candidate(document)) {
        asked_[document].push_back(*candidate);
        questions_.emplace_back(document, *candidate);
        return;
      }
      if (!is_next(document)) return;
    }
    stay(document);
  }

  void go(uint32_t document, uint32_t keeper) {
    state_[document] = State::kGoes;
    choice_.duplicate_of[document] = keeper;
  }

  void stay(uint32_t document) {
    state_[document] = State::kStays;
    for (const Neighbour& n : neighbours(document))
      if (keepers_[n.document].size() < kMostAsked)
        keepers_[n.document].push_back(document);
  }

  // The most preferred of those that stay, are preferred to `document`, have a neighbour
  // in common with it and were not compared with it.
  std::optional<uint32_t> best_candidate(uint32_t document) const {
    std::optional<uint32_t> best;
    auto consider = [&](uint32_t keeper) {
      if (rank_[keeper] >= rank_[document]) return;
      if (best && rank_[keeper] >= rank_[*best]) return;
      if (!is_compared(document, keeper)) best = keeper;
    };
    for (const Neighbour& n : neighbours(document)) {
      if (state_[n.document] == State::kGoes) consider(choice_.duplicate_of[n.document]);
      for (uint32_t keeper : keepers_[n.document]) consider(keeper);
    }
    return best;
  }

  bool is_compared(uint32_t document, uint32_t other) const {
    if (std::ranges::find(asked_[document], other) != asked_[document].end()) return true;
    std::span<const Neighbour> all = neighbours(document);
    auto found = std::ranges::lower_bound(
        all, rank_[other], {}, [&](const Neighbour& n) { return rank_[n.document]; });
    return found != all.end() && found->document == other;
  }

  // Whether nobody who is preferred to `document` and has a neighbour in common with it
  // is open.
  bool is_next(uint32_t document) {
    return std::ranges::all_of(neighbours(document), [&](const Neighbour& n) {
      std::span<const Neighbour> around = neighbours(n.document);
      size_t& i = first_open_[n.document];
      while (state_[around[i].document] != State::kOpen) ++i;  // ends at `document`
      return rank_[around[i].document] >= rank_[document];
    });
  }

  void take(const DuplicatePair& answer) {
    // Questions name the document that might go first; answers may not.
    bool a_asked = rank_[answer.a] > rank_[answer.b];
    auto [document, keeper] =
        a_asked ? Pair(answer.a, answer.b) : Pair(answer.b, answer.a);
    if (!(a_asked ? answer.a_may_go : answer.b_may_go)) return;
    if (answer.fact_changed)
      facts_.emplace_back(document, keeper);
    else if (state_[document] == State::kOpen)
      go(document, keeper);
  }

  void find_kept_for_facts() {
    for (uint32_t document = 0; document < rank_.size(); ++document)
      for (const Neighbour& n : neighbours(document))
        if (n.may_go && n.fact_changed && rank_[n.document] < rank_[document])
          facts_.emplace_back(document, n.document);
    std::erase_if(facts_, [&](const Pair& pair) {
      return state_[pair.first] != State::kStays || state_[pair.second] != State::kStays;
    });
    std::ranges::sort(facts_, {}, [&](const Pair& pair) {
      return Pair(pair.first, rank_[pair.second]);
    });
    auto repeated = std::ranges::unique(facts_, {}, &Pair::first);
    facts_.erase(repeated.begin(), repeated.end());
    choice_.kept_for_facts = std::move(facts_);
  }

  std::span<const uint32_t> rank_;
  std::vector<size_t> starts_;
  std::vector<Neighbour> neighbours_;  // of one document after another, preferred first

  // Index among its neighbours of the first that may still be open.
  std::vector<size_t> first_open_;

  std::vector<State> state_;
  std::vector<std::vector<uint32_t>> keepers_;  // neighbours that stay, the first few
  std::vector<std::vector<uint32_t>> asked_;
  std::vector<Pair> questions_;  // of this round
  std::vector<Pair> facts_;
  DedupChoice choice_;
};

}  // namespace

Result<DedupChoice> choose_documents(std::span<const uint32_t> rank,
                                     std::span<const DuplicatePair> known,
                                     const AskPairs& ask) {
  return Chooser(rank, known).choose(ask);
}

}  // namespace unspin
