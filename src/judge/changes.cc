// This file lists what a careful editor would want to know about a rewrite.
//
// The list of edits already says every word that differs. An editor asks for less:
// what would a reader of the one believe that a reader of the other would not (facts),
// and where was a phrase damaged (wording)? A word replaced by its synonym is neither.
// Each kind of change has a pass of its own, which asks from both sides what became of
// its numbers, names, hedges. Where two passes claim one place, the one that says more
// wins: a name replaced beside "said" is a change of attribution, and a broken name
// is not a broken expression as well. Quotations stand beside the others: what was
// altered in one is listed under its own kind too.

#include <algorithm>
#include <utility>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/quoted.h"
#include "judge/study.h"

namespace unspin {
namespace {

// Kinds that say more come first.
int rank(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAttribution:
      return 0;
    case ChangeKind::kNumber:
      return 1;
    case ChangeKind::kDate:
      return 2;
    case ChangeKind::kQuantity:
      return 3;
    case ChangeKind::kName:
      return 4;
    case ChangeKind::kNegation:
      return 5;
    case ChangeKind::kCertainty:
      return 6;
    case ChangeKind::kTerm:
      return 7;
    default:
      return 8;
  }
}

bool overlap(TokenSpan x, TokenSpan y) { return x.start == y.start || x.overlaps(y); }

TokenSpan hull(TokenSpan x, TokenSpan y) {
  if (x.empty()) return y;
  if (y.empty()) return x;
  return {std::min(x.start, y.start), std::max(x.end, y.end)};
}

bool same_place(const Draft& x, const Draft& y) {
  if (x.a.empty() != y.a.empty() && x.b.empty() != y.b.empty()) return false;
  if (x.a.empty() || y.a.empty()) return overlap(x.b, y.b);
  if (x.b.empty() || y.b.empty()) return overlap(x.a, y.a);
  return overlap(x.a, y.a) && overlap(x.b, y.b);
}

// One change a place: the kind that says most, the same kind seen from both sides
// made one.
std::vector<Draft> settle(std::vector<Draft> drafts) {
  std::ranges::sort(drafts, {}, [](const Draft& d) {
    return std::tuple(d.a.start, d.b.start, rank(d.kind), d.severity, d.a.end, d.b.end);
  });
  std::vector<Draft> kept;
  for (const Draft& draft : drafts) {
    // In the order of a, what may overlap is among the last ones.
    bool placed = false;
    size_t looked = 0;
    for (size_t i = kept.size(); i-- > 0 && looked < 16; ++looked) {
      Draft& other = kept[i];
      if (!same_place(draft, other)) continue;
      if (draft.kind == other.kind) {
        other.a = hull(other.a, draft.a);
        other.b = hull(other.b, draft.b);
        other.severity = std::min(other.severity, draft.severity);
      } else if (std::pair(draft.severity, rank(draft.kind)) <
                 std::pair(other.severity, rank(other.kind))) {
        other = draft;
      }
      placed = true;
      break;
    }
    if (!placed) kept.push_back(draft);
  }
  return kept;
}

void find_all(const Sight& sight, bool english, const std::vector<TokenSpan>& region,
              std::vector<Draft>& drafts) {
  // Figures and names: the facts that a search would be made for.
  find_number_changes(sight, drafts);
  find_name_changes(sight, drafts);

  // What turns a statement round or makes it more or less sure.
  if (english) {
    find_polarity_changes(sight, drafts);
    find_certainty_changes(sight, drafts);
  }

  // Expressions that no longer are any.
  find_term_changes(sight, drafts);

  // What was left out.
  find_lost_sentences(sight, region, drafts);
}

}  // namespace

std::vector<Change> find_changes(const Case& pair,
                                 const std::vector<QuotationMatch>& quotations) {
  if (pair.passages.empty()) return {};
  Study study(pair);
  std::vector<ReportedPair> reported;
  if (is_english(pair)) reported = match_reported(study);
  return find_changes(study, quotations, reported);
}

std::vector<Change> find_changes(const Study& study,
                                 const std::vector<QuotationMatch>& quotations,
                                 const std::vector<ReportedPair>& reported) {
  const Case& pair = study.pair;
  bool english = is_english(pair);

  // Each side asks what became of its own.
  std::vector<Draft> drafts;
  find_all(study.sight_a, english, study.a.region, drafts);
  find_all(study.sight_b, english, study.b.region, drafts);
  if (english) find_speaker_changes(study, quotations, drafts);
  find_reporter_changes(study, reported, drafts);

  // Beyond this point no two changes but quotations share a place.
  std::vector<Change> changes;
  for (const Draft& draft : settle(std::move(drafts)))
    changes.push_back(
        {draft.kind, draft.severity, pair.a.excerpt(draft.a), pair.b.excerpt(draft.b)});
  find_quotation_changes(study.sight_a, quotations, changes);
  std::ranges::sort(changes, {}, [](const Change& c) {
    return std::tuple(c.severity, c.a.span, c.b.span, c.kind);
  });
  return changes;
}

}  // namespace unspin
