// This file finds what is said by whom in reported speech, by the shape of English news
// prose.
//
// Each verb of saying outside quotation marks is asked for its statement. It stands
// after the verb, up to the end of the sentence or to the next verb of the same speaker
// ("and added that"),
//
//   Cha told reporters on Monday that Kim would come, adding …
//
// or before it, where nothing but place and time follows the verb,
//
//   Kim would come, Cha said in an interview.     Kim would come, said Victor Cha.
//
// or on both sides: "If asked, Cha said, Kim would come." Verbs that promise or refuse
// state what follows their "to". Whoever speaks is found as for quotations (saying.h);
// a second verb in the sentence without a subject of its own ("and added", "saying")
// has the first one's.
//
// A verb that is a noun ("the reports", "his claims") or passive ("was told") is none
// of these. Where no statement is seen, none is given.

#include "judge/reported.h"

#include <algorithm>

#include "judge/english.h"
#include "judge/saying.h"

namespace unspin {
namespace {

constexpr uint32_t kFarThat = 16;  // tokens between a verb and its "that"
constexpr uint32_t kLeast = 3;     // tokens of a statement

class ReportedFinder {
 public:
  ReportedFinder(const SideView& side, const std::vector<TokenSpan>& names)
      : tokens_(side.tokens), quotations_(side.quotations), saying_(side, names) {}

  std::vector<Reported> run() {
    for (size_t s = 0; s < tokens_.sentences.size(); ++s) {
      start_ = tokens_.sentences[s];
      end_ = s + 1 < tokens_.sentences.size() ? tokens_.sentences[s + 1] : tokens_.size();
      if (end_ - start_ > kLeast) look_at_sentence();
    }
    return std::move(found_);
  }

 private:
  void look_at_sentence() {
    first_ = found_.size();
    taken_ = start_;
    for (uint32_t i = start_; i < end_; ++i) {
      if (i < taken_ || !is(i, kStates | kIntends | kReports)) continue;
      if (is_quoted(i)) continue;
      if (word(i) == "according")
        look_at_according(i);
      else if (is(i, kStates | kIntends) && is_verb(i))
        look_at_verb(i);
    }
  }

  bool is(uint32_t i, uint32_t uses) const { return saying_.is(i, uses); }
  std::string_view word(uint32_t i) const { return tokens_.word(i); }
  bool is_participle(uint32_t i) const { return word(i).ends_with("ing"); }
  bool starts_piece(uint32_t i) const { return i == start_ || saying_.is_cut(i); }

  // Is token i inside quotation marks?
  bool is_quoted(uint32_t i) const {
    auto after = std::ranges::upper_bound(
        quotations_, i, {}, [](const QuotedSpan& quoted) { return quoted.tokens.end; });
    return after != quotations_.end() && after->tokens.contains(i);
  }

  // Are most words of `span` inside quotation marks?
  bool is_direct(TokenSpan span) const {
    uint32_t quoted = 0;
    for (uint32_t i = span.start; i < span.end; ++i) quoted += is_quoted(i);
    return 4 * quoted > 3 * span.size();
  }

  // Not a noun, not passive, not "the reported plan".
  bool is_verb(uint32_t i) const {
    if (i == start_ || saying_.is_cut(i)) return true;
    std::string_view before = word(i - 1);
    if (is(i - 1, kArticle) || before.ends_with("'s") || before.ends_with("s'"))
      return before == "this" || before == "that" || before == "many" || before == "some";
    if (is(i - 1, kPreposition)) return false;
    bool be = before == "be" || before == "been" || before == "being" || before == "is" ||
              before == "are" || before == "was" || before == "were";
    return !be || is_participle(i);
  }

  void look_at_according(uint32_t verb) {
    if (verb + 2 >= end_ || word(verb + 1) != "to") return;
    TokenSpan subject = saying_.noun_after(verb + 2, end_);
    if (subject.empty()) return;
    uint32_t behind = subject.end;
    while (behind < end_ && !saying_.is_cut(behind)) ++behind;
    Speaker speaker{subject, {verb, verb + 1}, {}};
    bool leads = verb <= start_ + 1;
    TokenSpan said = leads ? TokenSpan{behind, end_of(behind)} : before(verb);
    add(said, {}, speaker, leads ? said.end : behind);
  }

