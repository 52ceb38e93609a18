#include "reference/tokenize.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>
#include <regex>
#include <set>

#include "base/hash.h"

namespace unspin::reference {
namespace {

struct Character {
  UChar32 code = -1;  // -1: invalid
  size_t begin = 0;
  size_t end = 0;
};

std::vector<Character> decode(std::string_view text) {
  std::vector<Character> characters;
  for (int32_t at = 0, n = static_cast<int32_t>(text.size()); at < n;) {
    Character c;
    c.begin = static_cast<size_t>(at);
    U8_NEXT(text.data(), at, n, c.code);
    c.end = static_cast<size_t>(at);
    characters.push_back(c);
  }
  return characters;
}

class Segmenter {
 public:
  explicit Segmenter(std::string_view text) : text_(text), chars_(decode(text)) {}

  Words run() {
    for (size_t i = 0; i < chars_.size();) {
      if (is_complex(i)) {
        i = take_run(i);
      } else if (is_letter(i) || is_digit(i)) {
        size_t end = i + 1;
        while (end < chars_.size() && joins(i, end)) ++end;
        if (acronym_) end += possessive(end);
        add(chars_[i].begin, chars_[end - 1].end);
        i = end;
      } else {
        if (chars_[i].code < 0) words_.invalid_bytes += chars_[i].end - chars_[i].begin;
        ++i;
      }
    }
    return std::move(words_);
  }

