// This file finds who is quoted, by the shape of English news prose.
//
// A quotation is handed on by a verb of saying in the same sentence, after it
//
//   "…," Cha said.    "…," said Victor Cha, a former director.
//
// or before it
//
//   Cha, a former director, warned that Kim was "…".    According to Cha, "…"
//
// The speaker is the verb's subject: the words between the quotation (or the start
// of the clause) and the verb, cut at the first comma, without auxiliaries, adverbs
// and "on Monday". A participle ("describing him as a …") has the subject of its
// sentence. A quotation of whole sentences without a verb goes on speaking for
// whoever spoke before in the paragraph. A pronoun stands for the last speaker, a
// surname for the full name that the text gives earlier. Everything else is unknown:
// an empty speaker is better than a wrong one.

#include "judge/speaker.h"

#include <algorithm>
#include <unordered_map>

#include "base/hash.h"
#include "judge/english.h"
#include "judge/names.h"

namespace unspin {
namespace {

constexpr uint32_t kReach = 40;     // tokens between a quotation and its verb
constexpr uint32_t kMaxWords = 12;  // of a speaker as named

// A speaker as named and the verb.
struct Clause {
  TokenSpan subject;
  TokenSpan cue;
};

class SpeakerFinder {
 public:
  SpeakerFinder(const SideView& side, const std::vector<TokenSpan>& names)
      : text_(side.text),
        tokens_(side.tokens),
        quotations_(side.quotations),
        names_(names) {
    for (TokenSpan name : names_) {
      TokenSpan person = without_titles(tokens_, name);
      if (person.size() > 3) person.start = person.end - 2;
      if (person.size() >= 2) full_names_.try_emplace(bare_word(person.end - 1), person);
    }
  }

  std::vector<Speaker> run() {
    std::vector<Speaker> speakers;
    for (size_t k = 0; k < quotations_.size(); ++k) {
      Speaker speaker;
      if (!quotations_[k].tokens.empty()) speaker = speaker_of(k, speakers);
      speakers.push_back(std::move(speaker));
    }
    return speakers;
  }

 private:
  bool is(uint32_t i, uint32_t uses) const { return is_english(tokens_[i].word, uses); }

  // The word without a possessive ending.
  uint64_t bare_word(uint32_t i) const {
    std::string_view word = tokens_.word(i);
    if (!word.ends_with("'s")) return tokens_[i].word;
    return hash_word(word.substr(0, word.size() - 2));
  }

  // What stands between token i and the one before.
  std::string_view gap_before(uint32_t i) const {
    size_t from = i == 0 ? 0 : tokens_[i - 1].end;
    return text_.substr(from, tokens_[i].begin - from);
  }

  // Does a clause end between token i - 1 and token i?
  bool is_cut(uint32_t i) const {
    if (i == 0 || tokens_[i].has(kSentenceStart)) return true;
    std::string_view gap = gap_before(i);
    if (gap == " ") return false;
    return gap.find_first_of(",;:()\"\n|") != std::string_view::npos ||
           gap.find("—") != std::string_view::npos ||
           gap.find("“") != std::string_view::npos ||
           gap.find("”") != std::string_view::npos || gap.find("--") < gap.size();
  }

  Speaker speaker_of(size_t k, const std::vector<Speaker>& before) {
    TokenSpan quoted = quotations_[k].tokens;
    Clause clause;
    // The comma (or ? or !) before the closing mark says that the verb follows.
    if (runs_on(k)) clause = look_after(k);
    if (clause.subject.empty()) clause = look_before(k);
    if (clause.subject.empty() && !ends_sentence(k)) clause = look_after(k);
    Speaker speaker{clause.subject, clause.cue, {}};
    if (!clause.subject.empty()) {
      speaker.name = full_name(clause.subject);
      if (!speaker.name.empty()) last_ = speaker.name;
    } else if (k > 0 && tokens_[quoted.start].has(kSentenceStart) && goes_on(k)) {
      speaker.name = before[k - 1].name;
    }
    return speaker;
  }

  char last_char(size_t k) const {
    TokenSpan quoted = quotations_[k].tokens;
    size_t at = tokens_[quoted.end - 1].end;
    return at < text_.size() ? text_[at] : '\0';
  }
  bool runs_on(size_t k) const {
    char c = last_char(k);
    if (c == ',' || c == '?' || c == '!') return true;
    size_t end = quotations_[k].bytes.end;
    return end < text_.size() && text_[end] == ',';
  }
  bool ends_sentence(size_t k) const { return last_char(k) == '.'; }

  // Does quotation k go on where the one before it in the paragraph stopped, or open
  // a paragraph right after one that ended in quotation?
  bool goes_on(size_t k) const {
    uint32_t from = quotations_[k - 1].tokens.end, to = quotations_[k].tokens.start;
    uint32_t paragraphs = 0;
    for (uint32_t i = from; i <= to && i < tokens_.size(); ++i)
      paragraphs += tokens_[i].has(kParagraphStart);
    return paragraphs == 0 || (paragraphs == 1 && to - from <= kReach);
  }

