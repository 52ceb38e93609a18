// This file finds what rose on the one side and fell on the other.
//
// News of markets and results says in many ways that something went up or down: "was
// up", "gained", "edged higher", "a profit of". Two writers hardly ever use words that
// are aligned with each other, so a word of movement is compared with those that stand
// in its place: between what was kept on its left and what was kept on its right. Only
// when all of them go the other way is the statement turned round. "Up" and "down" count
// where a figure follows or a verb of being or ending stands before: most often
// they belong to a verb ("set up").

#include <algorithm>
#include <optional>

#include "judge/draft.h"
#include "judge/english.h"

namespace unspin {
namespace {

// A place longer than this may speak of other things.
constexpr uint32_t kLongest = 12;

class MovementPass {
 public:
  MovementPass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight),
        here_(sight.here.tokens),
        there_(sight.there.tokens),
        drafts_(drafts) {}

  void look_at(uint32_t i) {
    uint32_t direction = direction_of(here_, i);
    if (direction == 0) return;
    TokenSpan place = place_of(i);
    std::optional<uint32_t> opposite;
    for (uint32_t j = place.start; j < place.end; ++j) {
      uint32_t other = direction_of(there_, j);
      if (other == 0 || is_result(here_, i) != is_result(there_, j)) continue;
      if (other == direction || sight_.back[j].same()) return;
      if (!opposite) opposite = j;
    }
    if (opposite)
      drafts_.push_back(sight_.draft(ChangeKind::kNegation, Severity::kFact, {i, i + 1},
                                     {*opposite, *opposite + 1}));
  }

 private:
  // Nouns of results go with each other: "profit fell" and "results declined" agree.
  static bool is_result(const Tokens& tokens, uint32_t i) {
    return is_english(tokens[i].word, kResult);
  }

  // kRises, kFalls, or 0 for words that say neither, or both.
  static uint32_t direction_of(const Tokens& tokens, uint32_t i) {
    uint32_t direction = english_uses(tokens[i].word) & (kRises | kFalls);
    if (direction == 0 || direction == (kRises | kFalls)) return 0;
    if (!is_english(tokens[i].word, kParticle)) return direction;
    bool figure = i + 1 < tokens.size() && tokens[i + 1].has(kDigits);
    bool state = i > 0 && is_english(tokens[i - 1].word, kState);
    return figure || state ? direction : 0;
  }

  bool is_anchor(uint32_t i) const {
    return sight_.map[i].same() && !is_english(here_[i].word, kFunctionWord);
  }

  // What stands over there in the place of token i: up to what was kept around it.
  TokenSpan place_of(uint32_t i) const {
    TokenSpan sentence = here_.sentence_of(i);
    std::optional<uint32_t> left, right;  // over there
    for (uint32_t k = i; k > sentence.start && !left; --k)
      if (is_anchor(k - 1)) left = sight_.map[k - 1].there.start;
    for (uint32_t k = i + 1; k < sentence.end && !right; ++k)
      if (is_anchor(k)) right = sight_.map[k].there.start;
    if (!left && !right) return {};
    TokenSpan other = there_.sentence_of(left ? *left : *right);
    uint32_t from = left ? *left + 1 : other.start;
    uint32_t to = right && other.contains(*right) ? *right : other.end;
    if (from > to) return {};
    // Nothing was kept on one side: the words next to the other.
    if (!left && to - from > kLongest) from = to - kLongest;
    if (!right) to = std::min(to, from + kLongest);
    return to - from > kLongest ? TokenSpan{} : TokenSpan{from, to};
  }

  const Sight& sight_;
  const Tokens& here_;
  const Tokens& there_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void find_movement_change(const Sight& sight, uint32_t token,
                          std::vector<Draft>& drafts) {
  MovementPass(sight, drafts).look_at(token);
}

}  // namespace unspin
