// Where sentences, lines and paragraphs begin.
#pragma once

#include <cstdint>
#include <string_view>

namespace unspin {

enum class FirstLetter : uint8_t { kLower, kUpper, kDigit, kUncased };

// The place between two neighbouring words.
struct Gap {
  std::string_view before;  // the word before, as written; empty at the text's start
  std::string_view between;
  std::string_view after;                   // the word after, normalised
  FirstLetter first = FirstLetter::kLower;  // of the word after
  bool before_begins_line = false;
};

struct Begins {
  bool sentence = false;
  bool line = false;
  bool paragraph = false;
};

// What begins with the word after the gap. `hard_wrapped`: line ends inside
// paragraphs mean nothing, but before a bullet.
// Cost: linear in the gap.
Begins read_gap(const Gap& gap, bool hard_wrapped);

}  // namespace unspin
