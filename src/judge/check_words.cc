// This file measures how odd each word of a text is where it stands.
//
// A spinner draws words from a thesaurus without reading. What it leaves behind is a
// noisy channel's output: a word that is rarer than the one it stands for, that its
// neighbours do not expect, and that has among its synonyms, or what is one step broader
// or narrower, a word which they do expect. Nothing here decides. Each word gets a row of
// numbers, and a model says how likely it was put there.
//
// The score of a word e between l and r, in nats, is
//
//   log p(e) + log p(e | l) / p(e) + log p(r | e) / p(r)
//
// with pairs smoothed by kPrior expected ones. The gain is the score of the best stand-in
// less that of the word found. A rare word of an honest writer has no gain: nothing it
// might stand for fits much better.

#include "judge/check_words.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/hash.h"

namespace unspin {
namespace {

// Pairs that chance adds to each count, as in the direction of a pair.
constexpr double kPrior = 5;

// A pair of words at least so strong is an expression.
constexpr uint32_t kExpressionCount = 4;
constexpr double kExpressionNats = 4.5;

constexpr uint32_t kLongestPhrase = 3;

// Of what a word may stand for: at most so many are measured, none that was counted more
// seldom, or is so many times rarer than the word.
constexpr float kMostMeasured = 32;
constexpr uint32_t kFewestOfStandIn = 40;
constexpr double kRarer = 50;

// Words that make more than one in so many are "the", "said" and the like.
constexpr uint64_t kCommonestShare = 300;

bool begins_sentence(const Token& token) {
  return token.has(kSentenceStart) || token.has(kParagraphStart);
}

uint64_t word_a() {
  static const uint64_t word = hash_word("a");
  return word;
}
uint64_t word_an() {
  static const uint64_t word = hash_word("an");
  return word;
}
bool is_a(uint64_t word) { return word == word_a() || word == word_an(); }

bool same_beginning(std::string_view a, std::string_view b) {
  size_t shared = 0;
  while (shared < std::min(a.size(), b.size()) && a[shared] == b[shared]) ++shared;
  return shared >= 3 && shared + 3 >= std::min(a.size(), b.size());
}

struct Gains {
  float best = kNoGain, sum = kNoGain, synonym = kNoGain;
  float before = kNoGain, after = kNoGain, rarity = kNoGain;
  float broken = 0;
  float n = 0;
};

class Measurer {
 public:
  Measurer(const Tokens& tokens, const Lexicon& lexicon)
      : tokens_(tokens),
        lexicon_(lexicon),
        fitting_(lexicon),
        total_(static_cast<double>(lexicon.total_count())) {
    for (const Token& token : tokens.list) ++stems_[token.stem];
  }

  std::vector<MeasuredWord> measure() {
    std::vector<MeasuredWord> words;
    for (uint32_t i = 0; i < tokens_.size(); ++i)
      if (may_be_stand_in(tokens_, i, lexicon_)) words.push_back({i, measure(i)});
    for (uint32_t i = 0; i < tokens_.size(); ++i) measure_phrases(i, words);
    for (size_t k = 0; k < words.size(); ++k) {
      float gain = kNoGain;
      if (k > 0 && words[k - 1].token + 1 == words[k].token)
        gain = words[k - 1].row[kGain];
      if (k + 1 < words.size() && words[k + 1].token == words[k].token + 1)
        gain = std::max(gain, words[k + 1].row[kGain]);
      words[k].row[kNeighbourGain] = gain;
    }
    return words;
  }

