// This file turns replaced regions into reasons that a reader can follow.
//
// direction_features.cc gives each region log-odds; here they are sorted by what a
// careful editor would say of them:
//
//   a broken fixed expression  "red carpet" against "pink carpet"
//   a reworded quotation       what was said is said once; a spinner rewrites inside
//                              the marks too, and what it leaves reads worse
//   a garbled figure           "millions" against "thousands and thousands"
//   word choice                all the other regions, in one sum
//
// The method holds for words replaced one by one. A text that was rewritten as a
// whole, by a person or a language model, may well read better than its source, and
// then the sum points the wrong way. So there is no evidence from words unless the
// wording looks replaced word by word (relation_tally.h). Of 339 passages that a
// language model rewrote, .92 to .99 by instruction come out as unknown and at most one
// wrong (`bench_judge --only original`).

#include "judge/evidence_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "judge/direction_features.h"
#include "judge/relation_tally.h"

namespace unspin {
namespace {

// What is listed one by one before the rest is summed up.
constexpr size_t kMostExpressions = 5;
constexpr size_t kMostQuotations = 3;
constexpr size_t kMostFigures = 2;
constexpr size_t kMostExamples = 3;

// A region that says less than this, before damping, breaks no expression worth naming.
constexpr double kLeastToName = .5;

// Where the broken expressions all speak for one side, that is a fact by itself: it goes
// to the heaviest and is not damped with the rest. By hand; an adversary breaks some of
// either side, and then there is none.
constexpr double kOnlyOneSideBreaks = 1.5;

// An amount said twice over ("thousands and thousands") is how a thesaurus puts a plural
// ("millions"); people rarely do. By hand: too rare in the data to fit.
constexpr double kDoubledFigure = 1;

// A region and what it says.
struct Spoken {
  Region region;
  double log_odds = 0;  // for a, after damping
  TokenSpan shown_a;
  TokenSpan shown_b;
  std::string note;
};

Evidence evidence_of(EvidenceKind kind, double log_odds) {
  Evidence evidence;
  evidence.kind = kind;
  evidence.favours = log_odds > 0 ? Side::kA : Side::kB;
  evidence.weight = std::abs(log_odds);
  return evidence;
}

// The quotation whose inside holds `span`, if any.
const QuotedSpan* quotation_around(const SideView& side, TokenSpan span) {
  auto after =
      std::ranges::upper_bound(side.quotations, span.start, {},
                               [](const QuotedSpan& q) { return q.tokens.start; });
  if (after == side.quotations.begin()) return nullptr;
  const QuotedSpan& quotation = *std::prev(after);
  return quotation.tokens.contains(span) ? &quotation : nullptr;
}

const Number* number_at(const SideView& side, TokenSpan span) {
  auto at = std::ranges::lower_bound(side.numbers, span.start + 1, {},
                                     [](const Number& n) { return n.tokens.end; });
  return at != side.numbers.end() && at->tokens.overlaps(span) ? &*at : nullptr;
}

// Whether both sides have a figure there, and not the same.
bool differing_figures(const Case& pair, const Region& region) {
  const Number* a = number_at(pair.a, region.a);
  const Number* b = number_at(pair.b, region.b);
  return a && b && a->value != b->value;
}

bool says_twice(const Tokens& tokens, TokenSpan span) {
  for (uint32_t i = span.start; i + 2 < span.end; ++i)
    if (tokens[i].word == tokens[i + 2].word) return true;
  return false;
}

// `span` and as many neighbours as `wider` has beyond `region`.
TokenSpan widened(const Tokens& tokens, TokenSpan span, TokenSpan region,
                  TokenSpan wider) {
  uint32_t left = region.start - std::min(region.start, wider.start);
  uint32_t right = std::max(region.end, wider.end) - region.end;
  return {span.start - std::min(span.start, left),
          std::min(span.end + right, tokens.size())};
}

// Whether the region breaks a fixed expression of the side it favours; then says so.
bool names_expression(const Case& pair, Spoken& spoken) {
  bool for_a = spoken.log_odds > 0;
  const SideView& whole = for_a ? pair.a : pair.b;
  const SideView& broken = for_a ? pair.b : pair.a;
  TokenSpan kept = for_a ? spoken.region.a : spoken.region.b;
  TokenSpan changed = for_a ? spoken.region.b : spoken.region.a;
  std::optional<TokenSpan> expected = fixed_expression(whole.tokens, kept, pair.lexicon);
  if (!expected || fixed_expression(broken.tokens, changed, pair.lexicon)) return false;
  TokenSpan shown = widened(broken.tokens, changed, kept, *expected);
  TokenSpan full{std::min(expected->start, kept.start),
                 std::max(expected->end, kept.end)};
  (for_a ? spoken.shown_a : spoken.shown_b) = full;
  (for_a ? spoken.shown_b : spoken.shown_a) = shown;
  spoken.note = "\"" + whole.excerpt(*expected).text + "\" is a fixed expression; \"" +
                broken.excerpt(shown).text + "\" is not";
  return true;
}

bool by_weight(const Spoken& x, const Spoken& y) {
  double wx = std::abs(x.log_odds), wy = std::abs(y.log_odds);
  return wx != wy ? wx > wy : x.region.a < y.region.a;
}

// Sorts out which kind of reason each region is. Regions of one quotation come
// together, by where the quotation of a starts.
struct Sorted {
  std::vector<Spoken> expressions;
  std::vector<Spoken> figures;
  std::vector<Spoken> others;
  std::map<std::pair<size_t, size_t>, std::vector<Spoken>> quotations;
};

Sorted sort_out(const Case& pair, const Tally& all) {
  Sorted sorted;
  Measurer measurer(pair);
  std::vector<Region> regions = find_regions(pair);
  double news = 0;
  for (const Region& region : regions) news += region.news;
  double damped = damping(all, news);
  for (const Region& region : regions) {
    double undamped = log_odds(measurer.measure(region));
    double odds = undamped * region.news * damped;
    if (odds == 0) continue;
    Spoken spoken{region, odds, region.a, region.b, {}};
    const QuotedSpan* quoted_a = quotation_around(pair.a, region.a);
    const QuotedSpan* quoted_b = quotation_around(pair.b, region.b);
    if (std::abs(undamped) >= kLeastToName && names_expression(pair, spoken))
      sorted.expressions.push_back(spoken);
    else if (differing_figures(pair, region)) {
      spoken.log_odds += kDoubledFigure * (says_twice(pair.b.tokens, region.b) -
                                           says_twice(pair.a.tokens, region.a));
      sorted.figures.push_back(spoken);
    } else if (quoted_a && quoted_b)
      sorted.quotations[{quoted_a->bytes.start, quoted_b->bytes.start}].push_back(spoken);
    else
      sorted.others.push_back(spoken);
  }
  return sorted;
}

// Moves all but the `most` heaviest of `list` to `rest`.
void keep_heaviest(std::vector<Spoken>& list, size_t most, std::vector<Spoken>& rest) {
  std::ranges::sort(list, by_weight);
  if (list.size() <= most) return;
  rest.insert(rest.end(), list.begin() + static_cast<ptrdiff_t>(most), list.end());
  list.resize(most);
}

// Requires: the heaviest first.
void add_agreement(std::vector<Spoken>& expressions) {
  if (expressions.empty()) return;
  double sign = expressions[0].log_odds > 0 ? 1 : -1;
  for (const Spoken& spoken : expressions)
    if (spoken.log_odds * sign < 0) return;
  expressions[0].log_odds += sign * kOnlyOneSideBreaks;
}

Evidence single(const Case& pair, const Spoken& spoken, EvidenceKind kind) {
  Evidence evidence = evidence_of(kind, spoken.log_odds);
  evidence.a = pair.a.excerpt(spoken.shown_a);
  evidence.b = pair.b.excerpt(spoken.shown_b);
  evidence.note = spoken.note;
  return evidence;
}

double sum(const std::vector<Spoken>& list) {
  double sum = 0;
  for (const Spoken& spoken : list) sum += spoken.log_odds;
  return sum;
}

// "x" for "y": how the side that is not favoured puts it.
std::string examples(const Case& pair, const std::vector<Spoken>& list, double favoured) {
  std::vector<const Spoken*> order;
  for (const Spoken& spoken : list)
    if (spoken.log_odds * favoured > 0) order.push_back(&spoken);
  size_t most = std::min(order.size(), size_t{kMostExamples});
  std::ranges::partial_sort(order, order.begin() + static_cast<ptrdiff_t>(most),
                            [](auto* x, auto* y) { return by_weight(*x, *y); });
  std::string text;
  for (size_t i = 0; i < most; ++i) {
    std::string a = pair.a.excerpt(order[i]->region.a).text;
    std::string b = pair.b.excerpt(order[i]->region.b).text;
    if (favoured < 0) std::swap(a, b);
    text += fmt::format("{}\"{}\" for \"{}\"", i ? ", " : "", b, a);
  }
  return text;
}

// The heaviest quotations; the others' regions go to `rest`.
void add_quotations(const Case& pair, Sorted& sorted, std::vector<Evidence>& reasons) {
  std::vector<std::pair<double, const std::vector<Spoken>*>> by_sum;
  for (const auto& [where, regions] : sorted.quotations)
    by_sum.emplace_back(-std::abs(sum(regions)), &regions);
  std::ranges::sort(by_sum, {}, [](const auto& entry) {
    return std::pair(entry.first, entry.second->front().region.a);
  });
  for (size_t i = 0; i < by_sum.size(); ++i) {
    const std::vector<Spoken>& regions = *by_sum[i].second;
    double total = sum(regions);
    if (i >= kMostQuotations || total == 0) {
      sorted.others.insert(sorted.others.end(), regions.begin(), regions.end());
      continue;
    }
    Evidence evidence = evidence_of(EvidenceKind::kQuotation, total);
    evidence.a = pair.a.excerpt(quotation_around(pair.a, regions[0].region.a)->bytes);
    evidence.b = pair.b.excerpt(quotation_around(pair.b, regions[0].region.b)->bytes);
    evidence.note = "inside the quotation marks, " + examples(pair, regions, total);
    reasons.push_back(std::move(evidence));
  }
}

}  // namespace

std::vector<Evidence> word_evidence(const Case& pair) {
  Tally all;
  for (const AlignedPassage& passage : pair.passages)
    all += tally(passage.words, pair.a.tokens, pair.b.tokens, pair.lexicon);
  if (word_by_word(all, !pair.lexicon.empty()) <= 0) return {};

  std::vector<Evidence> reasons;
  Sorted sorted = sort_out(pair, all);
  std::ranges::sort(sorted.expressions, by_weight);
  add_agreement(sorted.expressions);
  keep_heaviest(sorted.expressions, kMostExpressions, sorted.others);
  keep_heaviest(sorted.figures, kMostFigures, sorted.others);
  for (const Spoken& spoken : sorted.expressions)
    reasons.push_back(single(pair, spoken, EvidenceKind::kFixedExpression));
  for (Spoken& spoken : sorted.figures) {
    spoken.note =
        "a figure was put in other words: " + examples(pair, {spoken}, spoken.log_odds);
    reasons.push_back(single(pair, spoken, EvidenceKind::kFigure));
  }
  add_quotations(pair, sorted, reasons);

  // Beyond this point every region not yet heard is in `others`.
  double total = sum(sorted.others);
  if (total != 0) {
    Evidence evidence = evidence_of(EvidenceKind::kWordChoice, total);
    evidence.note =
        std::to_string(sorted.others.size()) +
        (sorted.others.size() == 1 ? " replaced place: " : " replaced places: ") +
        examples(pair, sorted.others, total);
    reasons.push_back(std::move(evidence));
  }
  return reasons;
}

}  // namespace unspin
