// This file finds names by their capitals.
//
// There is no list of names in here: a capitalised word is part of a name unless
// the place explains the capital. Places that do are the first word of a sentence,
// of a line or of a quotation, and headlines that capitalise every word. A word in
// such a place still counts when the same text capitalises it elsewhere, when
// a word certain to be a name's follows it at once ("Victor Cha said"), when it is all
// capitals ("IBM") or has something ("Georgia's income").
// Languages that capitalise all nouns (German) get too many names; a wrong name
// matters little, since only names that were replaced are ever reported.

#include "judge/names.h"

#include <algorithm>
#include <array>
#include <ranges>

#include "base/hash.h"
#include "judge/english.h"

namespace unspin {
namespace {

constexpr uint32_t kMaxLinks = 2;  // "for the", "of the" between two words of a name
constexpr uint32_t kMaxName = 14;  // tokens

bool has_capital(const Token& token) {
  return token.has(kCapitalised) || token.has(kAllCaps);
}

// Does the place of token i ask for a capital?
bool at_beginning(std::string_view text, const Tokens& tokens, uint32_t i) {
  const Token& token = tokens[i];
  if (token.flags & (kSentenceStart | kLineStart | kParagraphStart)) return true;
  if (i == 0 || token.begin == 0) return true;
  size_t from = tokens[i - 1].end;
  std::string_view gap = text.substr(from, token.begin - from);
  if (gap == " ") return false;
  // A quotation begins: a mark right before the word, space before the mark.
  for (std::string_view mark : {"\"", "“", "‘", "„", "«", "'", "(", "["})
    if (gap.ends_with(mark)) return true;
  return gap.find_first_of(":!?;|") != std::string_view::npos ||
         gap.find("•") != std::string_view::npos;
}

// May a name go on from token i to token i + 1, by what stands between them?
bool joins(std::string_view text, const Tokens& tokens, uint32_t i) {
  std::string_view gap = text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end);
  if (gap == " " || gap == "\u00a0" || gap == "-" || gap == " & ") return true;
  // A line that was merely wrapped.
  if ((gap == "\n" || gap == "\r\n") &&
      !(tokens[i + 1].flags & (kLineStart | kParagraphStart | kSentenceStart)))
    return true;
  if (gap != ". " || tokens[i + 1].has(kSentenceStart)) return false;
  std::string_view word = tokens.word(i);
  return word.size() <= 3 || word.find('.') != std::string_view::npos ||
         is_english(tokens[i].word, kTitle);
}

// The tokens of sentences that capitalise nearly every word. A line of credits
// ("Jane Doe | Reuters") does too, but is nothing but names.
std::vector<bool> find_headlines(std::string_view text, const Tokens& tokens) {
  std::vector<bool> headline(tokens.size());
  for (size_t s = 0; s < tokens.sentences.size(); ++s) {
    uint32_t start = tokens.sentences[s];
    uint32_t end =
        s + 1 < tokens.sentences.size() ? tokens.sentences[s + 1] : tokens.size();
    // Most sentences are ruled out by their few capitals.
    auto capital = [&](uint32_t i) { return has_capital(tokens[i]); };
    if (std::ranges::count_if(std::views::iota(start, end), capital) < 4) continue;
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = start; i < end; ++i) {
      if (is_english(tokens[i].word, kFunctionWord) || tokens[i].has(kDigits)) continue;
      ++words;
      capitals += has_capital(tokens[i]);
    }
    if (words < 4 || 10 * capitals < 8 * words) continue;
    // A full stop ends a sentence full of names: "Ann Lee of Reuters contributed."
    ByteSpan bytes = tokens.bytes({start, end});
    bool stops = bytes.end < text.size() && text[bytes.end] == '.';
    if (!stops && text.substr(bytes.start, bytes.size()).find('|') == text.npos)
      std::fill(headline.begin() + start, headline.begin() + end, true);
  }
  return headline;
}

class NameFinder {
 public:
  NameFinder(std::string_view text, const Tokens& tokens)
      : text_(text), tokens_(tokens), headline_(find_headlines(text, tokens)) {
    for (uint32_t i = 0; i < tokens.size(); ++i)
      if (capital_of_its_own(i)) known_.push_back(bare_word(i));
    std::ranges::sort(known_);
  }

