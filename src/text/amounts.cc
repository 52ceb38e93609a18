// This file reads amounts: "11,000", "1.5 million", "two hundred and five", "half a
// million", "two-thirds", "tens of thousands", "thousands and thousands", "several".
//
// English number words are a sum of products. The reader keeps the group it is in
// ("two hundred and five") and the total of the groups that a word of scale closed
// ("... thousand"); a word that cannot continue the group ends the amount, so
// "two five" is two amounts.

#include "text/amounts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/figures.h"
#include "text/number_words.h"

namespace unspin {
namespace {

const NumberWord& word_at(const TokenView& view, uint32_t i) {
  return number_word(view.hash(i));
}

NumberRole role_at(const TokenView& view, uint32_t i) { return word_at(view, i).role; }

bool is_article(std::string_view word) { return word == "a" || word == "an"; }

bool is_scale(NumberRole role) {
  return role == NumberRole::kScale || role == NumberRole::kHundred;
}

// Number words from token `at`, added to `amount`.
class WordReader {
 public:
  WordReader(const TokenView& view, Amount& amount) : view_(view), amount_(amount) {}

  // Continues after a group that is already read: a figure, or "a" as 1.
  void continue_from(double group) {
    group_ = group;
    fixed_ = true;
    run();
  }
  void run() {
    while (take()) ++amount_.end;
    amount_.value = total_ + group_;
  }

 private:
  bool empty() const { return amount_.end == amount_.begin; }

  bool take() {
    uint32_t at = amount_.end;
    if (!empty() && !view_.joined(at)) return false;
    const NumberWord& word = word_at(view_, at);
    switch (word.role) {
      case NumberRole::kUnit:
        return take_unit(word.value);
      case NumberRole::kTens:
        return take_tens(word.value);
      case NumberRole::kHundred:
        return take_hundred();
      case NumberRole::kScale:
        return take_scale(word.value);
      default:
        return take_and();
    }
  }

  bool take_unit(double value) {
    bool room = value < 10 ? std::fmod(group_, 10) == 0 && std::fmod(group_, 100) != 10
                           : std::fmod(group_, 100) == 0;
    if (fixed_ || !room || value == 0) return take_zero(value);
    group_ += value;
    return true;
  }
  bool take_zero(double value) { return value == 0 && empty(); }

  bool take_tens(double value) {
    if (fixed_ || std::fmod(group_, 100) != 0) return false;
    group_ += value;
    return true;
  }

  bool take_hundred() {
    if (group_ == 0 || group_ >= 100) return false;
    group_ *= 100;
    fixed_ = false;
    amount_.scaled = true;
    return true;
  }

  bool take_scale(double value) {
    if (group_ == 0 || value >= last_scale_) return false;
    total_ += group_ * value;
    group_ = 0;
    fixed_ = false;
    last_scale_ = value;
    amount_.scaled = true;
    return true;
  }

  // The "and" of "two hundred and five" and of "two and a half million". Steps over
  // the words before the last.
  bool take_and() {
    uint32_t at = amount_.end;
    if (empty() || view_.word(at) != "and") return false;
    if (is_article(view_.word(at + 1)) && view_.next_is(at + 2, "half")) {
      group_ += 0.5;
      fixed_ = true;
      amount_.end += 2;
      return true;
    }
    NumberRole next = role_at(view_, at + 1);
    bool small = next == NumberRole::kUnit || next == NumberRole::kTens;
    return amount_.scaled && !fixed_ && small && view_.after_space(at + 1) &&
           take_after_and(at + 1);
  }
  bool take_after_and(uint32_t at) {
    const NumberWord& word = word_at(view_, at);
    bool taken =
        word.role == NumberRole::kUnit ? take_unit(word.value) : take_tens(word.value);
    amount_.end += taken;
    return taken;
  }

