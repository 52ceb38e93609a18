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
// The speaker is the verb's subject (saying.h). A quotation of whole sentences without a
// verb goes on speaking for whoever spoke before in the paragraph. A pronoun stands for
// the last speaker, a surname for the full name that the text gives earlier. Everything
// else is unknown: an empty speaker is better than a wrong one.

#include "judge/speaker.h"

#include <algorithm>

#include "judge/english.h"
#include "judge/names.h"
#include "judge/saying.h"

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
        saying_(side, names) {}

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
  Speaker speaker_of(size_t k, const std::vector<Speaker>& before) {
    TokenSpan quoted = quotations_[k].tokens;
    Clause clause;
    // The comma (or ? or !) before the closing mark says that the verb follows.
    if (runs_on(k)) clause = look_after(k);
    if (clause.subject.empty()) clause = look_before(k);
    if (clause.subject.empty() && !ends_sentence(k)) clause = look_after(k);
    Speaker speaker{clause.subject, clause.cue, {}};
    if (!clause.subject.empty()) {
      speaker.name = saying_.full_name(clause.subject, last_);
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
    if (saying_.is(start, kReports)) {
      TokenSpan subject = saying_.noun_after(start + 1, limit);
      if (!subject.empty()) return {subject, {start, start + 1}};
    }
    while (start < limit && (tokens_.word(start) == "as" || tokens_.word(start) == "and"))
      ++start;
    for (uint32_t verb = start + 1; verb < limit; ++verb) {
      if (!saying_.is(verb, kReports)) continue;
      uint32_t end = start + 1;
      while (end < verb && !saying_.is_cut(end)) ++end;
      TokenSpan subject = saying_.trim({start, end});
      if (saying_.is(start, kPreposition) || subject.size() > kMaxWords) return {};
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
      if (!saying_.is(verb, kReports)) continue;
      if (tokens_.word(verb) == "according") {
        TokenSpan subject =
            verb + 2 < end ? saying_.noun_after(verb + 2, end) : TokenSpan{};
        return {subject, {verb, verb + 1}};
      }
      TokenSpan subject = saying_.subject_of(verb, start);
      if (!subject.empty()) return {subject, {verb, verb + 1}};
    }
    return {};
  }

  std::string_view text_;
  const Tokens& tokens_;
  const std::vector<QuotedSpan>& quotations_;
  Saying saying_;
  std::string last_;  // who spoke last
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
