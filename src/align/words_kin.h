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

// Answers kinship for phrases of up to 3 words a side, and remembers the answers.
class Kin {
 public:
  explicit Kin(const Sides& sides);

  // Requires: both spans of `box` hold 1 to 3 tokens.
  // Cost:     a look-up in a small table; the lexicon is asked once a distinct box.
  Kinship of(Box box);

  // True when the lexicon has an entry for these two or three words.
  bool is_phrase_a(TokenSpan span) const;
  bool is_phrase_b(TokenSpan span) const;

 private:
  Kinship look_up(Box box) const;

  const Sides& sides_;
  struct Slot {
    uint64_t key = 0;
    Kinship kinship = Kinship::kNone;
  };
  std::vector<Slot> slots_;
  size_t used_ = 0;
};

}  // namespace unspin