  std::vector<TokenSpan> run() {
    std::vector<TokenSpan> names;
    for (uint32_t i = 0; i < tokens_.size();) {
      TokenSpan name = name_at(i);
      if (!name.empty()) names.push_back(name);
      i = std::max(name.end, i + 1);
    }
    return names;
  }

 private:
  bool capital_of_its_own(uint32_t i) const {
    const Token& token = tokens_[i];
    return has_capital(token) && !headline_[i] && may_be_name(i) &&
           !at_beginning(text_, tokens_, i);
  }

  bool may_be_name(uint32_t i) const {
    const Token& token = tokens_[i];
    if (is_english(token.word, kCalendar)) return false;
    if (is_english(token.word, kFunctionWord | kPronoun)) return token.has(kAllCaps);
    return token.normalised_bytes > 1 || token.has(kAllCaps);
  }

  // The word without a possessive ending.
  uint64_t bare_word(uint32_t i) const {
    std::string_view word = tokens_.word(i);
    if (!word.ends_with("'s")) return tokens_[i].word;
    return hash_word(word.substr(0, word.size() - 2));
  }

  bool in_name(uint32_t i) const {
    if (!has_capital(tokens_[i]) || !may_be_name(i)) return false;
    if (!headline_[i] && !at_beginning(text_, tokens_, i)) return true;
    if (std::ranges::binary_search(known_, bare_word(i))) return true;
    if (!headline_[i] && shows_itself(i)) return true;
    return !headline_[i] && i + 1 < tokens_.size() && joins(text_, tokens_, i) &&
           capital_of_its_own(i + 1) && !is_english(tokens_[i].word, kReports);
  }

  // The "A." of "John A. Dvorak".
  bool is_initial(uint32_t i) const {
    if (i + 1 >= tokens_.size() || tokens_[i].end - tokens_[i].begin != 1) return false;
    char letter = text_[tokens_[i].begin];
    return letter >= 'A' && letter <= 'Z' && text_[tokens_[i].end] == '.' &&
           !tokens_[i + 1].has(kSentenceStart);
  }

  // "IBM was", "Georgia's income": a name wherever it stands, but for shouting.
  bool shows_itself(uint32_t i) const {
    if (tokens_[i].has(kAllCaps))
      return i + 1 >= tokens_.size() || !tokens_[i + 1].has(kAllCaps) ||
             !joins(text_, tokens_, i);
    std::string_view word = tokens_.word(i);
    return word.ends_with("'s") && word != "today's" && word != "let's" &&
           !is_english(bare_word(i), kFunctionWord | kPronoun | kCalendar);
  }

  // The name that begins with token `start`; empty when none does.
  TokenSpan name_at(uint32_t start) const {
    if (!in_name(start)) return {start, start};
    uint32_t end = start + 1;
    bool of_something = false;  // "and" binds only what follows "of" or "for"
    while (end < tokens_.size() && end - start < kMaxName &&
           !tokens_.word(end - 1).ends_with("'s")) {
      uint32_t next = end;
      bool linked = false, binds = true;
      if (is_initial(next) && joins(text_, tokens_, next - 1)) ++next;
      while (next < tokens_.size() && next - end <= kMaxLinks &&
             joins(text_, tokens_, next - 1) && !has_capital(tokens_[next]) &&
             is_english(tokens_[next].word, kNameLink)) {
        std::string_view link = tokens_.word(next);
        if (link == "and" || link == "on" || link == "the")
          binds = binds && (of_something || linked);
        else
          linked = true;
        ++next;
      }
      if (!binds || next >= tokens_.size() || !joins(text_, tokens_, next - 1) ||
          !in_name(next))
        break;
      of_something = of_something || linked;
      end = next + 1;
    }
    return {start, end};
  }

  std::string_view text_;
  const Tokens& tokens_;
  std::vector<bool> headline_;
  std::vector<uint64_t> known_;  // words capitalised of their own, sorted
};

// "Russia" and "Russian", "Japan" and "Japanese", "Italy" and "Italians" differ in
// what follows their common beginning: one of the first, one of the second.
constexpr std::array<std::string_view, 6> kCountryEndings = {"", "a", "e", "y", "o", "s"};
constexpr std::array<std::string_view, 11> kPeopleEndings = {
    "n", "an", "ian", "ean", "ese", "ish", "i", "ns", "ans", "ians", "is"};

