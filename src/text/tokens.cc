#include "text/tokens.h"

#include <libstemmer.h>

#include <algorithm>

#include "base/hash.h"

namespace unspin {

ByteSpan Tokens::bytes(TokenSpan span) const {
  if (!span.empty()) return {list[span.start].begin, list[span.end - 1].end};
  if (span.start < list.size()) return {list[span.start].begin, list[span.start].begin};
  size_t end = list.empty() ? 0 : list.back().end;
  return {end, end};
}

TokenSpan Tokens::sentence_of(uint32_t i) const {
  auto next = std::ranges::upper_bound(sentences, i);
  uint32_t end = next == sentences.end() ? size() : *next;
  return {next == sentences.begin() ? 0 : *(next - 1), end};
}

Tokens tokenize(std::string_view text, std::string_view language) {
  Tokens tokens;
  sb_stemmer* stemmer = sb_stemmer_new(std::string(language).c_str(), nullptr);
  bool sentence = true, line = true, paragraph = true;
  size_t i = 0;
  auto letter = [&](size_t k) {
    unsigned char c = static_cast<unsigned char>(text[k]);
    return std::isalnum(c) || (c >= 0xC3 && c != 0xE2) ||
           (c >= 0x80 && c < 0xC0 && k && text[k - 1] != '\xE2' &&
            (k < 2 || text[k - 2] != '\xE2'));
  };
  while (i < text.size()) {
    if (!letter(i)) {
      if (text[i] == '.' || text[i] == '?' || text[i] == '!') sentence = true;
      if (text[i] == '\n') {
        if (line) paragraph = sentence = true;
        line = true;
      }
      ++i;
      continue;
    }
    size_t begin = i;
    while (i < text.size() &&
           (letter(i) ||
            ((text[i] == '\'' || text[i] == '.' || text[i] == ',') &&
             i + 1 < text.size() && letter(i + 1) &&
             (text[i] == '\'' || std::isdigit(static_cast<unsigned char>(text[i + 1]))))))
      ++i;
    Token t;
    t.begin = static_cast<uint32_t>(begin);
    t.end = static_cast<uint32_t>(i);
    t.normalised = static_cast<uint32_t>(tokens.normalised.size());
    for (size_t k = begin; k < i; ++k)
      tokens.normalised +=
          static_cast<char>(std::tolower(static_cast<unsigned char>(text[k])));
    t.normalised_bytes = static_cast<uint16_t>(i - begin);
    std::string_view norm = std::string_view(tokens.normalised).substr(t.normalised);
    t.word = t.stem = hash_word(norm);
    if (stemmer) {
      const sb_symbol* s =
          sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(norm.data()),
                          static_cast<int>(norm.size()));
      t.stem = hash_word({reinterpret_cast<const char*>(s),
                          static_cast<size_t>(sb_stemmer_length(stemmer))});
    }
    if (std::isupper(static_cast<unsigned char>(text[begin]))) t.flags |= kCapitalised;
    if (std::isdigit(static_cast<unsigned char>(text[begin]))) t.flags |= kDigits;
    if (sentence) {
      t.flags |= kSentenceStart;
      tokens.sentences.push_back(tokens.size());
    }
    if (line) t.flags |= kLineStart;
    if (paragraph) t.flags |= kParagraphStart;
    sentence = line = paragraph = false;
    tokens.list.push_back(t);
  }
  if (stemmer) sb_stemmer_delete(stemmer);
  return tokens;
}

NormalisedWord normalise_word(std::string_view word, std::string_view language) {
  Tokens tokens = tokenize(word, language);
  if (tokens.size() != 1) return {};
  return {std::string(tokens.word(0)), tokens[0].word, tokens[0].stem};
}

}  // namespace unspin
