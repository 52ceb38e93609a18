// This file finds statements that became more or less sure.
//
// Words of certainty have three steps (english.h): doubtful, likely, sure. A word
// replaced by one on another step is a change, of fact when it goes from one end to
// the other ("will", "may") or is a modal verb for a modal verb ("must", "should"). A
// hedge that came or went with nothing in its place is one too ("the alleged thief"), and
// so is a likely thing made likelier ("very likely"). A verb of saying that leaves it
// open whether the speaker is right
// ("claimed") in place of one that does not is a matter of wording: what was said
// is the same.

#include <algorithm>
#include <cstdlib>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/phrase.h"

namespace unspin {
namespace {

constexpr uint32_t kReach = 3;

class CertaintyPass {
 public:
  CertaintyPass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight),
        here_(sight.here.tokens),
        there_(sight.there.tokens),
        drafts_(drafts) {}

  void look_at(uint32_t i) {
    const Fate& fate = sight_.map[i];
    int level = certainty(here_, i);
    if (fate.same()) {
      if (level == 1 || level == 2) look_at_intensifier(i);
      return;
    }
    if (level != 0 && fate.replaced() && compare_levels(i, level)) return;
    if (level != 0 && is_english_hedge(here_[i].word)) look_at_hedge(i, level);
    if (fate.replaced() && is_english(here_[i].word, kReports)) look_at_saying(i);
  }

 private:
  // "may" is a month when capitalised.
  static int certainty(const Tokens& tokens, uint32_t i) {
    if (tokens[i].has(kCapitalised) && !tokens[i].has(kSentenceStart)) return 0;
    return english_certainty(tokens[i].word);
  }

  static int level_in(const Tokens& tokens, TokenSpan span) {
    for (uint32_t j = span.start; j < span.end; ++j)
      if (int level = certainty(tokens, j); level != 0) return level;
    return 0;
  }

  // True when the counterpart speaks of certainty too, changed or not.
  bool compare_levels(uint32_t i, int level) {
    const Fate& fate = sight_.map[i];
    int other = level_in(there_, fate.there);
    if (other == 0) return false;
    if (other != level && fate.there.size() <= 4)
      add(severity_of(i, level, other), fate.here, fate.there);
    else
      compare_strength(fate.here, fate.there);
    return true;
  }

  // From end to end, or what has to be into what ought to be.
  Severity severity_of(uint32_t i, int level, int other) const {
    auto modal = [](const Token& token) { return is_english(token.word, kModal); };
    const Fate& fate = sight_.map[i];
    bool modals =
        modal(here_[i]) && fate.there.size() == 1 && modal(there_[fate.there.start]);
    return modals || std::abs(other - level) >= 2 ? Severity::kFact : Severity::kWording;
  }

  // The same step on both sides, but "very" on one of them.
  void compare_strength(TokenSpan at, TokenSpan other) {
    bool strong = strengthen(here_, at), strong_there = strengthen(there_, other);
    if (strong != strong_there) add(Severity::kWording, at, other);
  }

  // Is it strengthened? Takes the word that does so into `span`.
  static bool strengthen(const Tokens& tokens, TokenSpan& span) {
    for (uint32_t j = span.start; j < span.end; ++j)
      if (is_english(tokens[j].word, kIntensifier)) return true;
    if (span.start == 0 || !is_english(tokens[span.start - 1].word, kIntensifier))
      return false;
    --span.start;
    return true;
  }

  void look_at_intensifier(uint32_t i) {
    if (sight_.from_a && !sight_.map[i].there.empty())
      compare_strength({i, i + 1}, sight_.map[i].there);
  }

  // A hedge that nothing stands for.
  void look_at_hedge(uint32_t i, int level) {
    TokenSpan place = around(here_, {i, i + 1}, 2);
    if (2 * sight_.map.kept(place, true) < place.size()) return;
    TokenSpan other = sight_.map.counterpart(place);
    if (other.empty()) return;
    TokenSpan near = around(there_, other, kReach);
    for (uint32_t j = near.start; j < near.end; ++j) {
      if (certainty(there_, j) != 0 && !sight_.back[j].same()) return;
      if (is_english(there_[j].word, kClaims)) return;
    }
    add(level == 1 ? Severity::kFact : Severity::kWording, {i, i + 1},
        sight_.map.counterpart({i, i + 1}));
  }

  void look_at_saying(uint32_t i) {
    const Fate& fate = sight_.map[i];
    if (fate.there.size() > 3) return;
    bool claims = is_english(here_[i].word, kClaims);
    for (uint32_t j = fate.there.start; j < fate.there.end; ++j) {
      if (!is_english(there_[j].word, kReports)) continue;
      if (is_english(there_[j].word, kClaims) == claims) continue;
      add(Severity::kWording, fate.here, fate.there);
      return;
    }
  }

  void add(Severity severity, TokenSpan at, TokenSpan other) {
    // Before a modal verb stands its subject, which may have changed of its own.
    bool modal = is_english(here_[at.start].word, kModal);
    TokenSpan wide = modal ? at : with_left(sight_.here.text, here_, at);
    wide = with_right(sight_.here.text, here_, wide);
    if (other.empty() && sight_.map.counterpart(wide).empty())
      wide = around(here_, wide, 2), other = sight_.map.counterpart(wide);
    Draft draft = draft_wide(sight_, ChangeKind::kCertainty, severity, wide, other);
    if (!draft.a.empty() && !draft.b.empty()) drafts_.push_back(draft);
  }

  const Sight& sight_;
  const Tokens& here_;
  const Tokens& there_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void find_certainty_changes(const Sight& sight, std::vector<Draft>& drafts) {
  CertaintyPass pass(sight, drafts);
  for (uint32_t i = 0; i < sight.map.size(); ++i)
    if (sight.map[i].inside) pass.look_at(i);
}

}  // namespace unspin
