// This file finds fixed expressions that a rewrite broke.
//
// "red carpet" is a dictionary entry of two words; "pink carpet" is none. Where part
// of such an entry was kept and part replaced, and what came out is neither an entry
// itself nor a known other name for the same thing, a term was broken. Entries of one
// word of substance ("make up", "in return") are turns of phrase that any writer
// varies, so an entry needs two.
//
// Strong pairs of reference text ("military hardware") would be terms too, but most of
// them are mere habits of news ("closely watching"), and breaking these hurts nobody.

#include <algorithm>
#include <array>
#include <span>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/phrase.h"

namespace unspin {
namespace {

constexpr uint32_t kMaxWords = 5;

class TermPass {
 public:
  TermPass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight), here_(sight.here.tokens), drafts_(drafts) {}

  // Looks at the expressions that hold the replaced tokens `changed` and more.
  void look_at(TokenSpan changed) {
    TokenSpan best;
    for (uint32_t back = 0; back < kMaxWords && back <= changed.start; ++back) {
      uint32_t start = changed.start - back;
      if (back > 0 && !joins(start)) break;
      if (!is_substance(start)) continue;
      for (uint32_t end = changed.end; end <= here_.size(); ++end) {
        if (end > changed.end && !joins(end - 2)) break;
        TokenSpan span{start, end};
        if (span.size() > kMaxWords) break;
        if (span.size() > best.size() && is_broken(span)) best = span;
      }
    }
    if (!best.empty())
      drafts_.push_back(sight_.draft(ChangeKind::kTerm, Severity::kWording, best,
                                     sight_.map.counterpart(best)));
  }

 private:
  // Do tokens i and i + 1 belong to one expression, by what is between them? Marks
  // around a part of it ("rogue" state) do not part it.
  bool joins(uint32_t i) const {
    if (i + 1 >= here_.size() || here_[i + 1].has(kSentenceStart)) return false;
    std::string_view text = sight_.here.text;
    std::string_view gap = text.substr(here_[i].end, here_[i + 1].begin - here_[i].end);
    return gap.size() <= 8 && gap.find_first_of(",.;:!?()[]|\n/") == gap.npos;
  }

  bool is_substance(uint32_t i) const {
    return !is_english(here_[i].word, kFunctionWord) && !here_[i].has(kDigits);
  }

  // "three times": a count, which has a pass of its own.
  bool is_amount(TokenSpan span) const {
    auto number = std::ranges::lower_bound(sight_.here.numbers, span.start + 1, {},
                                           [](const Number& n) { return n.tokens.end; });
    return number != sight_.here.numbers.end() && number->tokens.start < span.end;
  }

  bool is_broken(TokenSpan span) const {
    // The dictionary is asked last: most stretches are ruled out by their words.
    if (span.size() < 2 || !is_substance(span.end - 1)) return false;
    uint32_t kept = 0;
    for (uint32_t i = span.start; i < span.end; ++i) {
      if (!sight_.map[i].inside) return false;
      kept += sight_.map[i].same();
    }
    if (kept == 0 || kept == span.size()) return false;
    Words words(here_, span);
    if (!sight_.lexicon.is_expression(words) || is_amount(span)) return false;
    TokenSpan other = sight_.map.counterpart(span);
    if (other.empty() || other.size() > span.size() + 1) return false;
    Words others(sight_.there.tokens, other);
    if (other.size() > 1 && sight_.lexicon.is_expression(others)) return false;
    return sight_.lexicon.kinship(words, others) != Kinship::kSynonym;
  }

  // The hashes of a few tokens.
  class Words {
   public:
    Words(const Tokens& tokens, TokenSpan span) : size_(span.size()) {
      for (uint32_t i = 0; i < size_; ++i) words_[i] = tokens[span.start + i].word;
    }
    operator std::span<const uint64_t>() const { return {words_.data(), size_}; }

   private:
    std::array<uint64_t, kMaxWords + 1> words_;
    size_t size_;
  };

  const Sight& sight_;
  const Tokens& here_;
  std::vector<Draft>& drafts_;
};

bool breaks(const Fate& fate) {
  return fate.replaced() && fate.kinship != Kinship::kSpelling &&
         fate.kinship != Kinship::kInflection;
}

}  // namespace

void find_term_changes(const Sight& sight, std::vector<Draft>& drafts) {
  if (sight.lexicon.empty()) return;
  TermPass pass(sight, drafts);
  for (uint32_t i = 0; i < sight.map.size(); ++i) {
    const Fate& fate = sight.map[i];
    if (!breaks(fate) || fate.here.size() >= kMaxWords) continue;
    pass.look_at(fate.here);
    i = std::max(i, fate.here.end - 1);
  }
}

}  // namespace unspin
