// This file finds whole sentences that one side lacks.
//
// A sentence is lost when few of its words were kept where it stood, and no sentence
// of the other document has most of its telling words: lists of key points and
// captions repeat what the article says below. Words tell by how rare they are.
// Only sentences of the shared story count (region.h): an article's neighbours on a
// web page were neither added nor left out by anyone. The page also reaches into the
// story: captions, share buttons, "Read more: ...". These are short lines of their own
// that do not end as sentences do, and no one's omission or addition either.

#include <algorithm>
#include <bitset>
#include <cmath>
#include <compare>
#include <span>
#include <unordered_map>
#include <utility>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/region.h"

namespace unspin {
namespace {

constexpr uint32_t kMinWords = 7;
constexpr uint32_t kFurniture = 30;  // tokens: longer lines are prose, however they end
constexpr double kKept = 0.35;       // share of words kept in place: no longer lost
constexpr double kRetold = 0.6;      // share of telling words in one sentence over there
constexpr size_t kPostings = 200;    // words in more places than this tell nothing

class SentencePass {
 public:
  SentencePass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight), here_(sight.here.tokens), drafts_(drafts) {}

  void run(const std::vector<TokenSpan>& region) {
    std::vector<TokenSpan> torn;
    for (size_t s = 0; s < here_.sentences.size(); ++s)
      if (contains(region, sentence(s).start) && is_torn(sentence(s)) &&
          !is_furniture(sentence(s)))
        torn.push_back(sentence(s));
    if (torn.empty()) return;
    index(torn);
    std::vector<TokenSpan> lost;
    for (TokenSpan span : torn) {
      if (is_retold(span) || is_doubled(span)) continue;
      if (!lost.empty() && lost.back().end == span.start)
        lost.back().end = span.end;
      else
        lost.push_back(span);
    }
    for (TokenSpan span : lost) {
      ChangeKind kind = sight_.from_a ? ChangeKind::kOmission : ChangeKind::kAddition;
      TokenSpan place = place_of(span);
      drafts_.push_back(sight_.draft(kind, severity_of(span), span, place));
    }
  }

 private:
  TokenSpan sentence(size_t s) const {
    bool last = s + 1 == here_.sentences.size();
    return {here_.sentences[s], last ? here_.size() : here_.sentences[s + 1]};
  }

  // The first words of a sentence.
  uint64_t beginning(TokenSpan span) const {
    uint64_t hash = 0;
    for (uint32_t i = span.start; i < std::min(span.end, span.start + 8); ++i)
      hash = (hash ^ here_[i].word) * 0x9e3779b97f4a7c15;
    return hash;
  }

  // Does this document say it twice, as a page does that repeats its headline?
  bool is_doubled(TokenSpan span) {
    if (times_said_.empty())
      for (size_t s = 0; s < here_.sentences.size(); ++s)
        ++times_said_[beginning(sentence(s))];
    return times_said_[beginning(span)] > 1;
  }

  // Were few of its words of substance kept in their place?
  bool is_torn(TokenSpan sentence) const {
    if (sentence.size() < kMinWords) return is_cut_out(sentence);
    uint32_t words = 0, kept = 0;
    for (uint32_t i = sentence.start; i < sentence.end; ++i) {
      if (is_english(here_[i].word, kFunctionWord)) continue;
      const Fate& fate = sight_.map[i];
      ++words;
      kept += fate.same() || (fate.replaced() && fate.kinship != Kinship::kNone);
      // Most are whole, and that shows before their end.
      if (kept >= kKept * sentence.size()) return false;
    }
    return words > 3 && kept < kKept * words;
  }

  // Was this short sentence dropped as a whole, and what stands around it kept?
  bool is_cut_out(TokenSpan sentence) const {
    if (sentence.size() < 2 || sentence.start == 0 || sentence.end >= here_.size())
      return false;
    for (uint32_t i = sentence.start; i < sentence.end; ++i)
      if (!sight_.map[i].dropped()) return false;
    return keeps_near(
               {sentence.start - std::min(sentence.start, kMinWords), sentence.start}) &&
           keeps_near({sentence.end, std::min(sentence.end + kMinWords, here_.size())});
  }

  bool keeps_near(TokenSpan span) const {
    return 2 * sight_.map.kept(span, true) >= span.size();
  }

  // Does it stand in a short line that does not end as a sentence does?
  bool is_furniture(TokenSpan sentence) const {
    constexpr int kLine = kLineStart | kParagraphStart;
    uint32_t start = sentence.start, end = sentence.end;
    while (start > 0 && !(here_[start].flags & kLine) && end - start < kFurniture)
      --start;
    while (end < here_.size() && !(here_[end].flags & kLine) && end - start < kFurniture)
      ++end;
    if (end - start >= kFurniture) return false;
    std::string_view text = sight_.here.text;
    size_t last = here_[end - 1].end;
    size_t next = end < here_.size() ? here_[end].begin : text.size();
    return text.substr(last, next - last).find_first_of(".!?:;,") == text.npos;
  }

