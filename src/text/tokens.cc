// This file cuts text into words.
//
// Words follow Unicode's text segmentation (UAX #29), with these differences, each
// because it matches rewritten text better:
//
//   - A full stop holds letters together only in acronyms ("U.S", "p.m", "Ph.D"), so
//     a forgotten space ("peril.Analysts") still ends a word. Colons and underscores
//     hold nothing together.
//   - Apostrophes in every writing (' ’ ‘ ` ´) hold letters and digits together:
//     "Nvidia‘s", "1990's". An acronym keeps its possessive: "U.S.'s".
//   - Unseen characters inside a word, a zero-width space too, do not end it.
//   - A word ends after 256 bytes, at the end of a character; the rest is the next.
//
// Acronyms lose their dots, so that "U.N." and "UN" are one word, unless what is
// left is a common small word: "I.T." stays "i.t". "US" in capitals becomes "u.s",
// like "U.S.", and so is not the pronoun; except right after another word all in
// capitals ("TELL US").
//
// Speed. Nearly all bytes are ASCII letters: those are copied to lower case through
// one table until a byte says stop. Only words with some other character take the
// careful way; what stands between words is looked at closely only where it is not
// one space. Stems come from a memory of earlier words (stems.h).

#include "text/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/hash.h"
#include "text/characters.h"
#include "text/fold.h"
#include "text/lines.h"
#include "text/runs.h"
#include "text/sentences.h"
#include "text/stems.h"

namespace unspin {
namespace {

constexpr size_t kMostWordBytes = 256;

// A word is stemmed this many words later, when its place in the memory of stems has
// come near.
constexpr uint32_t kStemLag = 4;

// Acronyms whose letters are one of these keep their dots. Sorted.
constexpr std::string_view kSmallWords[] = {
    "ad", "ah", "am",  "an",  "are", "as", "ask", "at", "be",  "but", "by", "do", "go",
    "he", "hi", "his", "how", "if",  "in", "is",  "it", "me",  "my",  "no", "of", "oh",
    "on", "or", "out", "so",  "the", "to", "up",  "us", "was", "we",  "who"};
static_assert(std::ranges::is_sorted(kSmallWords));

// The letters of a word, by case.
struct Case {
  uint32_t letters = 0;
  uint32_t upper = 0;
  bool first_upper = false;

  void count(bool is_upper_letter) {
    if (letters++ == 0) first_upper = is_upper_letter;
    upper += is_upper_letter;
  }
};

bool ends_in_possessive(std::string_view word) {
  if (word.size() < 3 || (word.back() | 0x20) != 's') return false;
  word.remove_suffix(1);
  return word.ends_with('\'') || word.ends_with("\u2019") || word.ends_with("\u2018");
}

Case case_of(std::string_view word) {
  if (ends_in_possessive(word)) word.remove_suffix(1);
  Case found;
  for (size_t at = 0; at < word.size();) {
    Char c = char_at(word, at);
    at += c.bytes;
    if (c.kind != CharKind::kLetter) continue;
    found.count(is_upper(c.code));
  }
  return found;
}

uint16_t case_flags(std::string_view word) {
  Case found = case_of(word);
  if (found.letters < 2 || !found.first_upper) return 0;
  return found.upper == found.letters ? kAllCaps : kCapitalised;
}

FirstLetter first_letter(std::string_view word) {
  Char c = char_at(word, 0);
  if (c.kind == CharKind::kDigit) return FirstLetter::kDigit;
  if (is_upper(c.code)) return FirstLetter::kUpper;
  return is_lower(c.code) ? FirstLetter::kLower : FirstLetter::kUncased;
}

// A word on its way into the tokens.
struct Word {
  std::string_view raw;
  std::string_view folded;
  bool has_upper = false;  // or may have
  bool acronym = false;
};

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::string_view language)
      : text_(text),
        stemmer_(Stemmer::of(language)),
        hard_wrapped_(is_hard_wrapped(text)) {
    tokens_.list.reserve(text.size() / 5 + 8);
    tokens_.normalised.resize(text.size() + kMostWordBytes);
  }

