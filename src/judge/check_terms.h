// Here is a user's list of terms and damaged phrases, find them, and damaged forms of the
// terms, in texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/tokens.h"
#include "unspin/check.h"
#include "unspin/error.h"

namespace unspin {

class CheckTerms {
 public:
  // None.
  CheckTerms() = default;

  // CheckOptions::phrases says how `list` is written; `name` is for messages.
  // Errors: kBadArgument when no line of it is usable.
  static Result<CheckTerms> parse(std::string_view list, const std::string& name);

  size_t size() const { return terms_.size() + damaged_.size(); }

  // Damaged phrases of the list as they stand there, and stretches in which each word is
  // a form of a term's word or akin to it, one at least no form; not what is a common
  // expression itself.
  //
  // Order: as in the text, apart.
  // Cost:  a few microseconds a word.
  std::vector<SuspectPhrase> find(std::string_view text, const Tokens& tokens,
                                  const Lexicon& lexicon) const;

 private:
  struct Word {
    uint64_t word = 0, stem = 0;
  };
  struct Term {
    std::vector<Word> words;
    std::string text;  // normalised
  };
  class Search;

  void add_term(std::string_view text);
  void add_damaged(std::string_view text, std::string_view expected);

  std::vector<Term> terms_;
  std::vector<Term> damaged_;  // text: what is expected
  std::unordered_set<std::string> known_terms_;

  // By stem: terms with it, and its place in them. By word: damaged phrases that begin
  // so.
  std::unordered_map<uint64_t, std::vector<std::pair<uint32_t, uint32_t>>> by_stem_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> by_first_;
};

}  // namespace unspin
