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

// A replacement of more words than this hardly says what stands for what.
constexpr uint32_t kLongest = 5;

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

TokenSpan hull(TokenSpan x, TokenSpan y) {
  return {std::min(x.start, y.start), std::max(x.end, y.end)};
}

// Are two words of some length one but for a letter, put in, left out or changed?
bool differ_by_a_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 5 || b.size() > a.size() + 1) return false;
  size_t i = 0, tail = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  while (tail < a.size() && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return i + tail + 1 >= b.size();
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
    bool kept_some = false;
    TokenSpan lost, gained;  // from the first to the last word replaced
    for (uint32_t i = name.start; i < name.end; ++i) {
      const Fate& fate = sight_.map[i];
      if (is_english(here_[i].word, kNameLink)) continue;
      if (fate.same() || says(there_, other, here_.word(i))) {
        kept_some = true;
      } else if (is_replaced(name, fate)) {
        lost = lost.empty() ? TokenSpan{i, i + 1} : TokenSpan{lost.start, i + 1};
        gained = gained.empty() ? fate.there : hull(gained, fate.there);
      }
    }
    if (lost.empty() || gained.size() > name.size() + kLongest ||
        (!is_put_in_place(lost, gained) && !is_news(lost, gained, kept_some)))
      return;
    if (is_same_thing(name, other) || is_same_thing(lost, gained)) return;
    // A counterpart much longer than the name was torn apart.
    if (other.size() > name.size() + 3) other = gained;
    report(name, trim(widen(sight_.names_there, other)), kept_some);
  }

 private:
  // Is this word of `name` replaced by another? Titles come and go.
  bool is_replaced(TokenSpan name, const Fate& fate) const {
    if (!fate.replaced() || fate.here.size() > kLongest) return false;
    bool title = is_english(here_[fate.here.start].word, kTitle);
    if (title && fate.here.size() == 1 && name.size() > 1 &&
        (fate.there.size() > 1 || is_english(there_[fate.there.start].word, kTitle) ||
         fate.kinship == Kinship::kNone))
      return false;
    return fate.kinship != Kinship::kSpelling && fate.kinship != Kinship::kInflection;
  }

  static bool is_title(const Tokens& tokens, uint32_t i) {
    return is_english(tokens[i].word, kTitle);
  }

  // Does a new name stand exactly where the old one stood, between words that were kept?
  // Then it matters not that the sentence says the old one again.
  bool is_put_in_place(TokenSpan lost, TokenSpan gained) const {
    if (lost.start == 0 || lost.end >= here_.size() || gained.start == 0 ||
        gained.empty() || gained.end >= there_.size() || gained.size() > 3)
      return false;
    const Fate &left = sight_.map[lost.start - 1], &right = sight_.map[lost.end];
    if (!left.same() || left.there.end != gained.start || !right.same() ||
        right.there.start != gained.end)
      return false;
    TokenSpan sentence = here_.sentence_of(lost.start);
    bool named = false;
    for (uint32_t j = gained.start; j < gained.end; ++j) {
      if (!has_capital(there_[j]) || there_[j].has(kSentenceStart) ||
          is_english(there_[j].word, kCalendar | kFunctionWord) ||
          says(here_, sentence, there_.word(j)))
        return false;
      named = named || !is_title(there_, j);
    }
    return named;
  }

  // Is the lost word nowhere in the sentence over there, and a gained one, a name
  // itself or in a name's place, nowhere in the sentence here?
  bool is_news(TokenSpan lost, TokenSpan gained, bool kept_some) const {
    TokenSpan sentence = sentence_around(there_, gained);
    bool missed = false;
    for (uint32_t i = lost.start; i < lost.end; ++i)
      missed = missed || (!is_english(here_[i].word, kNameLink) &&
                          !says(there_, sentence, here_.word(i)));
    if (!missed) return false;
    TokenSpan own_sentence = sentence_around(here_, lost);
    for (uint32_t j = gained.start; j < gained.end; ++j) {
      if (!sight_.back[j].replaced() || says(here_, own_sentence, there_.word(j)) ||
          is_english(there_[j].word, kCalendar | kFunctionWord) ||
          (kept_some && is_title(there_, j)))
        continue;
      if (kept_some || (has_capital(there_[j]) && !there_[j].has(kSentenceStart)))
        return true;
    }
    return false;
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

  // Without words of grammar at the ends.
  TokenSpan trim(TokenSpan span) const {
    auto grammar = [&](uint32_t j) {
      return is_english(there_[j].word, kFunctionWord) && !has_capital(there_[j]);
    };
    while (span.size() > 1 && grammar(span.start)) ++span.start;
    while (span.size() > 1 && grammar(span.end - 1)) --span.end;
    return span;
  }

  // A letter or two in a word that the dictionary does not know: "Ahmad", "Ahmed".
  bool is_respelled(TokenSpan name) const {
    for (uint32_t i = name.start; i < name.end; ++i) {
      const Fate& fate = sight_.map[i];
      if (fate.same()) continue;
      if (!fate.replaced() || fate.here.size() != fate.there.size()) return false;
      uint32_t j = fate.there.start + (i - fate.here.start);
      bool known = sight_.lexicon.senses(here_[i].word) > 0 &&
                   sight_.lexicon.senses(there_[j].word) > 0;
      if (known || !differ_by_a_letter(here_.word(i), there_.word(j))) return false;
    }
    return true;
  }

  void report(TokenSpan name, TokenSpan other, bool kept_some) {
    bool says_it = !kept_some && (reports(here_, name) && reports(there_, other));
    bool kin = false;
    for (uint32_t i = name.start; i < name.end; ++i)
      kin = kin || (sight_.map[i].replaced() && sight_.map[i].kinship != Kinship::kNone);
    bool respelled = is_respelled(name);
    ChangeKind kind =
        says_it && !kin && !respelled ? ChangeKind::kAttribution : ChangeKind::kName;
    Severity severity = respelled ? Severity::kWording : Severity::kFact;
    drafts_.push_back(sight_.draft(kind, severity, name, other));
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
