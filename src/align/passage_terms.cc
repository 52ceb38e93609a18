#include "align/passage_terms.h"

#include <algorithm>
#include <bit>

namespace unspin {

namespace {

// Without a lexicon: what is seen this often in the two documents together may
// come from the reuse itself, what is beyond it is the language.
constexpr double kReuseUses = 4;

// A word that no table knows is still not one in a million: on the PAN 2013 training
// pairs, lower floors let passages grow over rare words that two texts share by topic.
constexpr double kLeastFrequency = 2e-5;

// An open-addressing map from stem to number. A stem is never 0.
class StemNumbers {
 public:
  explicit StemNumbers(size_t n)
      : mask_(std::bit_ceil(2 * n + 8) - 1), stems_(mask_ + 1), numbers_(mask_ + 1) {}

  // The number of `stem`; `fresh` for one not seen yet.
  uint32_t insert(uint64_t stem, uint32_t fresh) {
    size_t slot = find_slot(stem);
    if (stems_[slot] == 0) {
      stems_[slot] = stem;
      numbers_[slot] = fresh;
    }
    return numbers_[slot];
  }

  // kUnshared when absent.
  uint32_t find(uint64_t stem) const {
    size_t slot = find_slot(stem);
    return stems_[slot] == 0 ? kUnshared : numbers_[slot];
  }

 private:
  size_t find_slot(uint64_t stem) const {
    size_t slot = (stem * 0x9E3779B97F4A7C15u >> 20) & mask_;
    while (stems_[slot] != 0 && stems_[slot] != stem) slot = (slot + 1) & mask_;
    return slot;
  }

  size_t mask_;
  std::vector<uint64_t> stems_;
  std::vector<uint32_t> numbers_;
};

std::vector<uint8_t> breaks_of(const Tokens& tokens) {
  std::vector<uint8_t> breaks(tokens.size() + 1, 0);
  for (uint32_t i = 0; i < tokens.size(); ++i)
    breaks[i] = (tokens[i].flags & (kSentenceStart | kLineStart | kParagraphStart)) != 0;
  breaks.front() = breaks.back() = 1;
  return breaks;
}

// Renames the terms of `text` and counts them.
void apply(const std::vector<Term>& renamed, size_t term_count, TermText& text) {
  text.counts.assign(term_count, 0);
  for (Term& term : text.terms) {
    term = renamed[term];
    ++text.counts[term];
  }
  text.counts[kUnshared] = 0;
}

}  // namespace

PairTerms map_terms(const Tokens& a, const Tokens& b,
                    const BackgroundFrequency& frequency) {
  PairTerms pair;
  pair.a.breaks = breaks_of(a);
  pair.b.breaks = breaks_of(b);
  pair.a.terms.resize(a.size());
  pair.b.terms.resize(b.size());

  // Number the stems of the smaller text, so that a giant beside a short note costs
  // one look-up a token and no memory of its own.
  bool a_smaller = a.size() <= b.size();
  const Tokens& small = a_smaller ? a : b;
  const Tokens& large = a_smaller ? b : a;
  std::vector<Term>& small_terms = a_smaller ? pair.a.terms : pair.b.terms;
  std::vector<Term>& large_terms = a_smaller ? pair.b.terms : pair.a.terms;
  StemNumbers numbers(small.size());
  std::vector<uint64_t> stems = {0};
  for (uint32_t i = 0; i < small.size(); ++i) {
    Term fresh = static_cast<Term>(stems.size());
    small_terms[i] = numbers.insert(small[i].stem, fresh);
    if (small_terms[i] == fresh) stems.push_back(small[i].stem);
  }
  std::vector<uint8_t> shared(stems.size(), 0);
  for (uint32_t i = 0; i < large.size(); ++i) {
    large_terms[i] = numbers.find(large[i].stem);
    shared[large_terms[i]] = 1;
  }

  // Beyond this point only shared stems have numbers.
  std::vector<Term> renamed(stems.size(), kUnshared);
  std::vector<uint64_t> kept = {0};
  for (Term term = 1; term < stems.size(); ++term) {
    if (!shared[term]) continue;
    renamed[term] = static_cast<Term>(kept.size());
    kept.push_back(stems[term]);
  }
  apply(renamed, kept.size(), pair.a);
  apply(renamed, kept.size(), pair.b);

  double words = static_cast<double>(a.size()) + b.size();
  pair.background.resize(kept.size(), 1);
  for (Term term = 1; term < kept.size(); ++term) {
    double known = frequency(kept[term]);
    double uses = pair.a.counts[term] + pair.b.counts[term];
    if (known <= 0) known = (uses - kReuseUses) / std::max(words, 1000.0);
    pair.background[term] = static_cast<float>(std::max(known, kLeastFrequency));
  }
  return pair;
}

}  // namespace unspin