  const TokenView& view_;
  Amount& amount_;
  double total_ = 0;
  double group_ = 0;
  double last_scale_ = 1e18;
  bool fixed_ = false;  // nothing but a scale may follow the group
};

Figure figure_at(const TokenView& view, uint32_t i) {
  return read_figure(view.word(i), view.decimal_comma() ? FigureStyle::kDecimalComma
                                                        : FigureStyle::kDecimalPoint);
}

// The 11 000 of French and of science: groups of three after a no-break space, or a plain
// one where the language has it so.
void read_spaced_groups(const TokenView& view, Amount& amount) {
  Figure first = figure_at(view, amount.begin);
  if (!first.bare || first.digits > 3) return;
  for (uint32_t at = amount.end; view.has(at, kDigits); amount.end = ++at) {
    std::string_view gap = view.gap(at);
    Figure next = figure_at(view, at);
    bool thin = (view.spaced_thousands() && gap == " ") || gap == "\u00a0" ||
                gap == "\u202f" || gap == "\u2009";
    if (!thin || !next.bare || next.digits != 3) return;
    amount.value = amount.value * 1000 + next.value;
  }
}

std::optional<Amount> read_digits(const TokenView& view, uint32_t i) {
  Figure figure = figure_at(view, i);
  if (figure.kind != FigureKind::kPlain && figure.kind != FigureKind::kOrdinal)
    return std::nullopt;
  // COVID-19, F-16: part of a name.
  bool named = i > 0 && view.after_hyphen(i) && !view.has(i - 1, kDigits) &&
               view.capital(i - 1) && role_at(view, i - 1) == NumberRole::kNone;
  if (named) return std::nullopt;
  Amount amount{i, i + 1, figure.value};
  amount.money_scale = figure.money_scale;
  amount.ordinal = figure.kind == FigureKind::kOrdinal;
  if (amount.ordinal) return amount;
  read_spaced_groups(view, amount);
  if (is_scale(role_at(view, amount.end)) && view.joined(amount.end))
    WordReader(view, amount).continue_from(amount.value);
  return amount;
}

// millions · tens of thousands · thousands and thousands
Amount read_vague_scale(const TokenView& view, uint32_t i) {
  Amount amount{i, i + 1, word_at(view, i).value, true};
  for (uint32_t at = i + 1; view.after_space(at) && view.after_space(at + 1); at += 2) {
    const NumberWord& next = word_at(view, at + 1);
    if (next.role != NumberRole::kVagueScale) break;
    if (view.word(at) == "of") {
      amount.value *= next.value;
    } else if (view.word(at) == "and" || view.word(at) == "or") {
      amount.value = std::max(amount.value, next.value);
    } else {
      break;
    }
    amount.end = at + 2;
  }
  return amount;
}

// "several hundred": as large as its scale.
Amount read_vague(const TokenView& view, uint32_t begin, uint32_t at) {
  Amount amount{begin, at + 1, word_at(view, at).value, true};
  double scale = 1;
  while (is_scale(role_at(view, amount.end)) && view.after_space(amount.end))
    scale *= word_at(view, amount.end++).value;
  if (scale > 1) amount.value = scale;
  return amount;
}

// a few · a couple of · a number of · past few; the token of the word itself is `at`.
std::optional<Amount> read_few(const TokenView& view, uint32_t begin, uint32_t at) {
  std::string_view word = view.word(at);
  bool article = begin < at;
  bool of = view.next_is(at + 1, "of");
  if (word == "few") {
    if (!article && at > 0 && (view.word(at - 1) == "very" || view.word(at - 1) == "so"))
      return std::nullopt;
    return read_vague(view, begin, at);
  }
  if (word == "couple" && (of || is_scale(role_at(view, at + 1))))
    return read_vague(view, begin, at);
  if (article && of) return read_vague(view, begin, at);
  return std::nullopt;
}

// "two-thirds", "three quarters of", "a third of": after a whole number in `amount`.
bool read_denominator(const TokenView& view, Amount& amount) {
  uint32_t at = amount.end;
  if (amount.value < 1 || amount.value > 20 || amount.scaled || !view.joined(at))
    return false;
  const NumberWord& word = word_at(view, at);
  bool one = amount.value == 1;
  bool singular = word.role == NumberRole::kOrdinal && one && word.value > 2 &&
                  (view.after_hyphen(at) || view.next_is(at + 1, "of"));
  bool plural = word.role == NumberRole::kFraction && (one == (word.word == "quarter"));
  if (plural && word.value == 4)
    plural = view.after_hyphen(at) || view.next_is(at + 1, "of");
  if (!singular && !plural) return false;
  amount.value /= word.value;
  ++amount.end;
  return true;
}

constexpr std::array<std::string_view, 8> kAfterHalf = {"of",  "the", "its",   "his",
                                                        "her", "our", "their", "all"};

// half a million · half of · half the
std::optional<Amount> read_half(const TokenView& view, uint32_t i) {
  Amount amount{i, i + 1, 0.5};
  amount.worded = true;
  uint32_t at = i + 1;
  if (is_article(view.word(at)) && view.joined(at)) ++at;
  if (is_scale(role_at(view, at)) && view.joined(at)) {
    amount.end = at;
    WordReader(view, amount).continue_from(0.5);
    return amount;
  }
  bool share = view.after_space(i + 1) &&
               std::ranges::find(kAfterHalf, view.word(i + 1)) != kAfterHalf.end();
  if (share || role_at(view, i + 1) == NumberRole::kPercent) return amount;
  return std::nullopt;
}

// "a million", "a dozen", "a third of", "a few", "a half million".
std::optional<Amount> read_after_article(const TokenView& view, uint32_t i) {
  if (!view.after_space(i + 1)) return std::nullopt;
  Amount amount{i, i + 1, 1};
  amount.worded = true;
  NumberRole next = role_at(view, i + 1);
  if (is_scale(next)) {
    WordReader(view, amount).continue_from(1);
    return amount;
  }
  if (next == NumberRole::kFew) return read_few(view, i, i + 1);
  if (next == NumberRole::kHalf) {
    std::optional<Amount> half = read_half(view, i + 1);
    if (half) half->begin = i;
    return half;
  }
  if (read_denominator(view, amount)) return amount;
  return std::nullopt;
}

constexpr std::array<std::string_view, 19> kBeforePronoun = {
    "this", "that", "the",   "no",    "another", "any",  "each", "every", "which", "some",
    "good", "new",  "loved", "these", "those",   "next", "old",  "big",   "young"};
constexpr std::array<std::string_view, 25> kAfterPronoun = {
    "of",    "another", "is",   "was",  "has",  "had", "can",  "could", "should",
    "would", "might",   "must", "may",  "will", "who", "that", "which", "for",
    "to",    "in",      "on",   "with", "and",  "or",  "as"};

// The "one" that stands for a thing or for people.
bool is_pronoun(const TokenView& view, uint32_t i) {
  if (view.word(i) != "one" || view.after_hyphen(i + 1)) return false;
  if (!view.after_space(i + 1)) return true;
  auto in = [](const auto& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
  };
  NumberRole next = role_at(view, i + 1);
  if (is_scale(next) || next == NumberRole::kPercent) return false;
  bool after_half = view.word(i + 1) == "and" && view.next_is(i + 3, "half");
  if (after_half) return false;
  bool before = i > 0 && view.joined(i) && in(kBeforePronoun, view.word(i - 1));
  return before || in(kAfterPronoun, view.word(i + 1));
}

constexpr std::array<std::string_view, 9> kAfterMoment = {
    "ago", "later", "to", "before", "after", "and", "or", "of", "per"};

// Ordinals that count nothing: "at first", "first of all", "First, ...", "first
// lady", "a second ago", "per second".
bool is_idle_ordinal(const TokenView& view, uint32_t i) {
  std::string_view word = view.word(i), next = view.word(i + 1);
  std::string_view before = i > 0 && view.joined(i) ? view.word(i - 1) : "";
  if (word == "first") {
    return before == "at" || next == "lady" || next == "of" || next == "and" ||
           (view.has(i, kSentenceStart) && view.gap(i + 1).starts_with(','));
  }
  if (word != "second") return false;
  if (before == "per" || before == "split" || before == "each" || before == "every" ||
      next == "hand" || (i > 0 && view.has(i - 1, kDigits)) ||
      role_at(view, i - 1) == NumberRole::kUnit)
    return true;
  if (before != "a" && before != "one") return false;
  return !view.after_space(i + 1) ||
         std::ranges::find(kAfterMoment, next) != kAfterMoment.end();
}

std::optional<Amount> read_ordinal(const TokenView& view, uint32_t i) {
  if (is_idle_ordinal(view, i)) return std::nullopt;
  Amount amount{i, i + 1, word_at(view, i).value};
  amount.ordinal = amount.worded = true;
  return amount;
}

std::optional<Amount> read_words(const TokenView& view, uint32_t i) {
  Amount amount{i, i, 0};
  amount.worded = true;
  if (is_pronoun(view, i)) return std::nullopt;
  WordReader(view, amount).run();
  if (amount.end == i) return std::nullopt;
  if (read_denominator(view, amount)) return amount;
  // twenty-first, two hundredth
  const NumberWord& next = word_at(view, amount.end);
  bool tens = std::fmod(amount.value, 10) == 0 && amount.value >= 20 && next.value < 10;
  bool ordinal = next.role == NumberRole::kOrdinal && tens && view.joined(amount.end);
  if (ordinal) {
    amount.value += next.value;
    amount.ordinal = true;
    ++amount.end;
  }
  return amount;
}

}  // namespace

std::optional<Amount> read_amount(const TokenView& view, uint32_t i) {
  if (view.has(i, kDigits)) return read_digits(view, i);
  switch (role_at(view, i)) {
    case NumberRole::kUnit:
    case NumberRole::kTens:
      return read_words(view, i);
    case NumberRole::kVagueScale:
      if (view.word(i) == "scores" && view.word(i + 1) != "of") return std::nullopt;
      return read_vague_scale(view, i);
    case NumberRole::kVague:
      return read_vague(view, i, i);
    case NumberRole::kFew:
      return read_few(view, i, i);
    case NumberRole::kOrdinal:
      return read_ordinal(view, i);
    case NumberRole::kHalf:
      return read_half(view, i);
    default:
      break;
  }
  return is_article(view.word(i)) ? read_after_article(view, i) : std::nullopt;
}

}  // namespace unspin
