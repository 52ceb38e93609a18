// This file decides where sentences begin.
//
// A sentence ends with . ! ? … or their likes, closing quotes and brackets, and a
// space, where the next word begins with a capital, a digit or a letter of a script
// without case. Lines and paragraphs end sentences whatever they end with, except
// where lines are merely wrapped.
//
// The full stop is the hard one, for it also ends abbreviations. Those fall in two
// sorts. After a title ("Mr.", "Gen.", "No." before a digit, an initial) the sentence
// always goes on. After the others ("U.S.", "a.m.", "Inc.", "Sept.") it may have
// ended; it has when the next word is one that begins sentences far more often than
// names: "in the U.S. The talks" against "the U.S. State Department".

#include "text/sentences.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace unspin {
namespace {

// A sentence never ends with these. In lower case, sorted.
constexpr std::string_view kTitles[] = {
    "adm", "al",  "approx", "atty", "brig",   "ca",   "capt", "cf",  "cmdr",
    "col", "cpl", "dr",     "e.g",  "eg",     "fr",   "gen",  "gov", "hon",
    "i.e", "ie",  "lt",     "maj",  "messrs", "mme",  "mr",   "mrs", "ms",
    "mt",  "pfc", "pres",   "prof", "rep",    "reps", "rev",  "sen", "sens",
    "sgt", "st",  "supt",   "viz",  "vs"};
static_assert(std::ranges::is_sorted(kTitles));

// With these it may. In lower case, sorted.
constexpr std::string_view kAbbreviations[] = {
    "apr",  "assn", "assoc", "aug", "ave",  "blvd", "bros", "co",  "corp",
    "dec",  "dept", "dist",  "ed",  "est",  "etc",  "feb",  "fig", "ft",
    "inc",  "jan",  "jr",    "jul", "jun",  "ltd",  "mar",  "nov", "oct",
    "ph.d", "phd",  "rd",    "sep", "sept", "sq",   "sr",   "vol"};
static_assert(std::ranges::is_sorted(kAbbreviations));

// Words that begin sentences and are seldom names. Sorted.
constexpr std::string_view kStarters[] = {
    "a",     "after",     "all",   "also",    "although", "an",     "and",   "another",
    "as",    "at",        "both",  "but",     "by",       "during", "each",  "even",
    "every", "for",       "from",  "he",      "her",      "his",    "how",   "however",
    "i",     "if",        "in",    "instead", "it",       "it's",   "its",   "last",
    "many",  "meanwhile", "more",  "most",    "my",       "no",     "not",   "now",
    "of",    "on",        "once",  "one",     "only",     "or",     "other", "our",
    "she",   "since",     "so",    "some",    "still",    "such",   "that",  "the",
    "their", "then",      "there", "these",   "they",     "this",   "those", "though",
    "to",    "under",     "until", "we",      "what",     "when",   "where", "which",
    "while", "who",       "why",   "with",    "you",      "your"};
static_assert(std::ranges::is_sorted(kStarters));

template <size_t n>
bool contains(const std::string_view (&sorted)[n], std::string_view word) {
  return std::ranges::binary_search(sorted, word);
}

// Lower case, as far as it fits the longest abbreviation.
struct Lowered {
  std::array<char, 8> bytes{};
  size_t size = 0;
  explicit Lowered(std::string_view word) {
    if (word.size() > bytes.size()) return;
    for (char c : word) bytes[size++] = kAscii.lower[static_cast<unsigned char>(c)];
  }
  std::string_view view() const { return {bytes.data(), size}; }
};

bool is_ascii_letter(char c) {
  return kAscii.is_word[static_cast<unsigned char>(c)] && (c < '0' || c > '9');
}

bool is_dotted(std::string_view word) {
  return word.find('.') != std::string_view::npos && is_ascii_letter(word[0]);
}

// One full stop stands right after `gap.before`: does the sentence go on?
bool is_abbreviated(const Gap& gap) {
  Lowered word(gap.before);
  if (word.size == 0) return false;
  if (contains(kTitles, word.view())) return true;
  if (word.view() == "no" || word.view() == "nos" || word.view() == "p" ||
      word.view() == "pp")
    return gap.first == FirstLetter::kDigit;
  bool initial = word.size == 1 && is_ascii_letter(word.bytes[0]) && word.view() != "i";
  if (initial) return true;
  // The number of an item: "2. Open the lid".
  bool item = gap.before_begins_line && word.size <= 3 && word.bytes[0] >= '0' &&
              word.bytes[0] <= '9';
  if (item) return true;
  bool doubtful = is_dotted(gap.before) || contains(kAbbreviations, word.view());
  return doubtful &&
         !(gap.first == FirstLetter::kUpper && contains(kStarters, gap.after));
}

bool is_terminator(char32_t code) {
  switch (code) {
    case '.':
    case '!':
    case '?':
    case 0x2026:  // …
    case 0x203C:  // ‼
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F:  // Arabic question mark
    case 0x06D4:  // Urdu full stop
    case 0x0589:  // Armenian full stop
    case 0x0964:  // danda
    case 0x0965:
    case 0x1362:  // Ethiopic full stop
      return true;
    default:
      return false;
  }
}

// Ends a sentence without a space after.
bool is_wide_terminator(char32_t code) {
  return code == 0x3002 || code == 0xFF01 || code == 0xFF1F || code == 0xFF61 ||
         code == 0xFF0E;
}

bool is_blank(char32_t code) {
  return code == ' ' || code == '\t' || code == '\v' || code == 0xA0 || code == 0x3000 ||
         code == 0x202F || (code >= 0x2000 && code <= 0x200A);
}

bool is_bullet(char32_t code) {
  return code == 0x2022 || code == 0x2023 || code == 0x25E6 || code == 0x25AA ||
         code == 0x25CF || code == 0x25A0 || code == 0x00B7 || code == '*' || code == '-';
}

// Walks a gap once and remembers what it saw.
class GapReader {
 public:
  Begins read(const Gap& gap, bool hard_wrapped) {
    for (size_t at = 0; at < gap.between.size();) {
      Char c = char_at(gap.between, at);
      char next = at + 1 < gap.between.size() ? gap.between[at + 1] : '\0';
      bool line_end = c.code == '\n' || (c.code == '\r' && next != '\n') ||
                      c.code == 0x2028 || c.code == 0x85;
      if (line_end) {
        end_line();
      } else {
        take(c.code);
      }
      at += c.bytes;
    }
    Begins begins;
    begins.paragraph = paragraph_ || gap.before.empty();
    begins.line = begins.paragraph || (line_ && (!hard_wrapped || bullet_));
    begins.sentence = begins.line || ends_sentence(gap);
    return begins;
  }

