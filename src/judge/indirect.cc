// This file compares what both sides report without quotation marks.
//
// Reported speech is the writer's own wording: putting it otherwise changes nothing that
// anybody said, so words that differ are no reason to list it, and where the other side
// says the same without naming a speaker, or leaves it out, the list of sentences tells.
// What is left is worth knowing: the same statement in another's mouth, and a statement
// that holds another figure, name or "not" than before. Only those are listed; on most
// pairs none.
//
// Two statements are one when the alignment lays most of the shorter upon the other, and
// neither fits a third better.

#include <algorithm>

#include "judge/quoted.h"

namespace unspin {
namespace {

constexpr size_t kNone = SIZE_MAX;

// Of the statements in a place, only so many are looked at.
constexpr int kMost = 16;

TokenSpan hull(const Reported& reported) {
  return {reported.said.start,
          reported.more.empty() ? reported.said.end : reported.more.end};
}

uint32_t overlap(TokenSpan x, TokenSpan y) {
  uint32_t start = std::max(x.start, y.start), end = std::min(x.end, y.end);
  return start < end ? end - start : 0;
}

// Of `others`, which are in order, the one on which most of `own` lies by the alignment,
// and at least half of its words or of the other's.
size_t best_of(const WordMap& map, TokenSpan own, const std::vector<Reported>& others) {
  TokenSpan place = map.counterpart(own);
  auto first = std::ranges::lower_bound(
      others, place.start + 1, {}, [](const Reported& other) { return hull(other).end; });
  size_t best = kNone;
  uint32_t most = 0;
  int looked = 0;
  for (auto other = first;
       other != others.end() && other->said.start < place.end && looked++ < kMost;
       ++other) {
    uint32_t common = overlap(hull(*other), place);
    bool enough = 2 * common >= std::min(hull(*other).size(), own.size());
    if (enough && common > most)
      best = static_cast<size_t>(other - others.begin()), most = common;
  }
  return best;
}

// Where nothing changed there is nothing to list.
bool is_all_same(const WordMap& map) {
  for (uint32_t i = 0; i < map.size(); ++i)
    if (map[i].inside && map[i].op != StepOp::kEqual) return false;
  return true;
}

bool same_words(const WordMap& map, TokenSpan span) {
  for (uint32_t i = span.start; i < span.end; ++i)
    if (!map[i].same() && !(map[i].replaced() && map[i].kinship == Kinship::kSpelling))
      return false;
  return true;
}

bool same_words(const Study& study, const ReportedPair& pair) {
  return same_words(study.from_a, pair.a.said) && same_words(study.from_a, pair.a.more) &&
         same_words(study.from_b, pair.b.said) && same_words(study.from_b, pair.b.more);
}

// The changes of fact on one side, by where they begin.
class Facts {
 public:
  Facts(const SideView& side, const std::vector<Change>& changes, bool of_a)
      : side_(side) {
    for (const Change& change : changes)
      if (changes_fact(change) && change.kind != ChangeKind::kQuotation)
        spans_.push_back(of_a ? change.a.span : change.b.span);
    std::ranges::sort(spans_);
  }

  // Does one begin in `piece`, but not in a quotation inside it?
  bool touch(TokenSpan piece) const {
    if (piece.empty()) return false;
    ByteSpan bytes = side_.tokens.bytes(piece);
    auto fact = std::ranges::lower_bound(spans_, bytes.start, {}, &ByteSpan::start);
    for (; fact != spans_.end() && fact->start < bytes.end; ++fact)
      if (!fact->empty() && !is_quoted(*fact)) return true;
    return false;
  }

  bool touch(const Reported& reported) const {
    return touch(reported.said) || touch(reported.more);
  }

 private:
  bool is_quoted(ByteSpan span) const {
    auto after =
        std::ranges::upper_bound(side_.quotations, span.start, {},
                                 [](const QuotedSpan& q) { return q.bytes.end; });
    return after != side_.quotations.end() && after->bytes.overlaps(span);
  }

  const SideView& side_;
  std::vector<ByteSpan> spans_;
};

}  // namespace

std::vector<ReportedPair> match_reported(const Study& study) {
  if (is_all_same(study.from_a) && is_all_same(study.from_b)) return {};
  std::vector<Reported> in_a = find_reported(study.pair.a, study.a.names);
  std::vector<Reported> in_b = find_reported(study.pair.b, study.b.names);
  std::vector<ReportedPair> pairs;
  for (size_t i = 0; i < in_a.size(); ++i) {
    size_t j = best_of(study.from_a, hull(in_a[i]), in_b);
    if (j != kNone && best_of(study.from_b, hull(in_b[j]), in_a) == i)
      pairs.push_back({in_a[i], in_b[j]});
  }
  return pairs;
}

void find_reporter_changes(const Study& study, const std::vector<ReportedPair>& pairs,
                           std::vector<Draft>& drafts) {
  for (const ReportedPair& pair : pairs)
    if (!may_be_one(study.sight_a, pair.a.speaker, pair.b.speaker))
      drafts.push_back({ChangeKind::kAttribution, Severity::kFact, pair.a.speaker.tokens,
                        pair.b.speaker.tokens});
}

void list_reported(const Study& study, const std::vector<ReportedPair>& pairs,
                   const std::vector<Change>& changes,
                   std::vector<QuotationMatch>& quotations) {
  if (pairs.empty()) return;
  Facts in_a(study.pair.a, changes, true), in_b(study.pair.b, changes, false);
  for (const ReportedPair& pair : pairs) {
    bool moved = !may_be_one(study.sight_a, pair.a.speaker, pair.b.speaker);
    if (!moved && !in_a.touch(pair.a) && !in_b.touch(pair.b)) continue;
    QuotationMatch match;
    match.a = study.pair.a.excerpt(hull(pair.a));
    match.b = study.pair.b.excerpt(hull(pair.b));
    match.verdict = same_words(study, pair) ? QuotationVerdict::kVerbatim
                                            : QuotationVerdict::kAltered;
    match.speaker =
        pair.a.speaker.name.empty() ? pair.b.speaker.name : pair.a.speaker.name;
    match.kind = QuotationKind::kIndirect;
    quotations.push_back(std::move(match));
  }
}

}  // namespace unspin
