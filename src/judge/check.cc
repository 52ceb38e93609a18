// This file says of one text alone whether it was spun.
//
// A single odd word says little: of the odd words of a news report most are names, terms
// and an editor's fancy. A spinner leaves many. So the words are measured
// (check_words.cc), a model says of each how likely it was put there, and what it says of
// all of them is added up (check_score.cc). The cut was chosen where fewer than 1 in
// 1,000 articles that nobody spun lie above, none of them among those the lexicon counts.
//
// Damaged phrases are listed only behind that verdict. In clean text the same search
// finds a "mistake" every few hundred words.

#include "judge/check.h"

#include <algorithm>
#include <cmath>

#include "judge/check_model.h"
#include "judge/check_phrases.h"
#include "judge/check_words.h"

namespace unspin {
namespace {

constexpr uint32_t kFewestMeasured = 20;

// A text of another language, of names or of numbers has fewer words that are known.
constexpr double kLeastKnown = .7;

bool is_readable(const Tokens& tokens, const std::vector<MeasuredWord>& words) {
  if (tokens.size() < kFewestWords || words.size() < kFewestMeasured) return false;
  auto known = std::ranges::count_if(
      words, [](const MeasuredWord& word) { return word.row[kKnown] > 0; });
  return static_cast<double>(known) >= kLeastKnown * static_cast<double>(words.size());
}

// In order, apart; of two that overlap the one of `first` stays. Requires: both in order
// and apart.
std::vector<SuspectPhrase> merge(std::vector<SuspectPhrase> first,
                                 std::vector<SuspectPhrase> second) {
  std::vector<SuspectPhrase> all;
  size_t i = 0;
  for (SuspectPhrase& phrase : second) {
    while (i < first.size() && first[i].span.start < phrase.span.end)
      all.push_back(std::move(first[i++]));
    if (all.empty() || all.back().span.end <= phrase.span.start)
      all.push_back(std::move(phrase));
  }
  for (; i < first.size(); ++i) all.push_back(std::move(first[i]));
  return all;
}

}  // namespace

Check check_text(std::string_view text, const Tokens& tokens, const Lexicon& lexicon,
                 const CheckTerms& terms) {
  Check check;
  check.phrases = terms.find(text, tokens, lexicon);
  if (lexicon.empty() || lexicon.total_count() == 0) return check;
  std::vector<MeasuredWord> words = measure_words(tokens, lexicon);
  if (!is_readable(tokens, words)) return check;
  std::vector<float> odds;
  for (const MeasuredWord& word : words) odds.push_back(kCheckModel.word(word.row));
  double sum = kCheckModel.text(words, odds, tokens.size());
  check.score = 1 / (1 + std::exp(-sum));
  check.verdict = sum >= 0 ? CheckVerdict::kSpun : CheckVerdict::kClean;
  if (check.verdict == CheckVerdict::kSpun)
    check.phrases =
        merge(std::move(check.phrases), find_damaged(text, tokens, words, odds, lexicon));
  return check;
}

}  // namespace unspin