template <size_t n>
bool is_one_of(const std::array<std::string_view, n>& endings, std::string_view ending) {
  return std::ranges::find(endings, ending) != endings.end();
}

// What no ending explains: countries, and what companies are.
constexpr std::string_view kAlike[][2] = {{"france", "french"},
                                          {"netherlands", "dutch"},
                                          {"spain", "spanish"},
                                          {"germany", "german"},
                                          {"britain", "british"},
                                          {"poland", "polish"},
                                          {"denmark", "danish"},
                                          {"turkey", "turkish"},
                                          {"greece", "greek"},
                                          {"ireland", "irish"},
                                          {"england", "english"},
                                          {"wales", "welsh"},
                                          {"scotland", "scottish"},
                                          {"sweden", "swedish"},
                                          {"finland", "finnish"},
                                          {"switzerland", "swiss"},
                                          {"u.s", "american"},
                                          {"us", "american"},
                                          {"u.k", "british"},
                                          {"uk", "british"},
                                          {"uk", "britain"},
                                          {"u.k", "britain"},
                                          {"america", "u.s"},
                                          {"thailand", "thai"},
                                          {"u.s", "us"},
                                          {"corp", "corporation"},
                                          {"inc", "incorporated"},
                                          {"co", "company"},
                                          {"ltd", "limited"},
                                          {"dept", "department"},
                                          {"u.n", "un"},
                                          {"u.k", "uk"}};

// Most words are ruled out by their first letter and length.
bool are_alike(std::string_view a, std::string_view b) {
  using Shapes = std::array<std::array<bool, 16>, 256>;
  static const Shapes shapes = [] {
    Shapes made = {};
    for (const auto& pair : kAlike)
      for (std::string_view word : pair)
        made[static_cast<unsigned char>(word[0])][word.size()] = true;
    return made;
  }();
  auto listed = [&](std::string_view word) {
    return !word.empty() && word.size() < 16 &&
           shapes[static_cast<unsigned char>(word[0])][word.size()];
  };
  if (!listed(a) || !listed(b)) return false;
  for (const auto& [x, y] : kAlike)
    if ((a == x && b == y) || (a == y && b == x)) return true;
  return false;
}

std::string_view drop_possessive(std::string_view word) {
  if (word.ends_with("'s")) word.remove_suffix(2);
  if (word.ends_with("'")) word.remove_suffix(1);
  if (word.ends_with(".")) word.remove_suffix(1);
  return word;
}

}  // namespace

std::vector<TokenSpan> find_names(std::string_view text, const Tokens& tokens) {
  return NameFinder(text, tokens).run();
}

TokenSpan without_titles(const Tokens& tokens, TokenSpan name) {
  for (uint32_t i = name.end; i-- > name.start + 1;)
    if (is_english(tokens[i - 1].word, kTitle)) return {i, name.end};
  return name;
}

bool same_name_word(std::string_view a, std::string_view b) {
  a = drop_possessive(a);
  b = drop_possessive(b);
  if (a == b) return true;
  if (are_alike(a, b)) return true;
  auto [end, other_end] = std::ranges::mismatch(a, b);
  size_t common = static_cast<size_t>(end - a.begin());
  if (common < 3) return false;
  std::string_view end_a = a.substr(common), end_b = b.substr(common);
  if (end_a.size() > end_b.size()) std::swap(end_a, end_b);
  if (end_a.empty() && end_b == "s") return true;
  return is_one_of(kCountryEndings, end_a) && is_one_of(kPeopleEndings, end_b);
}

bool are_initials(std::string_view letters, const Tokens& tokens, TokenSpan name) {
  std::string wanted;
  for (char c : drop_possessive(letters))
    if (c != '.') wanted += c;
  if (wanted.size() < 2) return false;
  std::string all, main;
  for (uint32_t i = name.start; i < name.end; ++i) {
    all += tokens.word(i).front();
    if (!is_english(tokens[i].word, kNameLink)) main += tokens.word(i).front();
  }
  return wanted == all || wanted == main;
}

}  // namespace unspin
