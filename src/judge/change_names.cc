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
#include <span>

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

// Letters, as far as UTF-8 shows them.
size_t letters_in(std::string_view word) {
  return static_cast<size_t>(std::ranges::count_if(
      word, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Are two words of some length one but for a letter, put in, left out or changed?
bool differ_by_a_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < 5 || b.size() > a.size() + 1) return false;
  size_t i = 0, tail = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  while (tail < a.size() - i && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return letters_in(b.substr(i, b.size() - i - tail)) <= 1;
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
    if (!lost.empty()) gained = narrowed(lost, gained);
    if (lost.empty() || gained.size() > name.size() + kLongest ||
        (!is_put_in_place(lost, gained) && !is_news(lost, gained, kept_some)))
      return;
    if (is_same_thing(name, other) || is_same_thing(lost, gained)) return;
    if (is_only_title(here_, name) && !is_put_in_place(lost, gained)) return;
    // A counterpart much longer than the name was torn apart.
    if (other.size() > name.size() + 3) other = gained;
    TokenSpan named = trim(widen(sight_.names_there, other));
    if (is_same_person(name, named)) return;
    // Replaced as a whole, it can only have become what is a name itself.
    if (!kept_some && !is_put_in_place(lost, gained)) {
      named = longest_name(gained);
      if (named.empty() || gained.size() > named.size() + 2) return;
    }
    if (!is_named(named, kept_some) || is_same_thing(name, named)) return;
    if (!kept_some && !is_anchored(lost, gained)) return;
    report(name, named, kept_some);
  }

  // Does a name stand where another stood: behind or before the same word, articles and
  // titles left out, or both where a sentence begins? In a sentence put together
  // otherwise, what is aligned with a name may have nothing to do with it.
  bool is_anchored(TokenSpan lost, TokenSpan gained) const {
    auto skip = [](const Tokens& tokens, uint32_t i) {
      return is_english(tokens[i].word, kArticle | kTitle) || has_capital(tokens[i]);
    };
    uint32_t i = lost.start, j = gained.start;
    while (i > 0 && !here_[i].has(kSentenceStart) && skip(here_, i - 1)) --i;
    while (j > 0 && !there_[j].has(kSentenceStart) && skip(there_, j - 1)) --j;
    bool begins = here_[i].has(kSentenceStart), begin = there_[j].has(kSentenceStart);
    if (begins && begin) return true;
    if (!begins && !begin && is_kept(i - 1, j - 1)) return true;
    i = lost.end, j = gained.end;
    while (i < here_.size() && !here_[i].has(kSentenceStart) && skip(here_, i)) ++i;
    while (j < there_.size() && !there_[j].has(kSentenceStart) && skip(there_, j)) ++j;
    bool ends = i >= here_.size() || here_[i].has(kSentenceStart);
    bool end = j >= there_.size() || there_[j].has(kSentenceStart);
    return !ends && !end && is_kept(i, j);
  }
  bool is_kept(uint32_t i, uint32_t j) const {
    const Fate& fate = sight_.map[i];
    bool kin = fate.replaced() && fate.kinship != Kinship::kNone;
    return (fate.same() || kin) && fate.there.contains(j);
  }

  // Of a long replacement, the name that stands where the lost one stood: behind the same
  // word, or before it.
  TokenSpan narrowed(TokenSpan lost, TokenSpan gained) const {
    if (gained.size() <= lost.size() + 1) return gained;
    const std::vector<TokenSpan>& names = sight_.names_there;
    auto name = std::ranges::lower_bound(names, gained.start + 1, {}, &TokenSpan::end);
    if (name == names.end() || name->start >= gained.end) return gained;
    if (name->start == gained.start && name->end <= gained.end && lost.start > 0 &&
        is_end(sight_.map[lost.start - 1], gained.start))
      return *name;
    while (name != names.end() && name->end < gained.end) ++name;
    if (name != names.end() && name->end == gained.end && name->start >= gained.start &&
        lost.end < here_.size() && sight_.map[lost.end].same() &&
        sight_.map[lost.end].there.start == gained.end)
      return *name;
    return gained;
  }
  static bool is_end(const Fate& fate, uint32_t place) {
    return fate.same() && fate.there.end == place;
  }

  // A currency that another took the place of: "against the yen", "against the Swiss
  // franc". What is counted in it is an amount, which has its own pass.
  void look_at_currency(uint32_t i) {
    const Fate& fate = sight_.map[i];
    if (!fate.replaced() || fate.here.size() > kLongest || fate.there.size() > kLongest ||
        is_counted(here_, i))
      return;
    for (uint32_t j = fate.there.start; j < fate.there.end; ++j) {
      if (!is_english(there_[j].word, kCurrency) || is_counted(there_, j) ||
          says(here_, fate.here, there_.word(j)) ||
          says(there_, fate.there, here_.word(i)))
        continue;
      TokenSpan name = with_adjective(sight_.names_here, i);
      TokenSpan other = with_adjective(sight_.names_there, j);
      drafts_.push_back(sight_.draft(ChangeKind::kName, Severity::kFact, name, other));
      return;
    }
  }

  // Where one name of a sentence is lost and one gained, in the same part of speech, the
  // one took the place of the other, wherever they stand.
  void look_at_lost_names() {
    const std::vector<TokenSpan>& names = sight_.names_here;
    for (size_t k = 0; k < names.size();) {
      TokenSpan sentence = here_.sentence_of(names[k].start);
      size_t end = k;
      while (end < names.size() && names[end].start < sentence.end) ++end;
      look_at_sentence(sentence, std::span(names).subspan(k, end - k));
      k = std::max(end, k + 1);
    }
  }

 private:
  void look_at_sentence(TokenSpan sentence, std::span<const TokenSpan> names) {
    TokenSpan other;
    uint32_t kept = 0;
    // Most names are where they were.
    auto is_kept = [&](TokenSpan name) { return sight_.map[name.start].same(); };
    if (std::ranges::all_of(names, is_kept)) return;
    for (uint32_t i = sentence.start; i < sentence.end; ++i) {
      const Fate& fate = sight_.map[i];
      if (!fate.same() || is_english(here_[i].word, kFunctionWord)) continue;
      if (other.empty()) other = there_.sentence_of(fate.there.start);
      kept += other.contains(fate.there.start);
    }
    if (kept < 2) return;
    TokenSpan lost = only_missing(here_, sight_.map, names, there_, other);
    if (lost.empty()) return;
    auto first = std::ranges::lower_bound(sight_.names_there, other.start + 1, {},
                                          &TokenSpan::end);
    auto last =
        std::ranges::lower_bound(sight_.names_there, other.end, {}, &TokenSpan::start);
    TokenSpan gained = only_missing(there_, sight_.back, {first, last}, here_, sentence);
    if (gained.empty() || !same_role(lost, gained) || is_same_thing(lost, gained) ||
        is_same_person(lost, gained))
      return;
    report(lost, gained, false);
  }

  // The one of `names` of which no word is said in `other`; empty when none is, or many.
  static TokenSpan only_missing(const Tokens& tokens, const WordMap& map,
                                std::span<const TokenSpan> names, const Tokens& others,
                                TokenSpan other) {
    TokenSpan missing;
    for (TokenSpan name : names) {
      bool said = false, named = false;
      for (uint32_t i = name.start; i < name.end; ++i) {
        if (is_english(tokens[i].word, kNameLink | kTitle)) continue;
        named = true;
        said = said || (map[i].same() && other.contains(map[i].there.start)) ||
               says(others, other, tokens.word(i));
      }
      if (said || !named) continue;
      if (!missing.empty()) return {};
      missing = name;
    }
    return missing;
  }

  // Does the same word stand before both names, or behind both; or do both begin?
  bool same_role(TokenSpan name, TokenSpan other) const {
    auto before = [](const Tokens& tokens, TokenSpan x) {
      uint32_t i = x.start;
      while (i > 0 && is_english(tokens[i - 1].word, kArticle) &&
             !tokens[i].has(kSentenceStart))
        --i;
      return i == 0 || tokens[i].has(kSentenceStart) ? 0 : tokens[i - 1].stem;
    };
    auto behind = [](const Tokens& tokens, TokenSpan x) {
      bool ends = x.end >= tokens.size() || tokens[x.end].has(kSentenceStart);
      return ends ? 0 : tokens[x.end].stem;
    };
    return before(here_, name) == before(there_, other) ||
           (behind(here_, name) == behind(there_, other) && behind(here_, name) != 0) ||
           (reports(here_, name) && reports(there_, other));
  }

  // "20 euros", "two million euros"
  static bool is_counted(const Tokens& tokens, uint32_t i) {
    if (i == 0 || tokens[i].has(kSentenceStart)) return false;
    const Token& before = tokens[i - 1];
    std::string_view word = tokens.word(i - 1);
    return before.has(kDigits) || word.ends_with("illion") || word.ends_with("hundred") ||
           word.ends_with("thousand") || is_english(before.word, kAmountWord);
  }

  // "Swiss franc": with the name right before it.
  static TokenSpan with_adjective(const std::vector<TokenSpan>& names, uint32_t i) {
    auto name = std::ranges::lower_bound(names, i, {}, &TokenSpan::end);
    bool beside = name != names.end() && name->end == i;
    return {beside ? name->start : i, i + 1};
  }

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

  // "Prime Minister" is somebody's, but nobody's name.
  static bool is_only_title(const Tokens& tokens, TokenSpan name) {
    for (uint32_t i = name.start; i < name.end; ++i)
      if (!is_title(tokens, i)) return false;
    return true;
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
      if (!looks_named(j) || is_english(there_[j].word, kCalendar | kFunctionWord) ||
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
      bool kin = sight_.back[j].kinship != Kinship::kNone;
      if ((kept_some && kin) || looks_named(j)) return true;
    }
    return false;
  }

  // Has token j over there a capital that is a name's?
  bool looks_named(uint32_t j) const {
    if (!has_capital(there_[j])) return false;
    if (!there_[j].has(kSentenceStart)) return true;
    const std::vector<TokenSpan>& names = sight_.names_there;
    auto name = std::ranges::upper_bound(names, j, {}, &TokenSpan::end);
    return name != names.end() && name->contains(j);
  }

  // Is it more than a title, and but for one word that is akin to the old one, a name?
  bool is_named(TokenSpan named, bool kept_some) const {
    bool more = false;
    uint32_t plain = 0;
    for (uint32_t j = named.start; j < named.end; ++j) {
      more = more || !is_title(there_, j);
      plain += !has_capital(there_[j]) && !is_english(there_[j].word, kNameLink) &&
               !there_[j].has(kDigits) && !sight_.back[j].same();
    }
    return more && plain <= (kept_some ? 1 : 0);
  }

  // The longest of the names over there that `place` meets.
  TokenSpan longest_name(TokenSpan place) const {
    const std::vector<TokenSpan>& names = sight_.names_there;
    auto name = std::ranges::lower_bound(names, place.start + 1, {}, &TokenSpan::end);
    TokenSpan longest;
    for (; name != names.end() && name->start < place.end; ++name)
      if (name->size() > longest.size()) longest = *name;
    return longest;
  }

  // "Attorney Patricia Anderson", "Pat Anderson", "P. Anderson", "Anderson": one surname,
  // and first names that agree as far as they go.
  bool is_same_person(TokenSpan name, TokenSpan other) const {
    TokenSpan x = without_titles(here_, name), y = without_titles(there_, other);
    // A surname is seldom a word of the dictionary; what an organisation is always is
    // one.
    if (x.empty() || y.empty() || sight_.lexicon.senses(here_[x.end - 1].word) > 0 ||
        !same_name_word(here_.word(x.end - 1), there_.word(y.end - 1)))
      return false;
    if (x.size() == 1 || y.size() == 1) return true;
    if (x.size() > 3 || y.size() > 3) return false;
    std::string_view first = here_.word(x.start), also = there_.word(y.start);
    size_t common =
        static_cast<size_t>(std::ranges::mismatch(first, also).in1 - first.begin());
    return common == std::min(first.size(), also.size()) || common >= 2 ||
           (common == 1 && std::min(first.size(), also.size()) <= 2);
  }

  // "Calif", "California"
  static bool shortens(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    return a.size() >= 3 && a.size() + 2 <= b.size() && b.starts_with(a);
  }

  // Are `letters` the initials of the last words of `span`: "UN", "water: The United
  // Nations"?
  static bool ends_in(const Tokens& tokens, TokenSpan span, std::string_view letters) {
    for (; span.size() > 1 && span.size() <= kLongest + 3; ++span.start)
      if (are_initials(letters, tokens, span)) return true;
    return false;
  }

  bool is_same_thing(TokenSpan name, TokenSpan other) const {
    // A short form that is no word of its own.
    if (name.size() == 1 && other.size() == 1) {
      bool here =
          here_[name.start].normalised_bytes < there_[other.start].normalised_bytes;
      uint64_t word = here ? here_[name.start].word : there_[other.start].word;
      size_t end = here ? here_[name.start].end : there_[other.start].end;
      std::string_view text = here ? sight_.here.text : sight_.there.text;
      bool stop = end < text.size() && text[end] == '.';
      if ((stop || sight_.lexicon.senses(word) == 0) &&
          shortens(here_.word(name.start), there_.word(other.start)))
        return true;
    }
    if (name.size() == 1 && ends_in(there_, other, here_.word(name.start))) return true;
    if (other.size() == 1 && ends_in(here_, name, there_.word(other.start))) return true;
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
    bool says_it = reports(here_, name) && reports(there_, other);
    // Of a name that was kept in part, a word of the dictionary put for another damaged
    // it; else another person has a name of the same words.
    bool kin = false;
    for (uint32_t i = name.start; i < name.end; ++i) {
      const Fate& fate = sight_.map[i];
      if (!fate.replaced()) continue;
      kin = kin || fate.kinship != Kinship::kNone;
      for (uint32_t j = fate.there.start; kept_some && j < fate.there.end; ++j)
        kin = kin || (sight_.lexicon.senses(there_[j].word) > 0 &&
                      sight_.lexicon.senses(here_[i].word) > 0);
    }
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
  if (sight.from_a) pass.look_at_lost_names();
  for (TokenSpan name : sight.names_here)
    if (sight.map.inside(name) == name.size()) pass.look_at(name);
  for (uint32_t i = 0; i < sight.map.size(); ++i)
    if (sight.map[i].replaced() && is_english(sight.here.tokens[i].word, kCurrency))
      pass.look_at_currency(i);
}

}  // namespace unspin
