// The obvious tokeniser: slow, by the book, to compare the real one with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/tokens.h"

namespace unspin::reference {

struct Word {
  size_t begin = 0;
  size_t end = 0;
  std::string normalised;
  uint16_t flags = 0;  // kCapitalised, kAllCaps, kDigits, kParagraphStart
  bool operator==(const Word&) const = default;
};

struct Words {
  std::vector<Word> list;
  size_t invalid_bytes = 0;
};

// Every character by Unicode's own properties, every rule on its own.
//
// Requires: no look-alike letters, no word of 256 bytes.
Words tokenize(std::string_view text);

// What is wrong with `tokens` as the tokens of `text`, in words; empty if nothing.
std::string find_fault(std::string_view text, const Tokens& tokens);

}  // namespace unspin::reference