 private:
  CheckRow measure(uint32_t i) {
    const Token& token = tokens_[i];
    Place place = place_of(tokens_, {i, i + 1});
    uint32_t count = lexicon_.count(token.word);
    CheckRow row{};
    double rarity = fitting_.rarity_of(count);
    double before = fitting_.fit(place.before, token.word);
    double after = fitting_.fit(token.word, place.after);
    row[kRarity] = static_cast<float>(rarity);
    row[kFitBefore] = static_cast<float>(before);
    row[kFitAfter] = static_cast<float>(after);
    row[kPairBefore] = log_pair(place.before, token.word);
    row[kPairAfter] = log_pair(token.word, place.after);
    row[kRarityBefore] = rarity_or_0(place.before);
    row[kRarityAfter] = rarity_or_0(place.after);

    Gains gains = gains_of({i, i + 1}, place, rarity, before, after);
    row[kGain] = gains.best;
    row[kGainSum] = gains.sum;
    row[kGainSynonym] = gains.synonym;
    row[kGainBefore] = gains.before;
    row[kGainAfter] = gains.after;
    row[kGainRarity] = gains.rarity;
    row[kStandIns] = std::log1p(gains.n);
    row[kBroken] = gains.broken;

    row[kSenses] = static_cast<float>(lexicon_.senses(token.word));
    row[kShape] = token.has(kAllCaps) ? 2 : token.has(kCapitalised) ? 1 : 0;
    row[kFirst] = begins_sentence(token) ? 1 : 0;
    bool entry = lexicon_.is_entry(std::span(&token.word, 1));
    row[kKnown] = static_cast<float>((count > 0 ? 1 : 0) + (entry ? 2 : 0));
    row[kPhraseGain] = kNoGain;
    row[kLetters] = token.normalised_bytes;
    row[kRarityForm] =
        static_cast<float>(rarity - std::log(lexicon_.stem_frequency(token.stem)));
    row[kEnding] = static_cast<float>(ending_of(tokens_.word(i)));
    row[kRepeated] = std::log(static_cast<float>(stems_[token.stem]));
    return row;
  }

  float log_pair(uint64_t first, uint64_t second) const {
    return first == 0 || second == 0
               ? 0
               : std::log1p(static_cast<float>(fitting_.count(first, second)));
  }
  float rarity_or_0(uint64_t word) const {
    return word == 0 ? 0 : static_cast<float>(fitting_.rarity(word));
  }

  // What is gained by putting a stand-in for `span`, of which the rarity and how it fits
  // are given.
  Gains gains_of(TokenSpan span, Place place, double rarity, double before,
                 double after) {
    std::array<uint64_t, kLongestPhrase> phrase{};
    for (uint32_t i = 0; i < span.size(); ++i) phrase[i] = tokens_[span.start + i].word;
    lexicon_.stand_ins(std::span(phrase).first(span.size()), stand_ins_);
    Gains gains;
    double sum = 0;
    std::string_view found = tokens_.word(span.start);
    int ending = ending_of(found);
    bool one = span.size() == 1;
    // A stand-in much rarer than what stands there is none that anybody would miss.
    double least = std::max(double{kFewestOfStandIn}, std::exp(rarity) * total_ / kRarer);
    uint32_t n_before = place.before == 0 ? 0 : fitting_.count_before(place.before);
    uint32_t n_after = place.after == 0 ? 0 : lexicon_.count(place.after);
    for (const Lexicon::StandIn& other : stand_ins_) {
      if (gains.n == kMostMeasured) break;
      std::string_view spelled = lexicon_.spelling(other.number);
      if (one &&
          (!endings_agree(ending, ending_of(spelled)) || same_beginning(found, spelled)))
        continue;
      uint64_t word = hash_word(spelled);
      uint32_t count = lexicon_.count(word);
      if (count < least) continue;
      double rarity_gain = fitting_.rarity_of(count) - rarity;
      double before_gain = -before, after_gain = -after;
      if (place.before != 0)
        before_gain +=
            fitting_.fit_of(fitting_.count(place.before, word), n_before, count);
      if (place.after != 0)
        after_gain += fitting_.fit_of(fitting_.count(word, place.after), count, n_after);
      auto gain = static_cast<float>(rarity_gain + before_gain + after_gain);
      gains.best = std::max(gains.best, gain);
      if (other.synonym) gains.synonym = std::max(gains.synonym, gain);
      gains.before = std::max(gains.before, static_cast<float>(before_gain));
      gains.after = std::max(gains.after, static_cast<float>(after_gain));
      gains.rarity = std::max(gains.rarity, static_cast<float>(rarity_gain));
      if (before_gain > 3) mend(gains, place.before, word, phrase[0], true);
      if (after_gain > 3) mend(gains, word, place.after, phrase[0], false);
      sum += std::exp(std::clamp(double{gain}, -30.0, 30.0));
      gains.n += 1;
    }
    if (sum > 0) gains.sum = std::max(kNoGain, static_cast<float>(std::log(sum)));
    return gains;
  }

  // Counts the pair (first, second) as broken when it is strong and what stands there,
  // `found`, makes no pair at all.
  void mend(Gains& gains, uint64_t first, uint64_t second, uint64_t found,
            bool second_is_found) const {
    uint32_t count = fitting_.count(first, second);
    if (count < kExpressionCount || lexicon_.association(first, second) < kExpressionNats)
      return;
    uint32_t there =
        second_is_found ? fitting_.count(first, found) : fitting_.count(found, second);
    if (there == 0) gains.broken = std::max(gains.broken, std::log1p(float(count)));
  }

