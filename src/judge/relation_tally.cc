// This file tells how a passage was reworded from what became of its words.
//
// Two hands change a text. A spinner's machine goes word by word: it takes one word,
// puts one or two from a thesaurus, and leaves the order, the words of grammar and
// everything else. A writer or a language model puts the thought anew: stretches of
// words go, others come, and few of the new ones are the old ones' synonyms. And where
// one form is filled in twice, as in notes on two companies' results, it is names and
// figures that take turns.
//
// What took turns is known by figures, names and opposites: few of them, and the models
// are asked; more than half of all places, and it is a form.
//
// Two logistic models of these shares tell them apart, and either is enough. One asks
// whether a dictionary ties what was put to what it replaces; of spinners that use our
// dictionary, or one like it, it is nearly sure. The other does not ask, because
// machines have thesauri of their own: a good one shares a fifth of its entries with
// ours. Neither saw such a machine when it was fitted, by logistic regression
// over wording_features() of texts that spinners with our dictionaries had made (10 to
// 50 %) against half of the language models' rewrites, near-copies, reports of one event
// and PAN's translations; bench_spun measures what they are worth.
//
// Without a lexicon we know neither synonyms nor words of grammar, and a third model
// does with the rest.

#include "judge/relation_tally.h"

#include <algorithm>

#include "text/number_words.h"

namespace unspin {
namespace {

// Shares of changed tokens: what is hardly changed, and what an editor changes. By
// replaced words a text is spun from kLeastSpun on.
constexpr double kMostVerbatim = .02;
constexpr double kMostEdited = .25;
constexpr double kLeastSpun = .04;

// Of the changed places of a spun text; of a form that is filled in twice it is more.
constexpr double kMostSwapped = .5;

// What word_by_word() must come to where no more was changed than an editor changes.
// Short texts give it little to go by, and editors seldom replace single words only: of
// some 600 pairs of news and newswire that nobody spun 9 more come to -3 than to 0, of
// stories that a foreign thesaurus spun by a tenth .98 instead of .82.
constexpr double kBelievedOfEdited = -3;

// A usual rewrite, and how many places of it are mixed in.
constexpr WordingFeatures kUsual = {.33, .65, .3, 0, .1, .25};
constexpr double kPlacesToBelieve = 4;

// More moved words say no more.
constexpr double kMostMoved = .3;

// From this share of running words on a word belongs to grammar: some twenty do.
constexpr double kLeastGrammar = .0055;

struct Model {
  WordingFeatures weights;
  double constant = 0;
};
constexpr Model kByDictionary = {{21.8, -.2, -6.6, -11.7, -3.9, -13.5}, -10.7};
constexpr Model kByPlaces = {{0, 22.2, -7.7, -19.3, -3.2, -30.2}, -14.8};
constexpr Model kWithoutLexicon = {{0, 36.3, -8.4, -22.1, -.1, 0}, -30.8};

double logit(const Model& model, const WordingFeatures& features) {
  double sum = model.constant;
  for (size_t i = 0; i < features.size(); ++i) sum += model.weights[i] * features[i];
  return sum;
}

bool is_grammar(const Token& token, const Lexicon& lexicon) {
  return lexicon.count(token.word) >
         kLeastGrammar * static_cast<double>(lexicon.total_count());
}

bool is_figure(const Token& token) {
  return token.has(kDigits) || number_word(token.word).role != NumberRole::kNone;
}

// Names are known by capitals, where a language has them.
bool is_name(const Token& token) {
  return token.has(kCapitalised) || token.has(kAllCaps);
}

// Whether what one text says of one affair stands where the other says it of another:
// "four" and "nine", "rose" and "fell". `tied`: a dictionary ties the words, as it does
// with "two" and "deuce" but also with all small numbers.
bool swaps_fact(const Token& a, const Token& b, bool tied, const Lexicon& lexicon) {
  if (is_figure(a) && is_figure(b)) return true;
  if (tied) return lexicon.is_antonym(a.word, b.word);
  return a.has(kDigits) || b.has(kDigits) || (is_name(a) && is_name(b));
}

bool has_digits(const Tokens& tokens, TokenSpan span) {
  for (uint32_t i = span.start; i < span.end; ++i)
    if (tokens[i].has(kDigits)) return true;
  return false;
}

class Counter {
 public:
  Counter(const Tokens& a, const Tokens& b, const Lexicon& lexicon)
      : a_(a), b_(b), lexicon_(lexicon) {}

  Tally tally;