  // The statement that ends before `place`: from the start of the sentence, or from the
  // end of the statement before.
  TokenSpan before(uint32_t place) const {
    return {std::max(start_, std::min(taken_, place)), place};
  }

  void look_at_verb(uint32_t verb) {
    TokenSpan said = after(verb);
    if (said.size() >= kLeast) {
      Speaker speaker{subject_of(verb), {verb, verb + 1}, {}};
      // "If asked, Cha said that": the statement began before.
      add(said, {}, speaker, said.end);
      return;
    }
    if (!said.empty() || !is(verb, kStates) || is_participle(verb)) return;
    look_before(verb);
  }

  // What is said after the verb; empty where nothing but place and time follows.
  TokenSpan after(uint32_t verb) const {
    uint32_t next = verb + 1;
    if (next >= end_) return {};
    if (uint32_t that = that_after(next); that < end_) return {that, end_of(that)};
    if (is(verb, kIntends))
      if (uint32_t to = to_after(next); to < end_) return {to, end_of(to)};
    if (saying_.is_cut(next) || !is(verb, kStates)) return {};
    if (is(verb, kTells)) {
      next = past_addressee(next);
      if (next >= end_ || saying_.is_cut(next)) return {};
    }
    next = past_adverbs(next);
    if (next >= end_ || saying_.is_cut(next)) return {};
    return {next, end_of(next)};
  }

  // The "that", "whether" and so on that opens the statement of a verb before `next`.
  uint32_t that_after(uint32_t next) const {
    uint32_t limit = std::min(end_, next + kFarThat);
    for (uint32_t i = next; i < limit; ++i) {
      if (i > next && is(i, kStates) && is_verb(i)) break;
      std::string_view w = word(i);
      bool opens = w == "that" || w == "whether" || w == "if" || w == "how" || w == "why";
      // Not "that day", and behind a cut only "that": "said, when asked, that".
      if (opens && i + 1 < end_ && (i == next || w == "that") && !is_quoted(i)) return i;
      if (i == next && w == "what") return i;
      if (i > next && saying_.is_cut(i) && is(i, kClauseWord)) break;
    }
    return end_;
  }

  uint32_t to_after(uint32_t next) const {
    uint32_t limit = std::min(end_, next + 8);
    for (uint32_t i = next; i < limit && !saying_.is_cut(i); ++i)
      if (word(i) == "to") return i;
    return end_;
  }

  // Behind who is told: "him", "reporters", "the Associated Press".
  uint32_t past_addressee(uint32_t i) const {
    if (is(i, kPronoun)) return i + 1;
    uint32_t limit = std::min(end_, i + 8);
    bool named = false;
    while (i < limit && !saying_.is_cut(i)) {
      bool capital = tokens_[i].has(kCapitalised) || tokens_[i].has(kAllCaps);
      if (named && !capital && !is(i, kNameLink)) return i;
      if (is(i, kPronoun)) return i;
      if (!named && !capital && !is(i, kArticle)) {
        ++i;
        return i;
      }
      named = named || capital;
      ++i;
    }
    return i;
  }

  // Behind "on Monday", "in an interview", "also".
  uint32_t past_adverbs(uint32_t i) const {
    while (i < end_ && is(i, kCalendar)) ++i;
    if (i >= end_ || !is(i, kPreposition) || saying_.is_cut(i)) return i;
    // A phrase of place or time: the statement begins with whoever does something in it.
    uint32_t limit = std::min(end_, i + 10);
    for (uint32_t k = i + 1; k < limit && !saying_.is_cut(k); ++k) {
      std::string_view w = word(k);
      if (w == "he" || w == "she" || w == "they" || w == "it" || w == "we" || w == "i")
        return k;
    }
    return end_;
  }

