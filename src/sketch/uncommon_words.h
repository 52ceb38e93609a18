// The words of a run in which not all is ASCII.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "sketch/word_hashes.h"
#include "text/fold_table.h"

namespace unspin {

// Takes the runs of one text, first to last.
class UncommonWords {
 public:
  explicit UncommonWords(std::string_view text) : text_(text) {}

  // The words of bytes [begin, end) of the text, where `words_before` come before.
  // What is returned holds until the next call.
  //
  // Requires: a run as word_edges.h has them.
  // Cost:     linear.
  const WordHashes& take(size_t begin, size_t end, size_t words_before);

 private:
  struct Letter {
    char32_t code = 0;
    uint32_t bytes = 0;
    FoldedChar fold;
  };

  Letter letter_at(size_t at) const;
  void take_letter(const Letter& letter, size_t at);
  size_t take_complex(const Letter& letter, size_t at);
  void end_word(size_t at);
  void append(char16_t code);
  uint64_t hash_with_context(uint64_t hash, char32_t code);
  void emit(uint64_t hash, size_t begin);

  // Longer words are cut here, for Unicode's rules take more than linear time, but not
  // those of ASCII alone: in other runs they are not cut either.
  static constexpr size_t kMostWordBytes = 256;
  static constexpr size_t kMostContext = 3;

  std::string_view text_;
  const FoldTable* table_ = nullptr;
  WordHashes found_;
  size_t words_before_ = 0;

  // The word under way; none where begin_ is npos.
  size_t begin_ = std::string_view::npos;
  // Its letters folded one by one, while that is right and there is room.
  std::array<char, 2 * kMostWordBytes> folded_;
  size_t folded_bytes_ = 0;
  bool one_by_one_ = true;
  bool ascii_ = true;
  bool latin_ = false;
  bool other_letters_ = false;
  std::string scratch_;

  // Hashes of the last characters that were words, if they are the last words.
  std::array<uint64_t, kMostContext> context_{};
  size_t n_context_ = 0;
  size_t context_end_ = 0;  // how many words there were then
};

}  // namespace unspin