 private:
  void end_line() {
    paragraph_ |= blank_line_;
    blank_line_ = line_ = true;
    spaced_ |= terminated_;
    bullet_ = false;
  }

  void take(char32_t code) {
    if (code == '\f' || code == 0x2029) {
      paragraph_ = true;
    } else if (code == '\r') {
    } else if (is_blank(code)) {
      spaced_ |= terminated_;
    } else {
      bullet_ |= blank_line_ && is_bullet(code);
      blank_line_ = false;
      take_mark(code);
    }
  }

  void take_mark(char32_t code) {
    if (is_terminator(code)) {
      ++terminators_;
      terminated_ = true;
    } else if (is_wide_terminator(code)) {
      ++terminators_;
      terminated_ = spaced_ = true;
    } else if (code == ',' || code == ';' || code == ':') {
      terminated_ = spaced_ = false;
    }
  }

  bool ends_sentence(const Gap& gap) const {
    if (!terminated_ || gap.first == FirstLetter::kLower) return false;
    bool one_stop = terminators_ == 1 && gap.between[0] == '.';
    // A space forgotten: "at its peril.Analysts say".
    if (one_stop && gap.between == "." && gap.before.size() > 2)
      return gap.first == FirstLetter::kUpper &&
             is_lower(static_cast<unsigned char>(gap.before.back()));
    return spaced_ && !(one_stop && is_abbreviated(gap));
  }

  bool line_ = false;
  bool paragraph_ = false;
  bool blank_line_ = false;  // nothing but blanks since the last line end
  bool bullet_ = false;
  bool terminated_ = false;
  bool spaced_ = false;  // after the terminator
  size_t terminators_ = 0;
};

}  // namespace

Begins read_gap(const Gap& gap, bool hard_wrapped) {
  // Nine gaps in ten.
  if (gap.between == " " && !gap.before.empty()) return {};
  return GapReader().read(gap, hard_wrapped);
}

}  // namespace unspin
