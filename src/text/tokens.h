// text/: here are bytes, give me normalised tokens and sentences that remember
// their place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/span.h"

namespace unspin {

// What a token looked like before it was normalised, and where it stood.
enum TokenFlag : uint16_t {
  kCapitalised = 1 << 0,     // first letter upper case, some later one not: "Paris"
  kAllCaps = 1 << 1,         // two letters or more, all upper case: "NATO"
  kDigits = 1 << 2,          // begins with a digit: "11,000", "2nd"
  kSentenceStart = 1 << 3,   // first token of a sentence
  kLineStart = 1 << 4,       // first token after a line end that is not mere wrapping
  kParagraphStart = 1 << 5,  // first token after a blank line, or of the text
  kAfterFurniture = 1 << 6,  // lines were left out before it; set by who left them out
};

// One word (UAX #29): letters and digits with what holds them together
// ("don't", "11,000", "U.S"); no spaces, no other punctuation. Hyphenated words
// are several tokens.
struct Token {
  uint64_t word = 0;   // hash_word of the normalised word
  uint64_t stem = 0;   // hash_word of its Snowball stem
  uint32_t begin = 0;  // bytes [begin, end) of the original text
  uint32_t end = 0;
  uint32_t normalised = 0;  // where its normalised form begins in Tokens::normalised
  uint16_t normalised_bytes = 0;
  uint16_t flags = 0;  // TokenFlag, or-ed

  bool has(TokenFlag flag) const { return (flags & flag) != 0; }
};
static_assert(sizeof(Token) == 32);

struct Tokens {
  std::vector<Token> list;

  // Index of the first token of each sentence, ascending; begins with 0 unless
  // there are no tokens.
  std::vector<uint32_t> sentences;

  // Normalised words, back to back.
  std::string normalised;

  // Bytes that are not valid UTF-8. They end words and match nothing.
  size_t invalid_bytes = 0;

  uint32_t size() const { return static_cast<uint32_t>(list.size()); }
  const Token& operator[](size_t i) const { return list[i]; }

  // The normalised word of token i.
  std::string_view word(size_t i) const {
    return std::string_view(normalised)
        .substr(list[i].normalised, list[i].normalised_bytes);
  }

  // The bytes from the first token of `span` to the last; for an empty span, the
  // empty place before token span.start (after the last token at the end).
  ByteSpan bytes(TokenSpan span) const;

  // The sentence that holds token i, as tokens. Cost: O(log sentences).
  TokenSpan sentence_of(uint32_t i) const;
};

// Splits, normalises and stems.
//
// Normalised means: NFKC, case folded, quotes and apostrophes straight, dashes
// plain, zero-width characters and soft hyphens gone, look-alike letters of
// another script inside a Latin word made Latin, possessive 's kept. `language`
// is ISO 639-1 and picks the stemmer; one without a Snowball stemmer stems to
// the word itself. Acronyms lose their dots ("U.N." is "un"), except where small
// words are left ("I.T." is "i.t"); both "U.S." and "US" in capitals are "u.s".
// tokens.cc lists where words differ from UAX #29. Words longer than 256 bytes are
// cut into several.
//
// Requires: text.size() < 4 GiB.
// Threads:  pure; each thread keeps a memory of stems.
// Cost:     linear; one table look-up a byte on ASCII text.
Tokens tokenize(std::string_view text, std::string_view language);

// The normalised form and the hashes of one word, as tokenize() would make them.
// For compiling lexicons. Empty when `word` is not exactly one token.
struct NormalisedWord {
  std::string text;
  uint64_t word = 0;
  uint64_t stem = 0;
};
NormalisedWord normalise_word(std::string_view word, std::string_view language);

}  // namespace unspin