  // Phrases that begin at token i: what one word in their place would gain, and whether
  // they are expressions; noted with each word they hold.
  void measure_phrases(uint32_t i, std::vector<MeasuredWord>& words) {
    std::array<uint64_t, kLongestPhrase> phrase{};
    for (uint32_t n = 1; n <= kLongestPhrase && i + n <= tokens_.size(); ++n) {
      if (n > 1 && begins_sentence(tokens_[i + n - 1])) break;
      phrase[n - 1] = tokens_[i + n - 1].word;
      auto span = std::span(phrase).first(n);
      if (n < 2 || !lexicon_.is_entry(span)) continue;
      float gain = phrase_gain({i, i + n});
      bool expression = lexicon_.is_expression(span);
      auto first = std::ranges::lower_bound(words, i, {}, &MeasuredWord::token);
      for (; first != words.end() && first->token < i + n; ++first) {
        first->row[kPhraseGain] = std::max(first->row[kPhraseGain], gain);
        if (expression) first->row[kInExpression] = static_cast<float>(n);
      }
    }
  }

  float phrase_gain(TokenSpan span) {
    Place place = place_of(tokens_, span);
    double rarity = fitting_.rarity(tokens_[span.start].word);
    for (uint32_t i = span.start + 1; i < span.end; ++i)
      rarity += fitting_.fit(tokens_[i - 1].word, tokens_[i].word) +
                fitting_.rarity(tokens_[i].word);
    double before = fitting_.fit(place.before, tokens_[span.start].word);
    double after = fitting_.fit(tokens_[span.end - 1].word, place.after);
    return gains_of(span, place, rarity, before, after).best;
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  Fitting fitting_;
  double total_;
  std::unordered_map<uint64_t, uint32_t> stems_;
  std::vector<Lexicon::StandIn> stand_ins_;
};

}  // namespace

Fitting::Fitting(const Lexicon& lexicon)
    : lexicon_(lexicon),
      total_(static_cast<double>(lexicon.total_count()) + 1.0),
      log_total_(std::log(total_)) {}

double Fitting::rarity_of(uint32_t count) const {
  return std::log(std::max(.5, double(count))) - log_total_;
}

double Fitting::fit(uint64_t first, uint64_t second) const {
  if (first == 0 || second == 0) return 0;
  return fit_of(count(first, second), count_before(first), lexicon_.count(second));
}

double Fitting::fit_of(uint32_t pair, uint32_t first, uint32_t second) const {
  if (pair == 0) return std::log(kPrior / (first + kPrior));
  double share = std::max(.5, double(second)) / total_;
  return std::log((pair + kPrior * share) / ((first + kPrior) * share));
}

uint32_t Fitting::count_before(uint64_t word) const {
  if (is_a(word)) return lexicon_.count(word_a()) + lexicon_.count(word_an());
  return lexicon_.count(word);
}

uint32_t Fitting::count(uint64_t first, uint64_t second) const {
  if (is_a(first))
    return lexicon_.count(word_a(), second) + lexicon_.count(word_an(), second);
  return lexicon_.count(first, second);
}

bool may_be_stand_in(const Tokens& tokens, uint32_t i, const Lexicon& lexicon) {
  const Token& token = tokens[i];
  return !token.has(kDigits) && token.normalised_bytes > 2 &&
         lexicon.count(token.word) < lexicon.total_count() / kCommonestShare;
}

std::vector<MeasuredWord> measure_words(const Tokens& tokens, const Lexicon& lexicon) {
  return Measurer(tokens, lexicon).measure();
}

Place place_of(const Tokens& tokens, TokenSpan span) {
  Place place;
  if (span.start > 0 && !begins_sentence(tokens[span.start]))
    place.before = tokens[span.start - 1].word;
  if (span.end < tokens.size() && !begins_sentence(tokens[span.end]))
    place.after = tokens[span.end].word;
  return place;
}

int ending_of(std::string_view word) {
  if (word.size() > 4 && word.ends_with("ing")) return 3;
  if (word.size() > 3 && word.ends_with("ed")) return 2;
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) return 1;
  return 0;
}

bool endings_agree(int found, int expected) {
  return found == expected || (found + expected == 2 && found != 1);
}

}  // namespace unspin
