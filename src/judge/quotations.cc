// This file says of each quotation what became of it on the other side.
//
// A rewrite that puts new words between quotation marks leaves nothing that a text
// search would find, so a quotation is looked up by its place: the alignment says
// which stretch of the other side stands for it, and a quotation standing in that
// stretch is its counterpart, whatever it says. Only where a place is not aligned
// (headlines, lists of key points, both often cut or doubled) quotations are
// compared by their words, with any of the other side: what a list of key points
// quotes is mostly quoted again below.
//
// Verbatim means the same words in the same order; marks, case, punctuation and
// spelling ("defence") do not matter. One side being a stretch of the other is a
// truncation; anything else is an alteration. A quotation whose words are there but
// without marks has become the writer's own words: missing, or added.
//
// What stands outside the shared story is not judged (region.h).

#include <algorithm>
#include <unordered_map>

#include "judge/region.h"
#include "judge/study.h"

namespace unspin {
namespace {

// Quotations that have no aligned counterpart are compared each with each, so only
// so many of them.
constexpr size_t kLoose = 200;

// Least share of words in common (Dice) for two loose quotations to be one.
constexpr double kAlike = 0.5;

constexpr uint32_t kNone = UINT32_MAX;

struct Link {
  uint32_t a = kNone;
  uint32_t b = kNone;
  uint32_t b_last = kNone;  // of a splice: links a to b..b_last or a..a_last to b
  uint32_t a_last = kNone;
};

uint64_t words_hash(const Tokens& tokens, TokenSpan span) {
  uint64_t hash = 0x9e3779b97f4a7c15;
  for (uint32_t i = span.start; i < span.end; ++i)
    hash = (hash ^ tokens[i].word) * 0x2545f4914f6cdd1d;
  return hash;
}

uint32_t overlap(TokenSpan x, TokenSpan y) {
  uint32_t start = std::max(x.start, y.start), end = std::min(x.end, y.end);
  return start < end ? end - start : 0;
}

double likeness(const Tokens& a, TokenSpan x, const Tokens& b, TokenSpan y) {
  if (std::max(x.size(), y.size()) > 3 * std::min(x.size(), y.size())) return 0;
  std::vector<uint64_t> left, right, both;
  for (uint32_t i = x.start; i < x.end; ++i) left.push_back(a[i].stem);
  for (uint32_t i = y.start; i < y.end; ++i) right.push_back(b[i].stem);
  std::ranges::sort(left);
  std::ranges::sort(right);
  std::ranges::set_intersection(left, right, std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / (x.size() + y.size());
}

class Matcher {
 public:
  explicit Matcher(const Study& study)
      : study_(study),
        pair_(study.pair),
        taken_a_(pair_.a.quotations.size()),
        taken_b_(pair_.b.quotations.size()) {}

  std::vector<QuotationMatch> run() {
    link_by_place();
    link_by_words();
    std::vector<QuotationMatch> matches;
    for (const Link& link : links_) matches.push_back(match_of(link));
    add_unmatched(matches);
    return matches;
  }

 private:
  TokenSpan tokens_a(uint32_t i) const { return pair_.a.quotations[i].tokens; }
  TokenSpan tokens_b(uint32_t i) const { return pair_.b.quotations[i].tokens; }

  // The quotations of `side` that share at least half of the shorter with `place`.
  static std::vector<uint32_t> quoted_at(const SideView& side, TokenSpan place) {
    std::vector<uint32_t> found;
    auto first =
        std::ranges::lower_bound(side.quotations, place.start, {},
                                 [](const QuotedSpan& q) { return q.tokens.end; });
    for (auto q = first; q != side.quotations.end() && q->tokens.start < place.end; ++q) {
      uint32_t common = overlap(q->tokens, place);
      if (common > 0 && 2 * common >= std::min(q->tokens.size(), place.size()))
        found.push_back(static_cast<uint32_t>(q - side.quotations.begin()));
    }
    return found;
  }

  void take(const Link& link) {
    for (uint32_t i = link.a; i <= link.a_last; ++i) taken_a_[i] = true;
    for (uint32_t i = link.b; i <= link.b_last; ++i) taken_b_[i] = true;
    links_.push_back(link);
  }

  void link_by_place() {
    for (uint32_t i = 0; i < taken_a_.size(); ++i) {
      if (taken_a_[i] || tokens_a(i).empty()) continue;
      std::vector<uint32_t> there =
          quoted_at(pair_.b, study_.from_a.counterpart(tokens_a(i)));
      std::erase_if(there, [&](uint32_t j) {
        return taken_b_[j] ||
               is_inner(pair_.a, tokens_a(i), study_.from_b, tokens_b(j)) ||
               is_inner(pair_.b, tokens_b(j), study_.from_a, tokens_a(i));
      });
      if (there.empty()) continue;
      Link link{i, there.front(), there.back(), i};
      // Do several quotations of a stand for this one of b?
      if (there.size() == 1)
        for (uint32_t k : quoted_at(pair_.a, study_.from_b.counterpart(tokens_b(link.b))))
          if (k == link.a_last + 1) link.a_last = k;
      take(link);
    }
  }

  // Is the other side's `quoted` a quotation inside the words of `outer`, such as shows
  // when the outer marks are taken away? `back`: the way from `quoted` to `outer`.
  static bool is_inner(const SideView& side, TokenSpan outer, const WordMap& back,
                       TokenSpan quoted) {
    TokenSpan inside = back.counterpart(quoted);
    if (quoted.empty() || inside.empty() || 3 * inside.size() > 2 * outer.size() ||
        inside.start < outer.start || inside.end > outer.end || inside.start == 0)
      return false;
    size_t from = side.tokens[inside.start - 1].end;
    std::string_view before =
        side.text.substr(from, side.tokens[inside.start].begin - from);
    return inside.start > outer.start &&
           (before.find("‘") != before.npos || before.find('\'') != before.npos ||
            before.find("“") != before.npos);
  }

  // Do its words stand over there in one piece, but in nobody's mouth?
  static bool is_unmarked(const WordMap& map, TokenSpan quoted, const SideView& there) {
    for (uint32_t i = quoted.start; i < quoted.end; ++i) {
      if (!map[i].inside || map[i].op != StepOp::kEqual) return false;
      if (i > quoted.start && map[i].there.start != map[i - 1].there.end) return false;
    }
    TokenSpan place = map.counterpart(quoted);
    auto q = std::ranges::lower_bound(there.quotations, place.start + 1, {},
                                      [](const QuotedSpan& x) { return x.tokens.end; });
    return q == there.quotations.end() || q->tokens.start > place.start ||
           q->tokens.end < place.end;
  }

  bool is_unmarked_a(uint32_t i) const {
    return is_unmarked(study_.from_a, tokens_a(i), pair_.b);
  }
  bool is_unmarked_b(uint32_t i) const {
    return is_unmarked(study_.from_b, tokens_b(i), pair_.a);
  }

  void link_by_words() {
    link_same_words();
    link_similar_words();
  }

  // An unlinked quotation that the other side quotes word for word, anywhere.
  void link_same_words() {
    std::unordered_map<uint64_t, uint32_t> in_a, in_b;
    for (uint32_t i = 0; i < taken_a_.size(); ++i)
      in_a.try_emplace(words_hash(pair_.a.tokens, tokens_a(i)), i);
    for (uint32_t i = 0; i < taken_b_.size(); ++i)
      in_b.try_emplace(words_hash(pair_.b.tokens, tokens_b(i)), i);
    for (uint32_t i = 0; i < taken_a_.size(); ++i) {
      if (taken_a_[i] || tokens_a(i).empty() || is_unmarked_a(i)) continue;
      auto same = in_b.find(words_hash(pair_.a.tokens, tokens_a(i)));
      if (same != in_b.end()) take({i, same->second, same->second, i});
    }
    for (uint32_t i = 0; i < taken_b_.size(); ++i) {
      if (taken_b_[i] || tokens_b(i).empty() || is_unmarked_b(i)) continue;
      auto same = in_a.find(words_hash(pair_.b.tokens, tokens_b(i)));
      if (same != in_a.end()) take({same->second, i, i, same->second});
    }
  }

  // An unlinked quotation that the other side quotes in other words.
  void link_similar_words() {
    std::vector<uint32_t> loose_a = loose(taken_a_, pair_.a);
    std::vector<uint32_t> loose_b = loose(taken_b_, pair_.b);
    std::erase_if(loose_a, [&](uint32_t i) { return is_unmarked_a(i); });
    std::erase_if(loose_b, [&](uint32_t j) { return is_unmarked_b(j); });
    for (uint32_t i : loose_a)
      if (uint32_t j = most_alike(i, true); j != kNone) take({i, j, j, i});
    for (uint32_t j : loose_b)
      if (!taken_b_[j])
        if (uint32_t i = most_alike(j, false); i != kNone) take({i, j, j, i});
  }

  static std::vector<uint32_t> loose(const std::vector<bool>& taken,
                                     const SideView& side) {
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < taken.size() && found.size() < kLoose; ++i)
      if (!taken[i] && side.quotations[i].tokens.size() >= 3) found.push_back(i);
    return found;
  }

  uint32_t most_alike(uint32_t mine, bool of_a) const {
    const SideView& here = of_a ? pair_.a : pair_.b;
    const SideView& there = of_a ? pair_.b : pair_.a;
    uint32_t best = kNone;
    double best_likeness = kAlike;
    for (uint32_t i = 0; i < there.quotations.size() && i < kLoose; ++i) {
      if (there.quotations[i].tokens.size() < 3) continue;
      double like = likeness(here.tokens, here.quotations[mine].tokens, there.tokens,
                             there.quotations[i].tokens);
      if (like > best_likeness) best = i, best_likeness = like;
    }
    return best;
  }

  static Excerpt excerpt(const SideView& side, uint32_t first, uint32_t last) {
    return side.excerpt(
        ByteSpan{side.quotations[first].bytes.start, side.quotations[last].bytes.end});
  }

  QuotationMatch match_of(const Link& link) const {
    QuotationMatch match;
    match.a = excerpt(pair_.a, link.a, link.a_last);
    match.b = excerpt(pair_.b, link.b, link.b_last);
    match.verdict = verdict_of(link);
    match.speaker = study_.a.speakers[link.a].name;
    if (match.speaker.empty()) match.speaker = study_.b.speakers[link.b].name;
    return match;
  }

  QuotationVerdict verdict_of(const Link& link) const {
    if (link.a != link.a_last || link.b != link.b_last) return QuotationVerdict::kSpliced;
    TokenSpan a = tokens_a(link.a), b = tokens_b(link.b);
    if (same_words(a, b)) return QuotationVerdict::kVerbatim;
    return is_stretch(a, b) ? QuotationVerdict::kTruncated : QuotationVerdict::kAltered;
  }

  // Word for word, or the same words spelled differently.
  bool same_words(TokenSpan a, TokenSpan b) const {
    uint32_t i = a.start, j = b.start;
    while (i < a.end && j < b.end) {
      if (pair_.a.tokens[i].word == pair_.b.tokens[j].word) {
        ++i, ++j;
        continue;
      }
      const Fate& fate = study_.from_a[i];
      bool respelled = fate.replaced() && fate.kinship == Kinship::kSpelling &&
                       fate.here.start == i && fate.there.start == j;
      if (!respelled) return false;
      i = fate.here.end, j = fate.there.end;
    }
    return i == a.end && j == b.end;
  }

  // Is the shorter one word for word inside the longer?
  bool is_stretch(TokenSpan a, TokenSpan b) const {
    const Tokens *shorter = &pair_.a.tokens, *longer = &pair_.b.tokens;
    TokenSpan x = a, y = b;
    if (x.size() > y.size()) std::swap(x, y), std::swap(shorter, longer);
    auto word = [](const Token& token) { return token.word; };
    auto needle = std::span(shorter->list).subspan(x.start, x.size());
    auto hay = std::span(longer->list).subspan(y.start, y.size());
    return !std::ranges::search(hay, needle, {}, word, word).empty();
  }

  void add_unmatched(std::vector<QuotationMatch>& matches) const {
    for (uint32_t i = 0; i < taken_a_.size(); ++i) {
      if (taken_a_[i] || !contains(study_.a.region, tokens_a(i).start)) continue;
      matches.push_back({excerpt(pair_.a, i, i), std::nullopt, QuotationVerdict::kMissing,
                         study_.a.speakers[i].name});
    }
    for (uint32_t i = 0; i < taken_b_.size(); ++i) {
      if (taken_b_[i] || !contains(study_.b.region, tokens_b(i).start)) continue;
      matches.push_back({std::nullopt, excerpt(pair_.b, i, i), QuotationVerdict::kAdded,
                         study_.b.speakers[i].name});
    }
  }

  const Study& study_;
  const Case& pair_;
  std::vector<bool> taken_a_, taken_b_;
  std::vector<Link> links_;
};

}  // namespace

std::vector<QuotationMatch> match_quotations(const Case& pair) {
  if (pair.passages.empty()) return {};
  return match_quotations(Study(pair));
}

std::vector<QuotationMatch> match_quotations(const Study& study) {
  if (study.pair.a.quotations.empty() && study.pair.b.quotations.empty()) return {};
  return Matcher(study).run();
}

}  // namespace unspin
