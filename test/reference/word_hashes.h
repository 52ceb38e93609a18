// The slow twin of hash_words(): what the words are, as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unspin::reference {

struct WordText {
  uint32_t begin = 0;
  // What the hash stands for: equal if and only if the hashes are to be.
  std::string folded;
};

std::vector<WordText> words_of(std::string_view text);

}  // namespace unspin::reference
