// This file finds names that became other names.
//
// A name is looked at as a whole, through the alignment: "State Department" against
// whatever stands for it. It changed when one of its words was replaced, by more
// than an ending ("Russia's", "Russian"), and what replaced it looks like a name too
// or leaves the rest of the name standing ("Korea seat" for "Korea Chair").
//
// Most replaced names are none of an editor's business: "Putin" became "he", "the
// president", "Vladimir Putin", or moved elsewhere in the sentence; "United Nations"
// became "UN". So a name only counts as changed when its word is nowhere in the
// sentence over there, and the new one nowhere in the sentence here.

#include <algorithm>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/names.h"

namespace unspin {
namespace {

bool has_capital(const Token& token) {
  return token.has(kCapitalised) || token.has(kAllCaps);
}

TokenSpan sentence_around(const Tokens& tokens, TokenSpan span) {
  if (tokens.size() == 0) return {};
  uint32_t last = tokens.size() - 1;
  TokenSpan first = tokens.sentence_of(std::min(span.start, last));
  uint32_t end_token = span.empty() ? span.start : span.end - 1;
  return {first.start, tokens.sentence_of(std::min(end_token, last)).end};
}

bool says(const Tokens& tokens, TokenSpan span, std::string_view word) {
  for (uint32_t i = span.start; i < span.end; ++i)
    if (same_name_word(tokens.word(i), word)) return true;
  return false;
}

// The name of `names` that overlaps `span`, else `span`; both together.
TokenSpan widen(const std::vector<TokenSpan>& names, TokenSpan span) {
  auto first = std::ranges::lower_bound(names, span.start + 1, {}, &TokenSpan::end);
  for (; first != names.end() && first->start < span.end; ++first) {
    // Not the neighbour that only touches it.
    span.start = std::min(span.start, first->start);
    span.end = std::max(span.end, first->end);
  }
  return span;
}

class NamePass {
 public:
  NamePass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight),
        here_(sight.here.tokens),
        there_(sight.there.tokens),
        drafts_(drafts) {}

  void look_at(TokenSpan name) {
    TokenSpan other = sight_.map.counterpart(name);
    if (other.empty()) return;
    bool kept_some = false, changed = false;
    for (uint32_t i = name.start; i < name.end; ++i) {
      const Fate& fate = sight_.map[i];
      if (is_english(here_[i].word, kNameLink)) continue;
      if (fate.same() || says(there_, other, here_.word(i)))
        kept_some = true;
      else if (fate.replaced() && is_other(fate))
        changed = true;
    }
    if (!changed || !is_replaced(name, other, kept_some)) return;
    report(name, other, kept_some);
  }

 private:
  static bool is_other(const Fate& fate) {
    return fate.kinship != Kinship::kSpelling && fate.kinship != Kinship::kInflection;
  }

  bool is_replaced(TokenSpan name, TokenSpan other, bool kept_some) const {
    // Do its lost words stand elsewhere in the sentence?
    TokenSpan sentence = sentence_around(there_, other);
    TokenSpan own_sentence = sentence_around(here_, name);
    bool lost = false, named = false;
    for (uint32_t i = name.start; i < name.end; ++i) {
      if (!sight_.map[i].replaced() || is_english(here_[i].word, kNameLink)) continue;
      if (!says(there_, sentence, here_.word(i))) lost = true;
    }
    if (!lost) return false;
    // Is there a name over there that does not stand here?
    for (uint32_t j = other.start; j < other.end; ++j) {
      const Fate& fate = sight_.back[j];
      if (!fate.replaced() || fate.here.empty()) continue;
      bool new_word = !says(here_, own_sentence, there_.word(j));
      if (new_word && has_capital(there_[j]) && !there_[j].has(kSentenceStart) &&
          !is_english(there_[j].word, kCalendar | kFunctionWord))
        named = true;
      if (new_word && kept_some && !is_english(there_[j].word, kFunctionWord))
        named = true;
    }
    return named && !is_same_thing(name, other);
  }

  bool is_same_thing(TokenSpan name, TokenSpan other) const {
    if (name.size() == 1 && are_initials(here_.word(name.start), there_, other))
      return true;
    if (other.size() == 1 && are_initials(there_.word(other.start), here_, name))
      return true;
    std::vector<uint64_t> x, y;
    for (uint32_t i = name.start; i < name.end; ++i) x.push_back(here_[i].word);
    for (uint32_t j = other.start; j < other.end; ++j) y.push_back(there_[j].word);
    // Names of one thing in the dictionary, unless word stands for word within them.
    return x.size() != y.size() && sight_.lexicon.kinship(x, y) == Kinship::kSynonym;
  }

  void report(TokenSpan name, TokenSpan other, bool kept_some) {
    other = widen(sight_.names_there, other);
    bool says_it = !kept_some && (reports(here_, name) && reports(there_, other));
    bool kin = false;
    for (uint32_t i = name.start; i < name.end; ++i)
      kin = kin || (sight_.map[i].replaced() && sight_.map[i].kinship != Kinship::kNone);
    ChangeKind kind = says_it && !kin ? ChangeKind::kAttribution : ChangeKind::kName;
    drafts_.push_back(sight_.draft(kind, Severity::kFact, name, other));
  }

  // Does a verb of saying stand beside the name?
  static bool reports(const Tokens& tokens, TokenSpan name) {
    bool after = name.end < tokens.size() && is_english(tokens[name.end].word, kReports);
    bool before = name.start > 0 && is_english(tokens[name.start - 1].word, kReports) &&
                  !tokens[name.start].has(kSentenceStart);
    return after || before;
  }

  const Sight& sight_;
  const Tokens& here_;
  const Tokens& there_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void find_name_changes(const Sight& sight, std::vector<Draft>& drafts) {
  NamePass pass(sight, drafts);
  for (TokenSpan name : sight.names_here)
    if (sight.map.inside(name) == name.size()) pass.look_at(name);
}

}  // namespace unspin
