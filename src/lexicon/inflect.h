// Here is a dictionary, give me the forms in which its entries may stand in a text.
#pragma once

#include <cstdint>
#include <vector>

#include "lexicon/dictionary.h"
#include "lexicon/wordnet.h"

namespace unspin {

// A word or phrase as it may stand in a text, and what it may be a form of.
struct Term {
  uint64_t key = 0;    // hash_phrase
  uint32_t words = 1;  // in it
  LexemeId lexeme = 0;
};

// Each lexeme's own text and its inflected forms, sorted by key, then lexeme; no
// doubles. Only English ("en") has rules of inflection; other languages get the
// exceptions alone.
std::vector<Term> find_terms(const Dictionary& dictionary,
                             const std::vector<Exception>& exceptions);

// By the rules of English spelling alone; not for irregular words.
std::string plural(const std::string& noun);              // box: boxes; party: parties
std::string third_person(const std::string& verb);        // go: goes
std::string past(const std::string& verb);                // supply: supplied
std::string present_participle(const std::string& verb);  // tie: tying

}  // namespace unspin
