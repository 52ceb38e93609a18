// The words of one rectangle as small numbers, with how much each one says.
#pragma once

#include <cstdint>
#include <vector>

#include "align/passages.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin {

// A piece of both sides, counted from the rectangle's corner.
struct PairBox {
  TokenSpan a;
  TokenSpan b;
  bool operator==(const PairBox&) const = default;
};

// Both sides of a rectangle with their words numbered: equal number, equal word.
class Sides {
 public:
  Sides(const Tokens& a, const Tokens& b, const Rectangle& passage,
        const Lexicon& lexicon);

  const Token& a(uint32_t i) const { return a_tokens_[passage_.a.start + i]; }
  const Token& b(uint32_t j) const { return b_tokens_[passage_.b.start + j]; }
  std::string_view a_word(uint32_t i) const {
    return a_tokens_.word(passage_.a.start + i);
  }
  std::string_view b_word(uint32_t j) const {
    return b_tokens_.word(passage_.b.start + j);
  }

  uint32_t a_size() const { return static_cast<uint32_t>(a_ids_.size()); }
  uint32_t b_size() const { return static_cast<uint32_t>(b_ids_.size()); }
  uint32_t a_id(uint32_t i) const { return a_ids_[i]; }
  uint32_t b_id(uint32_t j) const { return b_ids_[j]; }
  bool equal(uint32_t i, uint32_t j) const { return a_ids_[i] == b_ids_[j]; }

  // Do two sentences begin here, facing each other?
  bool seam(uint32_t i, uint32_t j) const {
    return i < a_size() && j < b_size() && a(i).has(kSentenceStart) &&
           b(j).has(kSentenceStart);
  }
  bool same_last_letter(uint32_t i, uint32_t j) const {
    return a_word(i).back() == b_word(j).back();
  }
  uint32_t ids() const { return static_cast<uint32_t>(nats_.size()); }

  // How surprising a word is, in nats, from about 2 ("the") to 12.
  float a_nats(uint32_t i) const { return nats_[a_ids_[i]]; }
  float b_nats(uint32_t j) const { return nats_[b_ids_[j]]; }

  const Rectangle& passage() const { return passage_; }
  const Lexicon& lexicon() const { return lexicon_; }

 private:
  const Tokens& a_tokens_;
  const Tokens& b_tokens_;
  const Rectangle& passage_;
  const Lexicon& lexicon_;
  std::vector<uint32_t> a_ids_, b_ids_;
  std::vector<float> nats_;  // by id
};

}  // namespace unspin
