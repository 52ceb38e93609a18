// Some of English grammar by words and punctuation alone: no parser.
//
// A subject is the words between the start of a clause and the verb, cut at the first
// comma, without auxiliaries, adverbs and "on Monday". A participle ("describing him
// as a …") has the subject of its sentence; a comma before the verb closes an apposition
// ("Cha, a former director, warned").

#include "judge/saying.h"

#include <algorithm>

#include "base/hash.h"
#include "judge/names.h"

namespace unspin {
namespace {

constexpr uint32_t kMaxWords = 12;  // of a speaker as named

}  // namespace

Saying::Saying(const SideView& side, const std::vector<TokenSpan>& names)
    : text_(side.text), tokens_(side.tokens), names_(names) {
  for (TokenSpan name : names_) {
    TokenSpan person = without_titles(tokens_, name);
    if (person.size() > 3) person.start = person.end - 2;
    if (person.size() >= 2) full_names_.try_emplace(bare_word(person.end - 1), person);
  }
}

uint64_t Saying::bare_word(uint32_t i) const {
  std::string_view word = tokens_.word(i);
  if (!word.ends_with("'s")) return tokens_[i].word;
  return hash_word(word.substr(0, word.size() - 2));
}

std::string_view Saying::gap_before(uint32_t i) const {
  size_t from = i == 0 ? 0 : tokens_[i - 1].end;
  return text_.substr(from, tokens_[i].begin - from);
}

bool Saying::is_cut(uint32_t i) const {
  if (i == 0 || tokens_[i].has(kSentenceStart)) return true;
  std::string_view gap = gap_before(i);
  if (gap == " ") return false;
  // A line end that is mere wrapping cuts nothing.
  if (tokens_[i].flags & (kLineStart | kParagraphStart)) return true;
  return gap.find_first_of(",;:()\"|") != std::string_view::npos ||
         gap.find("—") != std::string_view::npos ||
         gap.find("“") != std::string_view::npos ||
         gap.find("”") != std::string_view::npos || gap.find("--") < gap.size();
}

TokenSpan Saying::subject_of(uint32_t verb, uint32_t floor) const {
  if (tokens_.word(verb).ends_with("ing"))
    return verb > floor && is_cut(verb) ? first_noun(floor, verb) : TokenSpan{};
  uint32_t end = verb;
  while (end > floor && !is_cut(end) && is_adverbial(end - 1)) --end;
  if (end == floor) return {};
  // A comma before the verb closes an apposition: "Cha, a former director, warned".
  if (is_cut(end)) return first_noun(floor, end);
  if (tokens_.word(end - 1) == "who" && end - 1 > floor)
    return first_noun(floor, end - 1);
  uint32_t start = end - 1;
  while (start > floor && !is_cut(start) && end - start < kMaxWords &&
         !is_clause_word(start - 1) && !is(start - 1, kReports))
    --start;
  return trim({start, end});
}

TokenSpan Saying::first_noun(uint32_t start, uint32_t limit) const {
  while (start < limit) {
    uint32_t end = start + 1;
    while (end < limit && !is_cut(end) && !is(end, kAuxiliary | kReports)) ++end;
    bool leads_in = is(start, kPreposition) || is_clause_word(start) ||
                    tokens_.word(start) == "ahead";
    if (!leads_in) {
      TokenSpan found = trim({start, end});
      return found.size() <= kMaxWords ? found : TokenSpan{};
    }
    while (end < limit && !is_cut(end)) ++end;
    start = end;
  }
  return {};
}

TokenSpan Saying::noun_after(uint32_t start, uint32_t limit) const {
  if (start >= limit || is_cut(start)) return {};
  if (is(start, kPronoun)) return {start, start + 1};
  if (is(start, kPreposition) || is_clause_word(start)) return {};
  uint32_t end = start + 1;
  while (
      end < limit && end - start < kMaxWords && !is_cut(end) &&
      !is(end, kAuxiliary | kReports | kCalendar) && !is_clause_word(end) &&
      (!is(end, kPreposition) || tokens_.word(end) == "of" || tokens_.word(end) == "for"))
    ++end;
  return trim({start, end});
}

bool Saying::is_adverbial(uint32_t i) const {
  if (is(i, kAuxiliary | kCalendar)) return true;
  std::string_view word = tokens_.word(i);
  if (word.ends_with("ly") && !(tokens_[i].flags & kCapitalised)) return true;
  return word == "on" && is(i + 1, kCalendar);
}

TokenSpan Saying::trim(TokenSpan span) const {
  while (!span.empty() && is_adverbial(span.end - 1)) --span.end;
  while (!span.empty() && (is_clause_word(span.start) || is_adverbial(span.start)))
    ++span.start;
  if (span.empty()) return span;
  // "what he called": the pronoun alone. What ends in other grammar is no name.
  uint32_t last = span.end - 1;
  if (is(last, kPronoun) && tokens_.word(last) != "who") return {last, span.end};
  return is(last, kFunctionWord | kPreposition) ? TokenSpan{} : span;
}

std::string Saying::full_name(TokenSpan span, const std::string& last) const {
  if (span.size() == 1 && is(span.start, kPronoun)) {
    std::string_view word = tokens_.word(span.start);
    if (word == "i" || word == "we" || word == "you") return {};
    return last;
  }
  // Does a name end it, and is it the head? Not in "analysts at Teneo".
  auto after = std::ranges::upper_bound(names_, span.end, {}, &TokenSpan::end);
  bool ends_in_name = after != names_.begin() && std::prev(after)->end == span.end &&
                      std::prev(after)->end > span.start;
  if (ends_in_name) {
    TokenSpan name = *std::prev(after);
    bool head = true;
    for (uint32_t i = span.start; i < std::max(name.start, span.start); ++i)
      head = head && !is(i, kPreposition);
    name = without_titles(tokens_, name);
    auto full = full_names_.find(bare_word(name.end - 1));
    if (head && name.size() == 1 && full != full_names_.end()) name = full->second;
    if (head) span = name;
  }
  ByteSpan bytes = tokens_.bytes(span);
  std::string name(text_.substr(bytes.start, bytes.size()));
  for (char& c : name)
    if (c == '\n' || c == '\r') c = ' ';  // of a wrapped line
  if (name.ends_with("'s")) name.resize(name.size() - 2);
  if (name.ends_with("’s")) name.resize(name.size() - 4);
  return name;
}

}  // namespace unspin
