// This file finds the expressions that a spinner broke: "protection council" for
// "security council".
//
// An expression is two words that stand together at least four times in the reference
// text and far oftener than by chance (4.5 nats), or an entry of several words in the
// dictionary. For each word that may have been put there we ask what it may stand for,
// and keep what makes an expression with a neighbour. When no single word does, both of
// two neighbours may have been replaced, and all pairs of their stand-ins are tried; a
// phrase of two or three words may stand for one word. Readings are ranked by how much
// likelier the text becomes:
//
//   log p(expected here) - log p(found here) + log p(the spinner chose it) + log-odds of
//   the word to have been put there
//
// The best readings that do not overlap are reported, with the runners-up for the same
// words as second and third guesses.

#include "judge/check_phrases.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/hash.h"

namespace unspin {
namespace {

constexpr uint32_t kExpressionCount = 4;
constexpr double kExpressionNats = 4.5;

// In nats. A spinner takes synonyms first.
constexpr double kRelatedCost = 1.5;
constexpr double kEntryGain = 3;   // for making an entry of the dictionary
constexpr double kPairCost = 2;    // two neighbours at once are less likely
constexpr double kLeastScore = 4;  // worth a reader's look

constexpr size_t kMostGuesses = 3;
constexpr size_t kMostPairStandIns = 24;
constexpr uint32_t kLongestPhrase = 3;

// Words [at.start, at.end) read as one or two others.
struct Reading {
  TokenSpan at;
  TokenSpan shown;  // with the neighbours it makes expressions with
  std::array<uint32_t, 2> numbers{};
  uint32_t n = 0;
  double score = 0;
};

class Finder {
 public:
  Finder(const Tokens& tokens, std::span<const MeasuredWord> words,
         std::span<const float> odds, const Lexicon& lexicon)
      : tokens_(tokens), lexicon_(lexicon), fitting_(lexicon), odds_(tokens.size(), -6) {
    for (size_t k = 0; k < words.size(); ++k) odds_[words[k].token] = odds[k];
  }

  std::vector<Reading> find() {
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      for (uint32_t n = 1; n <= kLongestPhrase && i + n <= tokens_.size(); ++n) {
        if (n > 1 && starts_sentence(i + n - 1)) break;
        read_as_one({i, i + n});
      }
      if (i + 1 < tokens_.size() && !starts_sentence(i + 1)) read_as_two(i);
    }
    return std::move(readings_);
  }

 private:
  bool starts_sentence(uint32_t i) const {
    return tokens_[i].has(kSentenceStart) || tokens_[i].has(kParagraphStart);
  }

  bool is_strong(uint64_t first, uint64_t second) const {
    return first != 0 && second != 0 &&
           lexicon_.count(first, second) >= kExpressionCount &&
           lexicon_.association(first, second) > kExpressionNats;
  }

  // The words that `phrase` may stand for; endings agree with those of token `at`.
  void list_stand_ins(TokenSpan span, std::vector<Lexicon::StandIn>& out) const {
    std::array<uint64_t, kLongestPhrase> phrase{};
    for (uint32_t i = 0; i < span.size(); ++i) phrase[i] = tokens_[span.start + i].word;
    lexicon_.stand_ins(std::span(phrase).first(span.size()), out);
    if (span.size() > 1) return;
    std::string_view found = tokens_.word(span.start);
    int ending = ending_of(found);
    std::erase_if(out, [&](const Lexicon::StandIn& other) {
      std::string_view spelled = lexicon_.spelling(other.number);
      return !endings_agree(ending, ending_of(spelled)) || spelled == found;
    });
  }

  uint64_t word_of(const Lexicon::StandIn& one) const {
    return hash_word(lexicon_.spelling(one.number));
  }

  double score_of(TokenSpan span) const {
    Place place = place_of(tokens_, span);
    double score = fitting_.fit(place.before, tokens_[span.start].word);
    for (uint32_t i = span.start; i < span.end; ++i) {
      score += fitting_.rarity(tokens_[i].word);
      if (i > span.start) score += fitting_.fit(tokens_[i - 1].word, tokens_[i].word);
    }
    return score + fitting_.fit(tokens_[span.end - 1].word, place.after);
  }

  float odds_of(TokenSpan span) const {
    float best = odds_[span.start];
    for (uint32_t i = span.start; i < span.end; ++i) best = std::max(best, odds_[i]);
    return best;
  }

  // How far an entry of the dictionary with the words `middle` in place of `at` reaches.
  TokenSpan entry_with(TokenSpan at, std::span<const uint64_t> middle) const {
    std::array<uint64_t, 6> words{};
    TokenSpan widest;
    for (uint32_t left = 0; left <= 2 && left <= at.start; ++left) {
      if (left > 0 && starts_sentence(at.start - left + 1)) break;
      for (uint32_t right = 0; right <= 2 && at.end + right <= tokens_.size(); ++right) {
        if (right > 0 && starts_sentence(at.end + right - 1)) break;
        uint32_t n = 0;
        for (uint32_t k = left; k > 0; --k) words[n++] = tokens_[at.start - k].word;
        for (uint64_t word : middle) words[n++] = word;
        for (uint32_t k = 0; k < right; ++k) words[n++] = tokens_[at.end + k].word;
        TokenSpan span{at.start - left, at.end + right};
        if (left + right > 0 && span.size() > widest.size() &&
            lexicon_.is_expression(std::span(words).first(n)))
          widest = span;
      }
    }
    return widest;
  }

