// Verbs of saying and who does them, by the shape of English news prose.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "judge/english.h"
#include "judge/judge.h"

namespace unspin {

// Reads clauses of one text. Keeps references to the text and its names (names.h).
// Every look is bounded by a sentence or by a dozen words.
class Saying {
 public:
  Saying(const SideView& side, const std::vector<TokenSpan>& names);

  bool is(uint32_t i, uint32_t uses) const { return is_english(tokens_[i].word, uses); }

  // What stands between token i and the one before.
  std::string_view gap_before(uint32_t i) const;

  // Does a clause end between token i - 1 and token i, by punctuation?
  bool is_cut(uint32_t i) const;

  // The words before the verb, from `floor` on, that name who does it; empty when none
  // are found.
  TokenSpan subject_of(uint32_t verb, uint32_t floor) const;

  // The noun phrase that begins at `start`: "said Victor Cha, a former director".
  TokenSpan noun_after(uint32_t start, uint32_t limit) const;

  // The first noun phrase of a sentence, past what leads in ("On this trip, …").
  TokenSpan first_noun(uint32_t start, uint32_t limit) const;

  // Without adverbs, auxiliaries and dates at both ends; empty when what is left ends in
  // grammar and so names nobody.
  TokenSpan trim(TokenSpan span) const;

  // As the text names it elsewhere in full: "Victor Cha" for "Cha"; `last`, who spoke
  // last, for "he". Empty for "I" and "you".
  std::string full_name(TokenSpan span, const std::string& last) const;

 private:
  bool is_clause_word(uint32_t i) const { return is(i, kClauseWord); }
  bool is_adverbial(uint32_t i) const;

  // The word without a possessive ending.
  uint64_t bare_word(uint32_t i) const;

  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<TokenSpan>& names_;
  std::unordered_map<uint64_t, TokenSpan> full_names_;  // by surname
};

}  // namespace unspin