  uint32_t next_quotation(size_t k) const {
    return k + 1 < quotations_.size() ? quotations_[k + 1].tokens.start : tokens_.size();
  }

  Clause look_after(size_t k) const {
    uint32_t start = quotations_[k].tokens.end;
    uint32_t limit = std::min({start + kReach, next_quotation(k), tokens_.size()});
    for (uint32_t i = start + 1; i < limit; ++i)
      if (tokens_[i].flags & (kSentenceStart | kParagraphStart)) limit = i;
    if (start >= limit || tokens_[start].has(kParagraphStart)) return {};
    if (is(start, kReports)) {
      TokenSpan subject = noun_after(start + 1, limit);
      if (!subject.empty()) return {subject, {start, start + 1}};
    }
    while (start < limit && (tokens_.word(start) == "as" || tokens_.word(start) == "and"))
      ++start;
    for (uint32_t verb = start + 1; verb < limit; ++verb) {
      if (!is(verb, kReports)) continue;
      uint32_t end = start + 1;
      while (end < verb && !is_cut(end)) ++end;
      TokenSpan subject = trim({start, end});
      if (is(start, kPreposition) || subject.size() > kMaxWords) return {};
      return {subject, {verb, verb + 1}};
    }
    return {};
  }

  Clause look_before(size_t k) const {
    uint32_t end = quotations_[k].tokens.start;
    uint32_t floor = k == 0 ? 0 : quotations_[k - 1].tokens.end;
    uint32_t start = std::max(tokens_.sentence_of(end).start, floor);
    if (end > kReach) start = std::max(start, end - kReach);
    for (uint32_t verb = end; verb-- > start;) {
      if (!is(verb, kReports)) continue;
      if (tokens_.word(verb) == "according") {
        TokenSpan subject = verb + 2 < end ? noun_after(verb + 2, end) : TokenSpan{};
        return {subject, {verb, verb + 1}};
      }
      TokenSpan subject = subject_of(verb, start);
      if (!subject.empty()) return {subject, {verb, verb + 1}};
    }
    return {};
  }

  // The words before `verb` that name who does it.
  TokenSpan subject_of(uint32_t verb, uint32_t floor) const {
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

  // The first noun phrase of a sentence, past what leads in ("On this trip, …").
  TokenSpan first_noun(uint32_t start, uint32_t limit) const {
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

  // The noun phrase that begins at `start`: "said Victor Cha, a former director".
  TokenSpan noun_after(uint32_t start, uint32_t limit) const {
    if (start >= limit || is_cut(start)) return {};
    if (is(start, kPronoun)) return {start, start + 1};
    if (is(start, kPreposition) || is_clause_word(start)) return {};
    uint32_t end = start + 1;
    while (end < limit && end - start < kMaxWords && !is_cut(end) &&
           !is(end, kAuxiliary | kReports | kCalendar) && !is_clause_word(end) &&
           (!is(end, kPreposition) || tokens_.word(end) == "of" ||
            tokens_.word(end) == "for"))
      ++end;
    return trim({start, end});
  }

  bool is_clause_word(uint32_t i) const { return is(i, kClauseWord); }
  bool is_adverbial(uint32_t i) const {
    if (is(i, kAuxiliary | kCalendar)) return true;
    std::string_view word = tokens_.word(i);
    if (word.ends_with("ly") && !(tokens_[i].flags & kCapitalised)) return true;
    return word == "on" && is(i + 1, kCalendar);
  }

  // Takes adverbs, auxiliaries and dates off both ends.
  TokenSpan trim(TokenSpan span) const {
    while (!span.empty() && is_adverbial(span.end - 1)) --span.end;
    while (!span.empty() && (is_clause_word(span.start) || is_adverbial(span.start)))
      ++span.start;
    if (span.empty()) return span;
    // "what he called": the pronoun alone. What ends in other grammar is no name.
    uint32_t last = span.end - 1;
    if (is(last, kPronoun) && tokens_.word(last) != "who") return {last, span.end};
    return is(last, kFunctionWord | kPreposition) ? TokenSpan{} : span;
  }

  std::string full_name(TokenSpan span) const {
    if (span.size() == 1 && is(span.start, kPronoun)) {
      std::string_view word = tokens_.word(span.start);
      if (word == "i" || word == "we" || word == "you") return {};
      return last_;
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
    if (name.ends_with("'s")) name.resize(name.size() - 2);
    if (name.ends_with("’s")) name.resize(name.size() - 4);
    return name;
  }

  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<QuotedSpan>& quotations_;
  const std::vector<TokenSpan>& names_;
  std::unordered_map<uint64_t, TokenSpan> full_names_;  // by surname
  std::string last_;
};

}  // namespace

std::vector<Speaker> find_speakers(const SideView& side,
                                   const std::vector<TokenSpan>& names) {
  if (side.quotations.empty()) return {};
  return SpeakerFinder(side, names).run();
}

std::vector<Speaker> find_speakers(const SideView& side) {
  if (side.quotations.empty()) return {};
  return find_speakers(side, find_names(side.text, side.tokens));
}

}  // namespace unspin
