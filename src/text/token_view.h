// A document's tokens with what stands between them, for readers of small grammars.
#pragma once

#include <string_view>

#include "text/tokens.h"

namespace unspin {

// Every index is allowed; beyond the ends there are empty words.
class TokenView {
 public:
  TokenView(std::string_view text, const Tokens& tokens, std::string_view language = "en")
      : text_(text),
        tokens_(tokens),
        decimal_comma_(one_of(language,
                              " de fr es it pt nl da sv nb no nn fi is ru uk be "
                              "bg sr hr sl cs sk pl ro hu el tr id vi lt lv et "
                              "ca gl eu mk sq az kk ")),
        spaced_(one_of(language,
                       " fr ru uk be bg cs sk pl hu sv nb no nn fi lt lv et kk ")) {}

  // How the language writes figures: "18.500,5", "18 500".
  bool decimal_comma() const { return decimal_comma_; }
  bool spaced_thousands() const { return spaced_; }

  uint32_t size() const { return tokens_.size(); }
  const Tokens& tokens() const { return tokens_; }
  std::string_view text() const { return text_; }

  std::string_view word(uint32_t i) const {
    return i < size() ? tokens_.word(i) : std::string_view();
  }
  uint64_t hash(uint32_t i) const { return i < size() ? tokens_[i].word : 0; }
  bool has(uint32_t i, TokenFlag flag) const {
    return i < size() && tokens_[i].has(flag);
  }

  // Token i begins with a capital letter of ASCII; one letter is enough.
  bool capital(uint32_t i) const {
    return i < size() && text_[tokens_[i].begin] >= 'A' && text_[tokens_[i].begin] <= 'Z';
  }

  // The bytes between token i - 1 and token i; up to an end of the text outside.
  std::string_view gap(uint32_t i) const {
    if (i > size()) return {};
    size_t begin = i == 0 ? 0 : tokens_[i - 1].end;
    size_t end = i == size() ? text_.size() : tokens_[i].begin;
    return text_.substr(begin, end - begin);
  }

  // Nothing but one space, one line end or one no-break space before token i.
  bool after_space(uint32_t i) const {
    std::string_view between = gap(i);
    return i > 0 && i < size() &&
           (between == " " || between == "\n" || between == "\r\n" || between == "  " ||
            between == "\u00a0" || between == "\u202f" || between == "\u2009");
  }
  bool after_hyphen(uint32_t i) const {
    std::string_view between = gap(i);
    return i > 0 && i < size() &&
           (between == "-" || between == "\u2010" || between == "\u2011");
  }
  bool joined(uint32_t i) const { return after_space(i) || after_hyphen(i); }

  // Token i is `expected`, joined to the one before.
  bool next_is(uint32_t i, std::string_view expected) const {
    return word(i) == expected && joined(i);
  }

 private:
  static bool one_of(std::string_view language, std::string_view list) {
    size_t at = language.size() == 2 ? list.find(language) : std::string_view::npos;
    return at != std::string_view::npos && list[at - 1] == ' ' && list[at + 2] == ' ';
  }

  std::string_view text_;
  const Tokens& tokens_;
  bool decimal_comma_ = false;
  bool spaced_ = false;
};

}  // namespace unspin
