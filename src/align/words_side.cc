// This file numbers the words of a rectangle.
//
// Everything after this asks "are these two words equal?" and "how often does this
// word stand in here?" all the time. With words numbered from 0 the first is a
// comparison of two small numbers and the second an array. The rarity of a word
// comes with its number, so that the lexicon is asked once a distinct word.

#include "align/words_side.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace unspin {

namespace {

constexpr double kRarest = 6e-6;     // 12 nats: beyond this rarity says nothing more
constexpr double kShortWord = 5e-3;  // without a lexicon: "the", "of", "and"

// Numbers words in the order they come: open addressing, at most half full.
class Numbering {
 public:
  explicit Numbering(size_t words) : slots_(std::bit_ceil(words * 2 + 1)) {}

  // The number of `word`, and whether it is new.
  std::pair<uint32_t, bool> number(uint64_t word) {
    if (word == 0) word = 1;  // 0 marks a free slot
    size_t mask = slots_.size() - 1;
    for (size_t at = word & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.word == word) return {slot.id, false};
      if (slot.word != 0) continue;
      slot = {word, next_};
      return {next_++, true};
    }
  }

 private:
  struct Slot {
    uint64_t word = 0;
    uint32_t id = 0;
  };
  std::vector<Slot> slots_;
  uint32_t next_ = 0;
};

double frequency(const Token& token, const Lexicon& lexicon) {
  if (!lexicon.empty()) return lexicon.stem_frequency(token.stem);
  return token.normalised_bytes <= 3 ? kShortWord : 1e-4;
}

}  // namespace

Sides::Sides(const Tokens& a, const Tokens& b, const Rectangle& passage,
             const Lexicon& lexicon)
    : a_tokens_(a), b_tokens_(b), passage_(passage), lexicon_(lexicon) {
  Numbering numbering(passage.a.size() + passage.b.size());
  auto take = [&](const Tokens& tokens, TokenSpan span, std::vector<uint32_t>& ids) {
    ids.reserve(span.size());
    for (uint32_t i = span.start; i < span.end; ++i) {
      auto [id, is_new] = numbering.number(tokens[i].word);
      ids.push_back(id);
      if (is_new)
        nats_.push_back(static_cast<float>(
            -std::log(std::clamp(frequency(tokens[i], lexicon), kRarest, 0.2))));
    }
  };
  take(a, passage.a, a_ids_);
  take(b, passage.b, b_ids_);
}

}  // namespace unspin