  // A figure or part of a name?
  bool stands_out(uint32_t i) const {
    return here_[i].has(kDigits) ||
           (here_[i].has(kCapitalised) && !here_[i].has(kSentenceStart) &&
            here_[i].normalised_bytes > 2);
  }

  double telling(uint32_t i) const {
    if (is_english(here_[i].word, kFunctionWord)) return 0;
    return std::max(0.0, -std::log(sight_.lexicon.stem_frequency(here_[i].stem)) - 5);
  }

  bool is_retold(TokenSpan sentence) {
    told_.resize(sight_.there.tokens.sentences.size());
    std::vector<uint32_t> touched;
    double total = 0;
    std::vector<uint64_t> seen;
    for (uint32_t i = sentence.start; i < sentence.end; ++i) {
      uint64_t stem = here_[i].stem;
      if (std::ranges::find(seen, stem) != seen.end()) continue;
      seen.push_back(stem);
      double weight = telling(i);
      total += weight;
      std::span<const Place> places = places_of(stem);
      if (weight == 0 || places.size() > kPostings) continue;
      for (const Place& place : places) {
        if (told_[place.sentence] == 0) touched.push_back(place.sentence);
        told_[place.sentence] += weight;
      }
    }
    double best = 0;
    for (uint32_t s : touched) best = std::max(best, std::exchange(told_[s], 0));
    return best >= kRetold * total;
  }

  struct Place {
    uint64_t stem = 0;
    uint32_t sentence = 0;
    auto operator<=>(const Place&) const = default;
  };

  // The sentences over there that have words of the torn ones, by word, sorted.
  void index(const std::vector<TokenSpan>& torn) {
    std::vector<uint64_t> stems;
    for (TokenSpan span : torn)
      for (uint32_t i = span.start; i < span.end; ++i)
        if (stands_out(i) || telling(i) > 0) stems.push_back(here_[i].stem);
    std::ranges::sort(stems);
    // Most words over there are ruled out at once.
    std::bitset<4096> wanted;
    for (uint64_t stem : stems) wanted.set(stem % wanted.size());
    const Tokens& there = sight_.there.tokens;
    uint32_t s = 0;
    for (uint32_t j = 0; j < there.size(); ++j) {
      while (s + 1 < there.sentences.size() && there.sentences[s + 1] <= j) ++s;
      if (wanted.test(there[j].stem % wanted.size()) &&
          std::ranges::binary_search(stems, there[j].stem))
        places_.push_back({there[j].stem, s});
    }
    std::ranges::sort(places_);
    auto doubles = std::ranges::unique(places_);
    places_.erase(doubles.begin(), doubles.end());
  }

  std::span<const Place> places_of(uint64_t stem) const {
    auto range = std::ranges::equal_range(places_, stem, {}, &Place::stem);
    return {range.begin(), range.end()};
  }

  // Where it would stand over there: an empty place.
  TokenSpan place_of(TokenSpan span) const {
    constexpr uint32_t kFarthest = 400;  // tokens to look back for one that is mapped
    uint32_t first = span.start > kFarthest ? span.start - kFarthest : 0;
    for (uint32_t i = span.start; i > first; --i) {
      if (!sight_.map[i - 1].inside) continue;
      TokenSpan there = sight_.map[i - 1].there;
      uint32_t at = there.empty() ? there.start : there.end;
      return {at, at};
    }
    return {0, 0};
  }

  // Does it say what the other document does not know at all: a name, a figure, or
  // none of its telling words?
  Severity severity_of(TokenSpan span) const {
    const Tokens& there = sight_.there.tokens;
    bool any_known = false;
    for (uint32_t i = span.start; i < span.end; ++i) {
      bool known = !places_of(here_[i].stem).empty();
      any_known = any_known || known;
      if (stands_out(i) && !known && there.size() > 0) return Severity::kFact;
    }
    return any_known ? Severity::kWording : Severity::kFact;
  }

  const Sight& sight_;
  const Tokens& here_;
  std::vector<Draft>& drafts_;
  std::vector<Place> places_;
  std::vector<double> told_;  // by sentence over there; 0 between calls
  std::unordered_map<uint64_t, uint32_t> times_said_;
};

}  // namespace

void find_lost_sentences(const Sight& sight, const std::vector<TokenSpan>& region,
                         std::vector<Draft>& drafts) {
  SentencePass(sight, drafts).run(region);
}

}  // namespace unspin
