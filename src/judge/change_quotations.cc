// This file lists quotations that were changed, and who is quoted instead of whom.
//
// Words put into a speaker's mouth that he did not say are a change of fact, however
// like they mean; only another form of the same words is wording. A quotation cut
// short, or two made one, is wording too: every word of it was said.

#include <algorithm>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/names.h"
#include "judge/quoted.h"

namespace unspin {
namespace {

// The quotation of `side` that begins with these bytes.
const QuotedSpan* quotation_at(const SideView& side, size_t start) {
  auto found = std::ranges::lower_bound(
      side.quotations, start, {}, [](const QuotedSpan& q) { return q.bytes.start; });
  bool hit = found != side.quotations.end() && found->bytes.start == start;
  return hit ? &*found : nullptr;
}

// Are all words of `span` kept, but for their form?
bool only_inflected(const WordMap& map, TokenSpan span) {
  for (uint32_t i = span.start; i < span.end; ++i) {
    const Fate& fate = map[i];
    if (fate.same()) continue;
    if (!fate.replaced() ||
        (fate.kinship != Kinship::kInflection && fate.kinship != Kinship::kSpelling))
      return false;
  }
  return true;
}

// Is this the plain name of somebody: words of a name, nothing else?
bool is_plain_name(const Tokens& tokens, const std::vector<TokenSpan>& names,
                   TokenSpan span) {
  auto name = std::ranges::lower_bound(names, span.end, {}, &TokenSpan::end);
  if (name == names.end() || name->end != span.end) return false;
  for (uint32_t i = span.start; i < name->start; ++i)
    if (is_english(tokens[i].word, kPreposition | kReports | kArticle | kFunctionWord))
      return false;
  return true;
}

// Is a word of this name said in the sentence around `place`?
bool said_near(const Tokens& tokens, TokenSpan name, const Tokens& there,
               TokenSpan place) {
  TokenSpan sentence = there.sentence_of(place.start);
  for (uint32_t j = sentence.start; j < sentence.end; ++j)
    for (uint32_t i = name.start; i < name.end; ++i)
      if (same_name_word(tokens.word(i), there.word(j))) return true;
  return false;
}

}  // namespace

bool may_be_one(const Sight& from_a, const Speaker& a, const Speaker& b) {
  const Tokens &ta = from_a.here.tokens, &tb = from_a.there.tokens;
  if (a.name.empty() || b.name.empty() || a.tokens.empty() || b.tokens.empty())
    return true;
  if (a.name.find(b.name) != a.name.npos || b.name.find(a.name) != b.name.npos)
    return true;
  if (!is_plain_name(ta, from_a.names_here, a.tokens) ||
      !is_plain_name(tb, from_a.names_there, b.tokens))
    return true;
  for (uint32_t i = a.tokens.start; i < a.tokens.end; ++i) {
    const Fate& fate = from_a.map[i];
    if (fate.inside && fate.there.overlaps(b.tokens) &&
        (fate.same() || fate.kinship != Kinship::kNone))
      return true;
  }
  return said_near(ta, a.tokens, tb, b.tokens) || said_near(tb, b.tokens, ta, a.tokens) ||
         (b.tokens.size() == 1 && are_initials(tb.word(b.tokens.start), ta, a.tokens)) ||
         (a.tokens.size() == 1 && are_initials(ta.word(a.tokens.start), tb, b.tokens));
}

void find_quotation_changes(const Sight& from_a,
                            const std::vector<QuotationMatch>& quotations,
                            std::vector<Change>& changes) {
  std::vector<ByteSpan> told_a, told_b;
  for (const QuotationMatch& match : quotations) {
    if (!match.a || !match.b || match.verdict == QuotationVerdict::kVerbatim) continue;
    // A headline said twice is one change.
    if (std::ranges::find(told_a, match.a->span) != told_a.end() ||
        std::ranges::find(told_b, match.b->span) != told_b.end())
      continue;
    told_a.push_back(match.a->span);
    told_b.push_back(match.b->span);
    const QuotedSpan* a = quotation_at(from_a.here, match.a->span.start);
    const QuotedSpan* b = quotation_at(from_a.there, match.b->span.start);
    bool altered = match.verdict == QuotationVerdict::kAltered;
    if (altered && a && b)
      altered = !only_inflected(from_a.map, a->tokens) ||
                !only_inflected(from_a.back, b->tokens);
    changes.push_back({ChangeKind::kQuotation,
                       altered ? Severity::kFact : Severity::kWording, *match.a,
                       *match.b});
  }
}

void find_speaker_changes(const Study& study,
                          const std::vector<QuotationMatch>& quotations,
                          std::vector<Draft>& drafts) {
  const Sight& from_a = study.sight_a;
  for (const QuotationMatch& match : quotations) {
    if (!match.a || !match.b) continue;
    const QuotedSpan* a = quotation_at(from_a.here, match.a->span.start);
    const QuotedSpan* b = quotation_at(from_a.there, match.b->span.start);
    if (!a || !b || a->tokens.empty() || !from_a.map[a->tokens.start].inside) continue;
    const Speaker& x =
        study.a.speakers[static_cast<size_t>(a - &from_a.here.quotations[0])];
    const Speaker& y =
        study.b.speakers[static_cast<size_t>(b - &from_a.there.quotations[0])];
    if (!may_be_one(from_a, x, y))
      drafts.push_back({ChangeKind::kAttribution, Severity::kFact, x.tokens, y.tokens});
  }
}

}  // namespace unspin