  void count(const Step& step) {
    double n = step.a.size() + step.b.size();
    switch (step.op) {
      case StepOp::kEqual:
        (step.moved ? tally.moved : tally.equal) += n;
        break;
      case StepOp::kMove:
        tally.moved += n;
        break;
      case StepOp::kInsert:
      case StepOp::kDelete:
        tally.added += n;
        tally.gaps += 1;
        break;
      case StepOp::kReplace:
        if (step.kinship == Kinship::kSpelling || step.kinship == Kinship::kInflection) {
          tally.inflected += n;
          tally.forms += 1;
        } else if (step.a.size() == step.b.size()) {
          count_one_by_one(step);
        } else {
          count_stretch(step);
        }
    }
  }

 private:
  void count_one_by_one(const Step& step) {
    bool tied = step.kinship != Kinship::kNone;
    for (uint32_t i = 0; i < step.a.size(); ++i) {
      const Token &x = a_[step.a.start + i], &y = b_[step.b.start + i];
      if (swaps_fact(x, y, tied, lexicon_)) {
        tally.facts += 2;
        tally.swaps += 1;
        continue;
      }
      (tied ? tally.akin : tally.foreign) += 2;
      tally.regions += 1;
      tally.tied += tied ? 1 : 0;
      tally.one_word += 1;
      tally.grammar += is_grammar(x, lexicon_) + is_grammar(y, lexicon_);
    }
  }

  void count_stretch(const Step& step) {
    double n = step.a.size() + step.b.size();
    bool tied = step.kinship != Kinship::kNone;
    if (!tied && (has_digits(a_, step.a) || has_digits(b_, step.b))) {
      tally.facts += n;
      tally.swaps += 1;
      return;
    }
    (tied ? tally.akin : tally.foreign) += n;
    tally.regions += 1;
    tally.tied += tied ? 1 : 0;
    tally.one_word += std::min(step.a.size(), step.b.size()) == 1 && n <= 4 ? 1 : 0;
    for (uint32_t i = step.a.start; i < step.a.end; ++i)
      tally.grammar += is_grammar(a_[i], lexicon_);
    for (uint32_t i = step.b.start; i < step.b.end; ++i)
      tally.grammar += is_grammar(b_[i], lexicon_);
  }

  const Tokens& a_;
  const Tokens& b_;
  const Lexicon& lexicon_;
};

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  equal += other.equal;
  moved += other.moved;
  inflected += other.inflected;
  akin += other.akin;
  foreign += other.foreign;
  added += other.added;
  facts += other.facts;
  grammar += other.grammar;
  regions += other.regions;
  tied += other.tied;
  one_word += other.one_word;
  forms += other.forms;
  swaps += other.swaps;
  gaps += other.gaps;
  return *this;
}

Tally tally(const WordAlignment& words, const Tokens& a, const Tokens& b,
            const Lexicon& lexicon) {
  Counter counter(a, b, lexicon);
  for (const Step& step : words.steps) counter.count(step);
  return counter.tally;
}

WordingFeatures wording_features(const Tally& tally) {
  auto mixed = [](WordingFeature feature, double part, double whole) {
    return (part + kUsual[feature] * kPlacesToBelieve) / (whole + kPlacesToBelieve);
  };
  // Another form of a word is what a machine may put, too.
  double replacements = tally.regions + tally.forms;
  double places = replacements + tally.gaps + tally.swaps;
  double changed = tally.inflected + tally.replaced() + tally.added;
  return {mixed(kTied, tally.tied + tally.forms, replacements),
          mixed(kOneWord, tally.one_word + tally.forms, replacements),
          mixed(kAdded, tally.added / 2, changed / 2),
          std::min(tally.share(tally.moved), kMostMoved),
          mixed(kSwapped, tally.swaps, places),
          mixed(kGrammar, tally.grammar, tally.replaced() + 2 * tally.forms)};
}

namespace {

double odds_of_machine(const WordingFeatures& features, bool has_lexicon) {
  if (!has_lexicon) return logit(kWithoutLexicon, features);
  return std::max(logit(kByDictionary, features), logit(kByPlaces, features));
}

}  // namespace

double word_by_word(const Tally& tally, bool has_lexicon) {
  return odds_of_machine(wording_features(tally), has_lexicon);
}

PassageKind kind_of(const Tally& tally, bool has_lexicon) {
  double changed = 1 - tally.share(tally.equal);
  if (changed <= kMostVerbatim) return PassageKind::kVerbatim;
  bool edited = changed <= kMostEdited;
  WordingFeatures features = wording_features(tally);
  if (tally.share(tally.replaced() + tally.inflected) >= kLeastSpun &&
      features[kSwapped] <= kMostSwapped &&
      odds_of_machine(features, has_lexicon) > (edited ? kBelievedOfEdited : 0))
    return PassageKind::kSpun;
  return edited ? PassageKind::kEdited : PassageKind::kParaphrased;
}

}  // namespace unspin
