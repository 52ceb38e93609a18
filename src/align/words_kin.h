// What ties a phrase of one side to a phrase of the other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "align/words_side.h"
#include "unspin/match.h"

namespace unspin {

// One word spelled in two ways: "defence" and "defense", "organise" and
// "organize". Wrong for two words of a lexicon that merely look alike.
bool spelled_alike(std::string_view a, std::string_view b);

// Answers kinship for phrases of up to 3 words a side. Remembers what the lexicon
// said.
class Kin {
 public:
  explicit Kin(const Sides& sides);

  bool has_lexicon() const { return has_lexicon_; }

  // kSpelling for the same letters in a row or one word spelled in two ways,
  // kInflection for words with one stem, else kNone.
  Kinship by_letters(PairBox box) const;

  // What the lexicon knows.
  // Cost: a look-up in a small table; the lexicon is asked once a distinct box.
  Kinship by_lexicon(PairBox box);

  // Is this one word, or does the lexicon have an entry for these words?
  bool is_phrase_a(TokenSpan span);
  bool is_phrase_b(TokenSpan span);

 private:
  // An answer by the hash of its question.
  struct Slot {
    uint64_t key = 0;
    uint8_t answer = 0;
  };

  Slot& slot(uint64_t key);
  Kinship look_up(PairBox box) const;
  void grow();

  const Sides& sides_;
  bool has_lexicon_;
  std::vector<Slot> slots_;  // open addressing, at most half full; key 0 is free
  size_t used_ = 0;
};

}  // namespace unspin