 private:
  UChar32 at(size_t i) const { return i < chars_.size() ? chars_[i].code : -1; }
  bool has(size_t i, UProperty property, int value) const {
    return at(i) >= 0 && u_getIntPropertyValue(at(i), property) == value;
  }
  bool is_unseen(size_t i) const {
    return at(i) >= 0 && u_hasBinaryProperty(at(i), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  }
  bool is_word_break(size_t i, int value) const {
    return !is_unseen(i) && has(i, UCHAR_WORD_BREAK, value);
  }
  bool is_letter_by_category(size_t i) const {
    return at(i) >= 0 && !is_unseen(i) &&
           (U_MASK(u_charType(at(i))) & (U_GC_L_MASK | U_GC_NL_MASK));
  }
  bool is_letter(size_t i) const {
    return is_word_break(i, U_WB_ALETTER) || is_word_break(i, U_WB_HEBREW_LETTER);
  }
  bool is_digit(size_t i) const { return at(i) >= 0 && u_isdigit(at(i)); }
  bool is_extend(size_t i) const {
    return is_word_break(i, U_WB_EXTEND) || is_word_break(i, U_WB_FORMAT) ||
           is_word_break(i, U_WB_ZWJ);
  }
  bool is_complex(size_t i) const {
    return is_letter_by_category(i) && !is_letter(i) && !is_extend(i);
  }
  bool is_apostrophe(size_t i) const {
    static const std::set<UChar32> kAll = {'\'',   '`',    0xB4,   0x2018,
                                           0x2019, 0x201B, 0x2032, 0xFF07};
    return kAll.contains(at(i));
  }
  bool is_dot(size_t i) const {
    return is_word_break(i, U_WB_MIDNUMLET) && !is_apostrophe(i);
  }
  bool is_mid_number(size_t i) const {
    return is_word_break(i, U_WB_MIDNUM) && at(i) != ';';
  }
  bool is_mid_letter(size_t i) const {
    return is_word_break(i, U_WB_MIDLETTER) && at(i) != ':';
  }

  // The last letter or digit before `i`.
  size_t before(size_t begin, size_t i) const {
    while (i > begin && (is_extend(i - 1) || is_unseen(i - 1))) --i;
    return i - 1;
  }

  // Does character i continue the word from `begin`?
  bool joins(size_t begin, size_t i) {
    if (i == begin + 1) acronym_ = false;
    if (is_letter(i) || is_digit(i) || is_extend(i)) return true;
    if (is_unseen(i)) {
      while (is_unseen(i)) ++i;
      return is_letter(i) || is_digit(i) || is_extend(i);
    }
    size_t last = before(begin, i);
    bool letters = is_letter(last) && is_letter(i + 1);
    bool digits = is_digit(last) && is_digit(i + 1);
    if (is_apostrophe(i)) return is_letter(i + 1) || is_digit(i + 1);
    if (is_mid_letter(i)) return letters;
    if (is_mid_number(i)) return digits;
    if (!is_dot(i)) return false;
    bool acronym = letters && is_acronym(begin, i);
    acronym_ |= acronym;
    return digits || acronym;
  }

  static bool is_ascii_letter(UChar32 c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  bool is_acronym(size_t begin, size_t dot) const {
    size_t segment = dot;
    while (segment > begin && at(segment - 1) != '.') --segment;
    size_t letters = dot - segment;
    if (at(dot) != '.' || letters < 1 || letters > 2) return false;
    for (size_t i = segment; i < dot; ++i)
      if (!is_ascii_letter(at(i))) return false;
    size_t next = dot + 2;
    return is_ascii_letter(at(dot + 1)) && !is_letter(next) && !is_digit(next) &&
           !is_extend(next) && !is_complex(next);
  }

  size_t possessive(size_t i) const {
    bool found = at(i) == '.' && is_apostrophe(i + 1) && at(i + 2) == 's' &&
                 !is_letter(i + 3) && !is_digit(i + 3) && !is_extend(i + 3);
    return found ? 3 : 0;
  }

  size_t take_run(size_t i) {
    size_t end = i + 1;
    while (is_complex(end) || is_extend(end)) ++end;
    std::string_view run =
        text_.substr(chars_[i].begin, chars_[end - 1].end - chars_[i].begin);
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(run);
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
    breaks->setText(wide);
    size_t byte = chars_[i].begin;
    for (int32_t from = breaks->first(), to = breaks->next();
         to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
      std::string piece;
      wide.tempSubStringBetween(from, to).toUTF8String(piece);
      add(byte, byte + piece.size());
      byte += piece.size();
    }
    return end;
  }

  void add(size_t begin, size_t end) {
    Word word{begin, end, normalise(text_.substr(begin, end - begin)), 0};
    word.flags = flags(word);
    words_.list.push_back(word);
    acronym_ = false;
  }

  std::string normalise(std::string_view raw) const {
    icu::UnicodeString straight;
    for (const Character& c : decode(raw))
      straight.append(
          std::set<UChar32>{'`', 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07}
                  .contains(c.code)
              ? UChar32('\'')
              : c.code);
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString folded =
        icu::Normalizer2::getNFKCCasefoldInstance(error)->normalize(straight, error);
    std::string out;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      UChar32 c = folded.char32At(i);
      icu::UnicodeString one(u_charDigitValue(c) >= 0 ? '0' + u_charDigitValue(c) : c);
      one.toUTF8String(out);
    }
    return tell_country(raw, acronym_ ? undot(out) : out);
  }

  static std::string undot(const std::string& word) {
    std::string plain = std::regex_replace(word, std::regex("\\.|'.*"), "");
    std::string rest = std::regex_replace(word, std::regex("^[^']*"), "");
    std::string dotted = std::regex_replace(word, std::regex("\\.?('.*)?$"), "");
    static const std::set<std::string> kSmall = {
        "ad",  "ah", "am", "an", "are", "as",  "ask", "at", "be",  "but",
        "by",  "do", "go", "he", "hi",  "his", "how", "if", "in",  "is",
        "it",  "me", "my", "no", "of",  "oh",  "on",  "or", "out", "so",
        "the", "to", "up", "us", "was", "we",  "who"};
    return (kSmall.contains(plain) ? dotted : plain) + rest;
  }

  std::string tell_country(std::string_view raw, const std::string& word) const {
    bool us = raw.starts_with("US") && (word == "us" || word == "us's");
    if (!us) return word;
    if (!words_.list.empty()) {
      const Word& last = words_.list.back();
      size_t begin = static_cast<size_t>(raw.data() - text_.data());
      if ((last.flags & kAllCaps) && text_.substr(last.end, begin - last.end) == " ")
        return word;
    }
    return "u.s" + word.substr(2);
  }

  uint16_t flags(const Word& word) const {
    std::string raw(text_.substr(word.begin, word.end - word.begin));
    static const std::regex kPossessive("('|\u2018|\u2019)[sS]$");
    static const std::regex kUpper("UU+"), kMixed("U.*l.*"), kBlankLine("\n[ \t\r]*\n");
    raw = std::regex_replace(raw, kPossessive, "");
    std::string shape;
    for (const Character& c : Segmenter(raw).chars_) {
      Segmenter one(std::string_view(raw).substr(c.begin, c.end - c.begin));
      if (one.is_letter(0))
        shape += u_isUUppercase(c.code) || u_istitle(c.code) ? 'U' : 'l';
    }
    uint16_t found = 0;
    if (std::regex_match(shape, kUpper)) found |= kAllCaps;
    if (std::regex_match(shape, kMixed)) found |= kCapitalised;
    if (std::isdigit(static_cast<unsigned char>(word.normalised[0]))) found |= kDigits;
    size_t gap = words_.list.empty() ? 0 : words_.list.back().end;
    std::string between(text_.substr(gap, word.begin - gap));
    if (words_.list.empty() || std::regex_search(between, kBlankLine))
      found |= kParagraphStart;
    return found;
  }

  std::string_view text_;
  std::vector<Character> chars_;
  Words words_;
  bool acronym_ = false;
};

// Letters and digits between two tokens, which should have been in one.
bool has_letters(std::string_view text) {
  for (const Character& c : decode(text)) {
    if (c.code < 0 || u_hasBinaryProperty(c.code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
      continue;
    bool extend = u_getIntPropertyValue(c.code, UCHAR_WORD_BREAK) == U_WB_EXTEND;
    bool letter =
        U_MASK(u_charType(c.code)) & (U_GC_L_MASK | U_GC_NL_MASK | U_GC_ND_MASK);
    if (letter && !extend) return true;
  }
  return false;
}

}  // namespace

Words tokenize(std::string_view text) { return Segmenter(text).run(); }

std::string find_fault(std::string_view text, const Tokens& tokens) {
  size_t end = 0, normalised = 0, sentence = 0;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (t.begin < end) return "tokens overlap or go back";
    if (t.end <= t.begin || t.end > text.size()) return "a token is empty or outside";
    if (has_letters(text.substr(end, t.begin - end))) return "letters between tokens";
    if (t.normalised != normalised) return "normalised words are not back to back";
    if (t.word != hash_word(tokens.word(i))) return "a hash is not that of the word";
    if (t.stem == 0) return "a stem was forgotten";
    bool begins = sentence < tokens.sentences.size() && tokens.sentences[sentence] == i;
    if (begins != t.has(kSentenceStart)) return "sentences and flags differ";
    if (t.has(kParagraphStart) && !t.has(kLineStart)) return "a paragraph begins no line";
    if (t.has(kLineStart) && !t.has(kSentenceStart)) return "a line begins no sentence";
    if (i == 0 && !t.has(kParagraphStart)) return "the first token begins no paragraph";
    sentence += begins;
    normalised += t.normalised_bytes;
    end = t.end;
  }
  if (has_letters(text.substr(end))) return "letters after the last token";
  if (sentence != tokens.sentences.size()) return "more sentences than starts";
  if (normalised != tokens.normalised.size()) return "normalised bytes left over";
  if (tokens.invalid_bytes > text.size()) return "more invalid bytes than bytes";
  return "";
}

}  // namespace unspin::reference