  void read_as_one(TokenSpan at) {
    if (odds_of(at) < kLeastOdds) return;
    if (at.size() == 1 && !may_be_stand_in(tokens_, at.start, lexicon_)) return;
    list_stand_ins(at, one_);
    if (one_.empty()) return;
    Place place = place_of(tokens_, at);
    double found = score_of(at);
    // What stands there may be as good an expression.
    bool before_is = is_strong(place.before, tokens_[at.start].word);
    bool after_is = is_strong(tokens_[at.end - 1].word, place.after);
    for (const Lexicon::StandIn& other : one_) {
      uint64_t word = word_of(other);
      bool before = !before_is && is_strong(place.before, word);
      bool after = !after_is && is_strong(word, place.after);
      TokenSpan entry = entry_with(at, std::span(&word, 1));
      if (!before && !after && entry.empty()) continue;
      double score = fitting_.rarity(word) + fitting_.fit(place.before, word) +
                     fitting_.fit(word, place.after) - found;
      score += odds_of(at) + (entry.empty() ? 0 : kEntryGain) -
               (other.synonym ? 0 : kRelatedCost);
      TokenSpan shown{at.start - (before ? 1 : 0), at.end + (after ? 1 : 0)};
      if (!entry.empty())
        shown = {std::min(shown.start, entry.start), std::max(shown.end, entry.end)};
      add({at, shown, {other.number}, 1, score});
    }
  }

  void read_as_two(uint32_t i) {
    TokenSpan at{i, i + 2};
    if (odds_[i] < kLeastOdds || odds_[i + 1] < kLeastOdds) return;
    if (is_strong(tokens_[i].word, tokens_[i + 1].word)) return;
    list_stand_ins({i, i + 1}, one_);
    list_stand_ins({i + 1, i + 2}, two_);
    if (one_.size() > kMostPairStandIns) one_.resize(kMostPairStandIns);
    if (two_.size() > kMostPairStandIns) two_.resize(kMostPairStandIns);
    Place place = place_of(tokens_, at);
    double found = score_of(at);
    for (const Lexicon::StandIn& first : one_)
      for (const Lexicon::StandIn& second : two_) {
        uint64_t word = word_of(first), next = word_of(second);
        if (!is_strong(word, next)) continue;
        double score = fitting_.rarity(word) + fitting_.fit(place.before, word) +
                       fitting_.rarity(next) + fitting_.fit(word, next) +
                       fitting_.fit(next, place.after) - found;
        score += std::min(odds_[i], odds_[i + 1]) - kPairCost -
                 (first.synonym ? 0 : kRelatedCost) - (second.synonym ? 0 : kRelatedCost);
        add({at, at, {first.number, second.number}, 2, score});
      }
  }

  void add(const Reading& reading) {
    if (reading.score >= kLeastScore) readings_.push_back(reading);
  }

  // Words with less were left there by the spinner.
  static constexpr float kLeastOdds = -2.5;

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  Fitting fitting_;
  std::vector<float> odds_;
  std::vector<Reading> readings_;
  std::vector<Lexicon::StandIn> one_, two_;
};

// What `shown` would read.
std::string spell(const Reading& reading, TokenSpan shown, const Tokens& tokens,
                  const Lexicon& lexicon) {
  std::string text;
  auto add = [&](std::string_view word) {
    if (!text.empty()) text += ' ';
    text += word;
  };
  for (uint32_t i = shown.start; i < reading.at.start; ++i) add(tokens.word(i));
  for (uint32_t i = 0; i < reading.n; ++i) add(lexicon.spelling(reading.numbers[i]));
  for (uint32_t i = reading.at.end; i < shown.end; ++i) add(tokens.word(i));
  return text;
}

}  // namespace

std::vector<SuspectPhrase> find_damaged(std::string_view text, const Tokens& tokens,
                                        std::span<const MeasuredWord> words,
                                        std::span<const float> odds,
                                        const Lexicon& lexicon) {
  std::vector<Reading> readings = Finder(tokens, words, odds, lexicon).find();
  std::ranges::stable_sort(readings, std::greater(), &Reading::score);
  // The best few readings that begin with each word: what may be a second guess.
  std::vector<std::vector<uint32_t>> beginning(tokens.size());
  for (uint32_t k = 0; k < readings.size(); ++k)
    if (auto& list = beginning[readings[k].at.start]; list.size() < kMostGuesses + 1)
      list.push_back(k);
  std::vector<bool> taken(tokens.size(), false);
  std::vector<SuspectPhrase> phrases;
  for (const Reading& best : readings) {
    auto begin = taken.begin() + best.shown.start, end = taken.begin() + best.shown.end;
    if (std::find(begin, end, true) != end) continue;
    std::fill(begin, end, true);
    SuspectPhrase phrase;
    phrase.span = tokens.bytes(best.shown);
    phrase.text = text.substr(phrase.span.start, phrase.span.size());
    phrase.weight = best.score;
    std::vector<uint32_t> others;
    for (uint32_t i = best.shown.start; i < best.shown.end; ++i)
      others.insert(others.end(), beginning[i].begin(), beginning[i].end());
    std::ranges::sort(others);
    for (uint32_t other : others) {
      if (phrase.expected.size() == kMostGuesses) break;
      if (!best.shown.contains(readings[other].at)) continue;
      std::string guess = spell(readings[other], best.shown, tokens, lexicon);
      if (std::ranges::find(phrase.expected, guess) == phrase.expected.end())
        phrase.expected.push_back(std::move(guess));
    }
    phrases.push_back(std::move(phrase));
  }
  std::ranges::sort(phrases, {}, &SuspectPhrase::span);
  return phrases;
}

}  // namespace unspin
