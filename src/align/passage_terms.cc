#include "align/passage_terms.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "align/passage_numbers.h"

namespace unspin {

namespace {

// How common a word is by its looks, in a language that we have no table of: words of
// grammar are short, in kana one or two letters, and a single Han character is more often
// one than two are. The shares are of newspapers of some ten languages, by and large.
double frequency_by_length(std::string_view word, double least) {
  constexpr std::array<double, 8> kLetters = {0,    2e-2, 1e-2, 4e-3,
                                              1e-3, 3e-4, 1e-4, 5e-5};
  constexpr std::array<double, 5> kHiragana = {0, 3e-2, 8e-3, 2e-3, 5e-4};
  constexpr std::array<double, 3> kHan = {0, 3e-3, 1e-4};
  auto of = [least](const auto& shares, size_t length) {
    return length < shares.size() ? shares[length] : least;
  };
  auto lead = static_cast<unsigned char>(word.empty() ? 0 : word[0]);
  auto next = static_cast<unsigned char>(word.size() < 2 ? 0 : word[1]);
  if (lead == 0xE3 && (next == 0x81 || next == 0x82))
    return of(kHiragana, word.size() / 3);
  if (lead >= 0xE4 && lead <= 0xE9) return of(kHan, word.size() / 3);
  if (lead >= '0' && lead <= '9') return of(kLetters, word.size() + 2);
  auto starts = [](char c) { return (c & 0xC0) != 0x80; };
  return of(kLetters, static_cast<size_t>(std::ranges::count_if(word, starts)));
}

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
                    const BackgroundFrequency& frequency, const PassageModel& model) {
  PairTerms pair;
  pair.model = &model;
  const SurpriseParameters& parameters = model.parameters.surprise;
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
  KeyNumbers numbers(small.size());
  std::vector<uint32_t> first = {0};  // token of each term
  for (uint32_t i = 0; i < small.size(); ++i) {
    Term fresh = static_cast<Term>(first.size());
    small_terms[i] = numbers.insert(small[i].stem, fresh);
    if (small_terms[i] == fresh) first.push_back(i);
  }
  std::vector<uint8_t> shared(first.size(), 0);
  for (uint32_t i = 0; i < large.size(); ++i) {
    large_terms[i] = numbers.find(large[i].stem);
    shared[large_terms[i]] = 1;
  }

  // Beyond this point only shared stems have numbers.
  std::vector<Term> renamed(first.size(), kUnshared);
  std::vector<uint32_t> kept = {0};
  for (Term term = 1; term < first.size(); ++term) {
    if (!shared[term]) continue;
    renamed[term] = static_cast<Term>(kept.size());
    kept.push_back(first[term]);
  }
  apply(renamed, kept.size(), pair.a);
  apply(renamed, kept.size(), pair.b);

  pair.background.resize(kept.size(), 1);
  double uses = 0, known_uses = 0;
  for (Term term = 1; term < kept.size(); ++term) {
    double known = frequency(small[kept[term]].stem);
    pair.background[term] = static_cast<float>(known);
    double n = pair.a.counts[term] + pair.b.counts[term];
    uses += n;
    known_uses += known > parameters.usual ? n : 0;
  }
  bool speaks_it = known_uses >= parameters.least_known * uses;
  double words = std::max(1000.0, static_cast<double>(a.size()) + b.size());
  for (Term term = 1; term < kept.size(); ++term) {
    double known = pair.background[term];
    if (!speaks_it) {
      double n = pair.a.counts[term] + pair.b.counts[term];
      known = std::max(
          (n - parameters.reuse_uses) / words,
          frequency_by_length(small.word(kept[term]), parameters.least_frequency));
    }
    pair.background[term] =
        static_cast<float>(std::max(known, parameters.least_frequency));
  }
  return pair;
}

}  // namespace unspin
