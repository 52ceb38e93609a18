// This file finds statements that were turned round.
//
// A negation was gained or lost when a "not" has no counterpart although what it
// stands before has one, and nothing near by negates in other words ("did not
// accept", "refused"; "not happy", "unhappy"). An opposite is a word replaced by one
// that the dictionary gives as its antonym, or a preposition by one that takes the
// other side ("against", "for"). Both at one place cancel out.

#include <algorithm>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/phrase.h"

namespace unspin {
namespace {

constexpr uint32_t kReach = 4;

class PolarityPass {
 public:
  PolarityPass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight),
        here_(sight.here.tokens),
        there_(sight.there.tokens),
        drafts_(drafts) {}

  void look_at_negation(uint32_t i) {
    const Fate& fate = sight_.map[i];
    if (!fate.inside || fate.same() || is_split_up(i)) return;
    TokenSpan place = around(here_, {i, i + 1}, 3);
    // What it negates must have stayed; else a clause is gone, not a negation.
    TokenSpan negated{i + 1, place.end};
    if (negated.empty() || 2 * sight_.map.kept(negated, true) < negated.size()) return;
    TokenSpan other = sight_.map.counterpart(negated);
    if (other.empty() || negates_otherwise(around(there_, other, kReach))) return;
    TokenSpan at = with_right(sight_.here.text, here_, {i, i + 1});
    at = with_left(sight_.here.text, here_, at);
    TokenSpan stand_in = sight_.map.counterpart(at);
    // Among words of grammar only ("are also"): with its neighbours.
    if (stand_in.empty())
      at = around(here_, at, 2), stand_in = sight_.map.counterpart(at);
    Draft draft =
        draft_wide(sight_, ChangeKind::kNegation, Severity::kFact, at, stand_in);
    if (!draft.a.empty() && !draft.b.empty()) drafts_.push_back(draft);
  }

  void look_at_opposites(const Fate& fate) {
    if (fate.here.size() > 3 || fate.there.size() > 3) return;
    for (uint32_t i = fate.here.start; i < fate.here.end; ++i)
      for (uint32_t j = fate.there.start; j < fate.there.end; ++j)
        if (are_opposites(here_[i].word, there_[j].word) && !negated_anew(i, j)) {
          report_opposites({i, i + 1}, {j, j + 1});
          return;
        }
  }

 private:
  bool are_opposites(uint64_t x, uint64_t y) const {
    return are_english_opposites(x, y) || sight_.lexicon.is_antonym(x, y);
  }

  // "without" against "with out", "don't" against "dont": one word, written otherwise.
  bool is_split_up(uint32_t i) const {
    const Fate& fate = sight_.map[i];
    std::string joined, word(here_.word(i));
    for (uint32_t j = fate.there.start; j < fate.there.end && joined.size() < 32; ++j)
      joined += there_.word(j);
    std::erase(joined, '\'');
    std::erase(word, '\'');
    return fate.replaced() && joined.find(word) != joined.npos;
  }

  // Is there a negation, or an opposite, in `place` over there that is new?
  bool negates_otherwise(TokenSpan place) const {
    for (uint32_t j = place.start; j < place.end; ++j) {
      const Fate& fate = sight_.back[j];
      if (fate.same()) continue;
      if (is_english(there_[j].word, kNegates | kDenies)) return true;
      std::string_view word = there_.word(j);
      if (word.starts_with("un") || word.starts_with("in") || word.starts_with("dis"))
        return true;
      if (!fate.replaced()) continue;
      for (uint32_t i = fate.there.start; i < fate.there.end; ++i)
        if (sight_.lexicon.is_antonym(here_[i].word, there_[j].word)) return true;
    }
    return false;
  }

  // Did a negation come or go beside the pair of opposites?
  bool negated_anew(uint32_t i, uint32_t j) const {
    auto turns = [](const Tokens& tokens, const WordMap& map, TokenSpan place) {
      for (uint32_t k = place.start; k < place.end; ++k)
        if (is_english(tokens[k].word, kNegates | kDenies) && !map[k].same()) return true;
      return false;
    };
    return turns(here_, sight_.map, around(here_, {i, i + 1}, kReach)) ||
           turns(there_, sight_.back, around(there_, {j, j + 1}, kReach));
  }

  void report_opposites(TokenSpan at, TokenSpan other) {
    TokenSpan wide = with_left(sight_.here.text, here_, at);
    // Not into a figure, which has a pass of its own.
    if (is_english(here_[at.start].word, kFunctionWord) && !figure_follows(at))
      wide = with_right(sight_.here.text, here_, wide);
    drafts_.push_back(
        draft_wide(sight_, ChangeKind::kNegation, Severity::kFact, wide, other));
  }

  bool figure_follows(TokenSpan at) const {
    for (uint32_t i = at.end; i < here_.size() && i < at.end + 2; ++i)
      if (here_[i].has(kDigits)) return true;
    return false;
  }

  const Sight& sight_;
  const Tokens& here_;
  const Tokens& there_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void find_polarity_changes(const Sight& sight, std::vector<Draft>& drafts) {
  PolarityPass pass(sight, drafts);
  for (uint32_t i = 0; i < sight.map.size(); ++i) {
    const Fate& fate = sight.map[i];
    if (!fate.inside || fate.same()) continue;
    uint32_t uses = english_uses(sight.here.tokens[i].word);
    if (uses & kNegates) pass.look_at_negation(i);
    if (uses & (kRises | kFalls)) find_movement_change(sight, i, drafts);
    if (sight.from_a && fate.replaced() && fate.here.start == i)
      pass.look_at_opposites(fate);
  }
}

}  // namespace unspin