  // Where the statement that begins at `from` ends.
  uint32_t end_of(uint32_t from) const {
    for (uint32_t i = from + 1; i < end_; ++i) {
      if (!is(i, kReports | kStates) || is_quoted(i)) continue;
      if (saying_.is_cut(i) && (is_participle(i) || word(i) == "according")) return i;
      if (word(i) == "according" && i + 1 < end_ && word(i + 1) == "to") return i;
      // "and added that", "but also said"
      uint32_t back = i;
      while (back > from && is(back - 1, kAuxiliary) && i - back < 3) --back;
      if (back <= from + 1) continue;
      std::string_view link = word(back - 1);
      if ((link == "and" || link == "but") && is(i, kStates)) return back - 1;
    }
    return end_;
  }

  TokenSpan subject_of(uint32_t verb) const {
    uint32_t place = verb;
    while (place > start_ && (word(place - 1) == "not" || word(place - 1) == "never"))
      --place;
    bool follows = found_.size() > first_ && is_participle(verb);
    TokenSpan subject;
    if (!follows) subject = saying_.subject_of(place, std::max(start_, taken_));
    if (subject.empty() && found_.size() > first_) return found_.back().speaker.tokens;
    if (subject.empty() && place > start_) subject = saying_.first_noun(start_, place);
    return subject;
  }

  // "Kim would come, Cha said." and "Kim would come, said Cha, a former director."
  void look_before(uint32_t verb) {
    Speaker speaker{{}, {verb, verb + 1}, {}};
    uint32_t begin = verb, behind = verb + 1;
    if (saying_.is_cut(verb) && verb > start_) {
      speaker.tokens = saying_.noun_after(verb + 1, end_);
      if (speaker.tokens.empty())
        begin = before_apposition(verb, speaker);
      else
        behind = end_;
    } else {
      while (begin > start_ && !saying_.is_cut(begin)) --begin;
      speaker.tokens = saying_.trim({begin, verb});
    }
    if (speaker.tokens.empty() || begin <= start_) return;
    TokenSpan more = behind < end_ ? piece_behind(behind) : TokenSpan{};
    add(before(begin), more, speaker, more.empty() ? end_past(behind) : more.end);
  }

  // "…, Cha, a former director, said": where the speaker begins.
  uint32_t before_apposition(uint32_t verb, Speaker& speaker) const {
    uint32_t inner = verb - 1;
    while (inner > start_ && !saying_.is_cut(inner)) --inner;
    if (inner <= start_) return start_;
    uint32_t outer = inner - 1;
    while (outer > start_ && !saying_.is_cut(outer)) --outer;
    speaker.tokens = saying_.trim({outer, inner});
    return outer;
  }

  // What goes on behind "…, Cha said on Monday, …".
  TokenSpan piece_behind(uint32_t i) const {
    uint32_t limit = std::min(end_, i + 12);
    while (i < limit && !saying_.is_cut(i)) ++i;
    if (i >= limit || i >= end_ || is_participle(i) || is_quoted(i)) return {};
    if (is(i, kReports | kStates) || word(i) == "who" || word(i) == "which" ||
        word(i) == "when" || word(i) == "after" || word(i) == "citing")
      return {};
    TokenSpan more{i, end_of(i)};
    return is_direct(more) ? TokenSpan{} : more;
  }

  // Behind a verb that closes its statement goes on what comes after the next cut.
  uint32_t end_past(uint32_t i) const {
    while (i < end_ && !saying_.is_cut(i)) ++i;
    return i;
  }

  void add(TokenSpan said, TokenSpan more, Speaker speaker, uint32_t behind) {
    if (said.size() < kLeast || is_direct(said) || speaker.tokens.empty()) return;
    speaker.name = saying_.full_name(speaker.tokens, last_);
    if (!speaker.name.empty()) last_ = speaker.name;
    found_.push_back({said, more, std::move(speaker)});
    taken_ = std::max(behind, found_.back().said.end);
  }

  const Tokens& tokens_;
  const std::vector<QuotedSpan>& quotations_;
  Saying saying_;
  std::vector<Reported> found_;
  std::string last_;  // who spoke last

  // Of the sentence that is looked at.
  uint32_t start_ = 0, end_ = 0;
  uint32_t taken_ = 0;  // up to here its statements are found
  size_t first_ = 0;    // its first statement in found_
};

}  // namespace

std::vector<Reported> find_reported(const SideView& side,
                                    const std::vector<TokenSpan>& names) {
  return ReportedFinder(side, names).run();
}

}  // namespace unspin
