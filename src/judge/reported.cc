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
#include <string>

#include "judge/english.h"
#include "judge/saying.h"

namespace unspin {
namespace {

constexpr uint32_t kFarThat = 16;  // tokens between a verb and its "that"
constexpr uint32_t kLeast = 3;     // tokens of a statement

// Longer sentences are lists and tables. Each verb looks at all of its sentence.
constexpr uint32_t kLongest = 256;

class ReportedFinder {
 public:
  ReportedFinder(const SideView& side, const std::vector<TokenSpan>& names)
      : tokens_(side.tokens), quotations_(side.quotations), saying_(side, names) {}

  std::vector<Reported> run() {
    for (size_t s = 0; s < tokens_.sentences.size(); ++s) {
      start_ = tokens_.sentences[s];
      end_ = s + 1 < tokens_.sentences.size() ? tokens_.sentences[s + 1] : tokens_.size();
      uint32_t length = end_ - start_;
      if (length > kLeast && length <= kLongest) look_at_sentence();
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

  // Does `span` begin inside quotation marks, and are most of its words?
  bool is_direct(TokenSpan span) const {
    if (span.empty() || !is_quoted(span.start)) return false;
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
    if (before == "to") return !word(i).ends_with("ed");  // "went on to say that"
    if (is(i - 1, kPreposition)) return false;
    return !is_be(i - 1) || is_participle(i);
  }
  bool is_be(uint32_t i) const {
    std::string_view w = word(i);
    return w == "be" || w == "been" || w == "being" || w == "is" || w == "are" ||
           w == "was" || w == "were" || w.ends_with("'s") || w.ends_with("'re");
  }

  void look_at_according(uint32_t verb) {
    if (verb + 2 >= end_ || word(verb + 1) != "to") return;
    TokenSpan subject = saying_.noun_after(verb + 2, end_);
    if (subject.empty()) return;
    uint32_t behind = subject.end;
    while (behind < end_ && !saying_.is_cut(behind)) ++behind;
    Speaker speaker{subject, {verb, verb + 1}, {}};
    bool leads = verb <= start_ + 1;
    if (leads) return add({behind, end_of(behind)}, {}, speaker, end_of(behind));
    TokenSpan more =
        saying_.is_cut(verb) && behind < end_ ? piece_behind(behind) : TokenSpan{};
    add(before(verb), more, speaker, more.empty() ? behind : more.end);
  }

  // The statement that ends before `place`: from the start of the sentence, or from the
  // end of the statement before.
  TokenSpan before(uint32_t place) const {
    return {std::max(start_, std::min(taken_, place)), place};
  }

  void look_at_verb(uint32_t verb) {
    if (is_inverted(verb)) return look_before(verb);
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

  // Does the speaker follow the verb: "…, said Victor Cha, a former director"? Not in
  // "Cha, a former director, said Kim would come".
  bool is_inverted(uint32_t verb) const {
    if (verb == start_ || !saying_.is_cut(verb) || is_participle(verb)) return false;
    TokenSpan subject = saying_.noun_after(verb + 1, end_);
    for (uint32_t i = subject.start; i < subject.end; ++i)
      if (is(i, kNegates)) return false;
    return !subject.empty() &&
           (subject.end == end_ || saying_.is_cut(subject.end) || is_quoted(verb - 1));
  }

  // What is said after the verb; empty where nothing but place and time follows.
  TokenSpan after(uint32_t verb) const {
    uint32_t next = verb + 1;
    if (next >= end_) return {};
    if (is(verb, kStates))
      if (uint32_t that = that_after(verb); that < end_) return {that, end_of(that)};
    if (is(verb, kIntends) && to_after(verb) < end_) return {next, end_of(next)};
    if (breaks_off(next) || !is(verb, kStates)) return {};
    if (is(verb, kTells)) {
      next = past_addressee(next);
      if (next >= end_ || saying_.is_cut(next)) return {};
    }
    next = past_adverbs(next);
    if (next >= end_ || breaks_off(next)) return {};
    if (word(verb).starts_with("pledge") || (!is(verb, kSays) && !is_clause(next)))
      return {};
    return {next, end_of(next)};
  }

  // Does a clause end before token i? A quotation alone begins none: "said it was "…"".
  bool breaks_off(uint32_t i) const {
    if (!saying_.is_cut(i)) return false;
    return !is_quoted(i) ||
           saying_.gap_before(i).find_first_of(",:;") != std::string_view::npos;
  }

  // The "that", "whether" and so on that opens the statement of `verb`, at once or behind
  // who is told, where and when.
  uint32_t that_after(uint32_t verb) const {
    uint32_t next = verb + 1;
    std::string_view first = word(next);
    if (first == "that" || first == "whether" || first == "if" || first == "how" ||
        first == "why" || first == "what")
      return next;
    bool aside = is(verb, kTells) || is(next, kPreposition | kCalendar) ||
                 saying_.is_cut(next) || first.ends_with("ly");
    uint32_t limit = aside ? std::min(end_, next + kFarThat) : next;
    for (uint32_t i = next; i < limit && !is_quoted(i); ++i) {
      std::string_view w = word(i);
      if (w == "that" && i + 1 < end_) return i;
      if ((w == "whether" || w == "if" || w == "how" || w == "why") && is(verb, kTells))
        return i;
      if (is(i, kModal | kStates) || (saying_.is_cut(i) && is(i, kClauseWord))) break;
    }
    return end_;
  }

  // The "to" of "promised to leave", "asked the court to leave".
  uint32_t to_after(uint32_t verb) const {
    uint32_t limit = std::min(
        end_, verb + (is(verb, kTells) || word(verb).starts_with("urg") ? 8 : 2));
    for (uint32_t i = verb + 1; i < limit && !saying_.is_cut(i); ++i)
      if (word(i) == "to") return i;
    return end_;
  }

  // Is there a verb in what begins at `from`, or a pronoun that does something? Most
  // verbs of saying may have a mere thing for their object: "announced the plan".
  bool is_clause(uint32_t from) const {
    uint32_t limit = std::min(end_, from + 10);
    for (uint32_t i = from; i < limit && (i == from || !saying_.is_cut(i)); ++i) {
      std::string_view w = word(i).substr(0, word(i).find('\''));
      if (is(i, kModal) || w == "is" || w == "was" || w == "are" || w == "were" ||
          w == "has" || w == "have" || w == "had" || w == "he" || w == "she" ||
          w == "they" || w == "we" || w == "i" || w == "it" || is(i, kNegates) ||
          (i > from && w.ends_with("ed") && !tokens_[i].has(kCapitalised)))
        return true;
    }
    return false;
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
      if (i + 1 == end_ && is(i, kStates))
        if (uint32_t cut = cut_before(i); cut > from && i - cut < 6) return cut;
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

  // The last place before token i where a clause ends; start_ when there is none.
  uint32_t cut_before(uint32_t i) const {
    while (i > start_ && !saying_.is_cut(i)) --i;
    return i;
  }

  TokenSpan subject_of(uint32_t verb) const {
    uint32_t place = verb;
    while (place > start_ && (is(place - 1, kNegates) || word(place - 1) == "here" ||
                              word(place - 1) == "there" || word(place - 1) == "to"))
      --place;
    bool goes_on = place > start_ && is_participle(verb) && is_be(place - 1);
    if (goes_on) --place;  // "he is saying": as "he says"
    bool follows = found_.size() > first_ && is_participle(verb) && !goes_on;
    TokenSpan subject;
    if (!follows) subject = saying_.subject_of(place, std::max(start_, taken_));
    if (!subject.empty()) return subject;
    // "Some said"
    if (place > start_ && is(place - 1, kAmountWord)) return {place - 1, place};
    if (found_.size() > first_) return found_.back().speaker.tokens;
    return place > start_ ? opening_noun(place) : TokenSpan{};
  }

  // Whom the sentence begins with: "Some voters" of "Some voters who have listened".
  TokenSpan opening_noun(uint32_t limit) const {
    TokenSpan noun = saying_.first_noun(start_, limit);
    if (!noun.empty()) return noun;
    uint32_t end = start_;
    while (end < limit && end - start_ < 12 && !saying_.is_cut(end + 1) &&
           word(end) != "who" && word(end) != "which")
      ++end;
    return end < limit ? saying_.trim({start_, end}) : TokenSpan{};
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
      begin = cut_before(verb);
      speaker.tokens = saying_.trim({word(begin) == "as" ? begin + 1 : begin, verb});
    }
    if (speaker.tokens.empty()) return;
    // "In a statement, Cha said: "…"" hands on what follows.
    if (behind < tokens_.size() && is_quoted(behind) &&
        saying_.gap_before(behind).find_first_of(",:") != std::string_view::npos)
      return;
    TokenSpan more = behind < end_ ? piece_behind(behind) : TokenSpan{};
    TokenSpan said = before(begin);
    add(said, more, speaker, more.empty() ? end_past(behind) : more.end);
  }

  // In "…, Cha, a former director, said": where the speaker begins.
  uint32_t before_apposition(uint32_t verb, Speaker& speaker) const {
    uint32_t inner = cut_before(verb - 1);
    if (inner <= start_) return start_;
    uint32_t outer = cut_before(inner - 1);
    speaker.tokens = saying_.trim({outer, inner});
    return outer;
  }

  // What goes on behind "…, Cha said on Monday, …".
  TokenSpan piece_behind(uint32_t i) const {
    uint32_t limit = std::min(end_, i + 12);
    while (i < limit && !saying_.is_cut(i)) ++i;
    if (i >= limit || i >= end_ || is_participle(i) || is_quoted(i)) return {};
    if (word(i) == "who" || word(i) == "which" || word(i) == "when" ||
        word(i) == "after" || word(i) == "citing")
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
    // "But, he said, Kim would come."
    if (said.empty()) std::swap(said, more);
    if (said.size() + more.size() < kLeast || is_direct(said) || speaker.tokens.empty())
      return;
    speaker.name = saying_.full_name(speaker.tokens, last_);
    if (!speaker.name.empty()) last_ = speaker.name;
    found_.push_back({said, more, std::move(speaker)});
    taken_ = std::max({behind, found_.back().said.end, more.end});
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