  Tokens run() {
    size_t at = 0;
    while (at < text_.size()) {
      auto c = static_cast<unsigned char>(text_[at]);
      if (kAscii.is_word[c]) {
        at = take_word(at);
      } else if (c < 0x80) {
        ++at;
      } else {
        at = take_uncommon(at);
      }
    }
    uint32_t stemmed = tokens_.size() > kStemLag ? tokens_.size() - kStemLag : 0;
    for (uint32_t i = stemmed; i < tokens_.size(); ++i) stem(i);
    tokens_.normalised.resize(used_);
    return std::move(tokens_);
  }

 private:
  size_t take_uncommon(size_t at) {
    Char c = char_at(text_, at);
    switch (c.kind) {
      case CharKind::kLetter:
      case CharKind::kDigit:
        return take_word(at);
      case CharKind::kComplex:
        return take_run(at);
      case CharKind::kInvalid:
        tokens_.invalid_bytes += c.bytes;
        break;
      default:
        break;
    }
    return at + c.bytes;
  }

  // Takes the word that begins at `begin`; returns where it ends.
  size_t take_word(size_t begin) {
    char* const out = room_for(kMostWordBytes);
    char* copy = out;
    size_t at = begin, limit = std::min(text_.size(), begin + kMostWordBytes);
    unsigned seen = 0;  // differences between the word and its lower case
    bool ascii = true, acronym = false;
    while (true) {
      for (; at < limit; ++at) {
        auto c = static_cast<unsigned char>(text_[at]);
        if (!kAscii.is_word[c]) break;
        *copy = kAscii.lower[c];
        seen |= static_cast<unsigned char>(*copy++) ^ c;
      }
      if (at == limit) break;
      auto c = static_cast<unsigned char>(text_[at]);
      if (c < 0x80 && kAscii.kind[c] == CharKind::kOther) break;
      size_t joined = bytes_joined(begin, at);
      if (joined == 0 || at + joined > limit) break;
      acronym |= c == '.' && kind_before(begin, at) == CharKind::kLetter;
      ascii &= c < 0x80;
      if (ascii) *copy++ = c == '`' ? '\'' : static_cast<char>(c);
      at += joined;
    }
    if (acronym) at += possessive_bytes(at);
    Word word{text_.substr(begin, at - begin), {}, seen != 0 || !ascii, acronym};
    word.folded = ascii && !acronym
                      ? std::string_view(out, static_cast<size_t>(copy - out))
                      : fold(word);
    add(word);
    return at;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  // How many bytes at `at`, where no ASCII letter or digit stands, belong to the word
  // from `begin`; 0 where it ends.
  size_t bytes_joined(size_t begin, size_t at) const {
    Char c = char_at(text_, at);
    switch (c.kind) {
      case CharKind::kLetter:
      case CharKind::kDigit:
      case CharKind::kExtend:
        return c.bytes;
      case CharKind::kIgnorable:
        return unseen_bytes(at);
      case CharKind::kComplex:
      case CharKind::kInvalid:
      case CharKind::kOther:
        return 0;
      default:
        break;
    }
    CharKind before = kind_before(begin, at);
    CharKind after = char_at(text_, at + c.bytes).kind;
    bool letters = before == CharKind::kLetter && after == CharKind::kLetter;
    bool digits = before == CharKind::kDigit && after == CharKind::kDigit;
    bool joins = digits && c.kind != CharKind::kMidLetter;
    if (c.kind == CharKind::kMidLetter) joins = letters;
    if (c.kind == CharKind::kDot) joins = digits || (letters && is_acronym(begin, at));
    if (c.kind == CharKind::kApostrophe)
      joins = after == CharKind::kLetter || after == CharKind::kDigit;
    return joins ? c.bytes : 0;
  }

  // A run of unseen characters that the word goes on after.
  size_t unseen_bytes(size_t at) const {
    size_t end = at;
    Char c = char_at(text_, end);
    for (; c.kind == CharKind::kIgnorable && end - at < kMostWordBytes;
         c = char_at(text_, end))
      end += c.bytes;
    bool goes_on = c.kind == CharKind::kLetter || c.kind == CharKind::kDigit ||
                   c.kind == CharKind::kExtend;
    return goes_on ? end - at : 0;
  }

  // Letter or digit: what the last character that is either was.
  CharKind kind_before(size_t begin, size_t at) const {
    while (at > begin) {
      --at;
      if ((text_[at] & 0xC0) == 0x80) continue;
      CharKind kind = char_at(text_, at).kind;
      if (kind == CharKind::kLetter || kind == CharKind::kDigit) return kind;
      if (kind != CharKind::kExtend && kind != CharKind::kIgnorable) break;
    }
    return CharKind::kOther;
  }

  // A full stop at `dot` with letters on both sides: one letter must follow, and no
  // more than two come before ("Ph.D").
  bool is_acronym(size_t begin, size_t dot) const {
    auto is_letter = [&](size_t k) {
      auto c = static_cast<unsigned char>(k < text_.size() ? text_[k] : ' ');
      return kAscii.is_word[c] && !is_digit(text_[k]);
    };
    size_t before = 0;
    while (before < 3 && dot > begin + before && is_letter(dot - 1 - before)) ++before;
    bool bounded = dot == begin + before || text_[dot - 1 - before] == '.';
    if (text_[dot] != '.' || before == 0 || before > 2 || !bounded) return false;
    if (!is_letter(dot + 1)) return false;
    CharKind next = char_at(text_, dot + 2).kind;
    return next != CharKind::kLetter && next != CharKind::kDigit &&
           next != CharKind::kExtend && next != CharKind::kComplex;
  }

  // The ".'s" of "the U.S.'s claim".
  size_t possessive_bytes(size_t at) const {
    if (at >= text_.size() || text_[at] != '.') return 0;
    Char mark = char_at(text_, at + 1);
    size_t s = at + 1 + mark.bytes;
    bool possessive = mark.kind == CharKind::kApostrophe && s < text_.size() &&
                      text_[s] == 's' &&
                      char_at(text_, s + 1).kind != CharKind::kLetter &&
                      char_at(text_, s + 1).kind != CharKind::kDigit &&
                      char_at(text_, s + 1).kind != CharKind::kExtend;
    return possessive ? s + 1 - at : 0;
  }

  std::string_view fold(const Word& word) {
    scratch_.clear();
    fold_word(word.raw, scratch_);
    if (word.acronym) drop_dots();
    return store(scratch_);
  }

  void drop_dots() {
    size_t letters = std::min(scratch_.find('\''), scratch_.size());
    std::string plain = scratch_.substr(0, letters);
    std::erase(plain, '.');
    std::string dotted = scratch_.substr(0, letters);
    while (dotted.ends_with('.')) dotted.pop_back();
    bool small = std::ranges::binary_search(kSmallWords, std::string_view(plain));
    scratch_ = (small ? dotted : plain) + scratch_.substr(letters);
  }

  // Where the next normalised word may be written.
  char* room_for(size_t bytes) {
    if (used_ + bytes > tokens_.normalised.size())
      tokens_.normalised.resize(tokens_.normalised.size() * 2 + bytes);
    return tokens_.normalised.data() + used_;
  }

  std::string_view store(std::string_view word) {
    char* out = room_for(word.size() + kMostWordBytes);
    std::memcpy(out, word.data(), word.size());
    return {out, word.size()};
  }

  // Thai, Chinese, Japanese ...: the run from `begin`, by dictionaries.
  size_t take_run(size_t begin) {
    size_t end = begin;
    for (Char c = char_at(text_, end);
         c.kind == CharKind::kComplex || (end > begin && c.kind == CharKind::kExtend);
         c = char_at(text_, end))
      end += c.bytes;
    ends_.clear();
    split_run(text_.substr(begin, end - begin), ends_);
    size_t at = begin;
    for (uint32_t word_end : ends_) {
      take_piece(at, begin + word_end);
      at = begin + word_end;
    }
    return end;
  }

  // One word of a run; in pieces if it is too long.
  void take_piece(size_t at, size_t end) {
    while (at < end) {
      size_t stop = std::min(end, at + kMostWordBytes);
      while (stop < end && (text_[stop] & 0xC0) == 0x80) --stop;
      Word word{text_.substr(at, stop - at), {}, false, false};
      word.folded = fold(word);
      add(word);
      at = stop;
    }
  }

  // "US" in capitals means the country.
  void tell_country(Word& word) {
    bool us = word.folded == "us" || word.folded == "us's";
    if (!us || word.acronym || !word.raw.starts_with("US")) return;
    bool shouted = !tokens_.list.empty() && tokens_.list.back().has(kAllCaps) &&
                   gap_before(word) == " ";
    if (shouted) return;
    scratch_ = "u.s";
    scratch_ += word.folded.substr(2);
    word.folded = store(scratch_);
  }

  std::string_view gap_before(const Word& word) const {
    size_t begin = tokens_.list.empty() ? 0 : tokens_.list.back().end;
    auto end = static_cast<size_t>(word.raw.data() - text_.data());
    return text_.substr(begin, end - begin);
  }

  uint16_t place_flags(const Word& word) {
    Gap gap;
    gap.between = gap_before(word);
    bool first = tokens_.list.empty();
    if (!first && gap.between == " ") return 0;
    if (!first) {
      const Token& last = tokens_.list.back();
      gap.before = text_.substr(last.begin, last.end - last.begin);
      gap.before_begins_line = last.has(kLineStart);
    }
    gap.after = word.folded;
    gap.first = first_letter(word.raw);
    Begins begins = read_gap(gap, hard_wrapped_);
    if (begins.sentence) tokens_.sentences.push_back(tokens_.size());
    return static_cast<uint16_t>((begins.sentence ? kSentenceStart : 0) |
                                 (begins.line ? kLineStart : 0) |
                                 (begins.paragraph ? kParagraphStart : 0));
  }

  // Appends the word, whose folded form stands at `used_` in the normalised bytes.
  void add(Word& word) {
    uint16_t flags = word.has_upper ? case_flags(word.raw) : 0;
    if (flags & kAllCaps) tell_country(word);
    flags |= place_flags(word);
    bool digit = is_digit(word.folded.empty() ? ' ' : word.folded[0]);
    if (digit) flags |= kDigits;
    Token token;
    token.begin = static_cast<uint32_t>(word.raw.data() - text_.data());
    token.end = static_cast<uint32_t>(token.begin + word.raw.size());
    token.flags = flags;
    token.normalised = static_cast<uint32_t>(used_);
    token.normalised_bytes = static_cast<uint16_t>(word.folded.size());
    token.word = hash_word(word.folded);
    stemmer_.expect(token.word);
    used_ += word.folded.size();
    tokens_.list.push_back(token);
    if (tokens_.size() > kStemLag) stem(tokens_.size() - 1 - kStemLag);
  }

  void stem(uint32_t i) {
    Token& token = tokens_.list[i];
    token.stem = stemmer_.stem(tokens_.word(i), token.word);
  }

  std::string_view text_;
  Stemmer& stemmer_;
  bool hard_wrapped_;
  Tokens tokens_;
  size_t used_ = 0;  // bytes of tokens_.normalised
  std::string scratch_;
  std::vector<uint32_t> ends_;
};

}  // namespace

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
  return Tokenizer(text, language).run();
}

NormalisedWord normalise_word(std::string_view word, std::string_view language) {
  Tokens tokens = tokenize(word, language);
  if (tokens.size() != 1) return {};
  return {std::string(tokens.word(0)), tokens[0].word, tokens[0].stem};
}

}  // namespace unspin
