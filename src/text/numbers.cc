// This file finds the numbers of a document and what they are numbers of.
//
// At each token a date is tried first (dates.cc), then an amount (amounts.cc). What
// stands around an amount makes it money or a share and says how exactly it is
// meant: currency signs in the gap before, words of currency or percent after, "over"
// before, "or more" after. Amounts that a range ties together share what only the
// second one says: "5 to 10 percent", "$5-10 million".
//
// Every look is at a fixed number of neighbours, so the whole is linear.

#include "text/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/amounts.h"
#include "text/dates.h"
#include "text/number_words.h"

namespace unspin {
namespace {

struct BoundPhrase {
  std::array<std::string_view, 3> words;  // in order; empty ones at the front
  Bound bound;
};

// Longer phrases before the shorter ones that end them.
constexpr BoundPhrase kBounds[] = {
    {{"no", "fewer", "than"}, Bound::kAtLeast}, {{"no", "less", "than"}, Bound::kAtLeast},
    {{"not", "less", "than"}, Bound::kAtLeast}, {{"in", "excess", "of"}, Bound::kAtLeast},
    {{"no", "more", "than"}, Bound::kAtMost},   {{"not", "more", "than"}, Bound::kAtMost},
    {{"as", "many", "as"}, Bound::kAtMost},     {{"as", "much", "as"}, Bound::kAtMost},
    {{"", "more", "than"}, Bound::kAtLeast},    {{"", "at", "least"}, Bound::kAtLeast},
    {{"", "upwards", "of"}, Bound::kAtLeast},   {{"", "upward", "of"}, Bound::kAtLeast},
    {{"", "greater", "than"}, Bound::kAtLeast}, {{"", "well", "over"}, Bound::kAtLeast},
    {{"", "less", "than"}, Bound::kAtMost},     {{"", "fewer", "than"}, Bound::kAtMost},
    {{"", "at", "most"}, Bound::kAtMost},       {{"", "up", "to"}, Bound::kAtMost},
    {{"", "close", "to"}, Bound::kAbout},       {{"", "an", "estimated"}, Bound::kAbout},
    {{"", "or", "so"}, Bound::kAbout},          {{"", "", "over"}, Bound::kAtLeast},
    {{"", "", "above"}, Bound::kAtLeast},       {{"", "", "exceeding"}, Bound::kAtLeast},
    {{"", "", "under"}, Bound::kAtMost},        {{"", "", "below"}, Bound::kAtMost},
    {{"", "", "about"}, Bound::kAbout},         {{"", "", "around"}, Bound::kAbout},
    {{"", "", "some"}, Bound::kAbout},          {{"", "", "nearly"}, Bound::kAbout},
    {{"", "", "almost"}, Bound::kAbout},        {{"", "", "roughly"}, Bound::kAbout},
    {{"", "", "approximately"}, Bound::kAbout}, {{"", "", "approx"}, Bound::kAbout},
    {{"", "", "circa"}, Bound::kAbout},         {{"", "", "estimated"}, Bound::kAbout},
};

struct CurrencySign {
  std::string_view sign;
  const char* unit;
};
constexpr CurrencySign kSigns[] = {
    {"$", "usd"},      {"\u20ac", "eur"}, {"\u00a3", "gbp"},
    {"\u00a5", "jpy"}, {"\u20b9", "inr"}, {"\u20bd", "rub"},
    {"\u20a9", "krw"}, {"\u20aa", "ils"}, {"\u20ba", "try"}};

// What may stand before "$", glued to it.
constexpr CurrencySign kDollars[] = {
    {"us", "usd"}, {"u.s", "usd"}, {"c", "cad"},  {"ca", "cad"}, {"a", "aud"},
    {"au", "aud"}, {"hk", "hkd"},  {"nz", "nzd"}, {"s", "sgd"},  {"r", "brl"}};

class NumberFinder {
 public:
  NumberFinder(std::string_view text, const Tokens& tokens, std::string_view language)
      : view_(text, tokens, language) {}

  std::vector<Number> find() {
    uint32_t i = 0;
    while (i < view_.size()) {
      if (!read_at(i)) {
        ++i;
        continue;
      }
      i = numbers_.back().tokens.end;
    }
    return std::move(numbers_);
  }

 private:
  // Appends the number that begins at token i.
  bool read_at(uint32_t i) {
    if (std::optional<Number> found = read_date(view_, i)) {
      // "around 2015" bounds, "over the years" does not get here.
      if (found->unit != "weekday" && found->unit != "month") take_bound_before(*found);
      numbers_.push_back(std::move(*found));
      return true;
    }
    std::optional<Amount> amount = read_amount(view_, i);
    if (!amount) return false;
    numbers_.push_back(number_of(*amount));
    share_range(*amount);
    previous_ = *amount;
    return true;
  }

  Number number_of(const Amount& amount) {
    Number number;
    number.tokens = {amount.begin, amount.end};
    number.value = amount.value;
    if (amount.vague) number.bound = Bound::kVague;
    if (amount.ordinal) {
      number.kind = NumberKind::kOrdinal;
      return number;
    }
    if (!take_percent(number)) take_money(number, amount);
    take_sign(number);
    take_bound_before(number);
    take_bound_after(number);
    return number;
  }

  // The earliest token a number may reach back to.
  uint32_t floor() const { return numbers_.empty() ? 0 : numbers_.back().tokens.end; }

  // 5 % · 5 percent · 5 per cent · 5 percentage points
  bool take_percent(Number& number) {
    uint32_t& end = number.tokens.end;
    std::string_view gap = view_.gap(end);
    bool sign = gap.starts_with('%') || gap.starts_with(" %") ||
                gap.starts_with("\u00a0%") || gap.starts_with("\u202f%");
    if (!sign) {
      bool word = number_word(view_.hash(end)).role == NumberRole::kPercent;
      bool per_cent = view_.word(end) == "per" && view_.next_is(end + 1, "cent");
      bool points = view_.word(end) == "percentage" &&
                    (view_.next_is(end + 1, "points") || view_.next_is(end + 1, "point"));
      if (!view_.joined(end) || !(word || per_cent || points)) return false;
      end += word ? 1 : 2;
    }
    number.kind = NumberKind::kPercent;
    number.value /= 100;
    return true;
  }

  void take_money(Number& number, const Amount& amount) {
    if (!take_sign_before(number) && !take_sign_after(number) &&
        !take_currency_word(number, amount))
      return;
    number.kind = NumberKind::kMoney;
    number.value *= amount.money_scale;
  }

  // $40 · US$40 · USD 40 · € 40
  bool take_sign_before(Number& number) {
    uint32_t begin = number.tokens.start;
    std::string_view gap = view_.gap(begin);
    if (gap.ends_with(' ')) gap.remove_suffix(1);
    for (const CurrencySign& sign : kSigns) {
      if (!gap.ends_with(sign.sign)) continue;
      number.unit = sign.unit;
      if (gap == "$" && begin > floor()) take_dollar_country(number);
      return true;
    }
    const NumberWord& code = number_word(begin > floor() ? view_.hash(begin - 1) : 0);
    bool all_caps = code.role == NumberRole::kCurrency && view_.after_space(begin) &&
                    view_.has(begin - 1, kAllCaps);
    if (!all_caps) return false;
    number.unit = code.unit;
    --number.tokens.start;
    return true;
  }

  void take_dollar_country(Number& number) {
    std::string_view before = view_.word(number.tokens.start - 1);
    bool capital = view_.capital(number.tokens.start - 1);
    for (const CurrencySign& country : kDollars) {
      if (before != country.sign || !capital) continue;
      number.unit = country.unit;
      --number.tokens.start;
      return;
    }
  }

  // 40 €, 40€
  bool take_sign_after(Number& number) {
    std::string_view gap = view_.gap(number.tokens.end);
    if (gap.starts_with(' ')) gap.remove_prefix(1);
    if (gap.starts_with("\u00a0")) gap.remove_prefix(2);
    for (const CurrencySign& sign : kSigns) {
      // "40 $" is rare and "5 $3 notes" is not: the dollar stands before.
      if (sign.sign == "$" || !gap.starts_with(sign.sign)) continue;
      if (gap.size() == sign.sign.size() && view_.has(number.tokens.end, kDigits))
        continue;
      number.unit = sign.unit;
      return true;
    }
    return false;
  }

  // 40 dollars · 40 U.S. dollars · 50 cents
  bool take_currency_word(Number& number, const Amount& amount) {
    uint32_t at = number.tokens.end;
    std::string_view first = view_.word(at);
    if ((first == "us" || first == "u.s") && view_.has(at, kAllCaps)) ++at;
    bool joined = view_.joined(number.tokens.end);
    const NumberWord& word = number_word(view_.hash(at));
    bool cents = word.role == NumberRole::kCent;
    if (!joined || !(word.role == NumberRole::kCurrency || cents)) return false;
    // Pounds weigh more often than they cost.
    bool sterling = view_.next_is(at + 1, "sterling");
    if (word.word == "pounds" && !sterling && !amount.scaled) return false;
    if (cents) number.value *= word.value;
    number.unit = word.unit;
    number.tokens.end = at + 1 + sterling;
    return true;
  }

  // A minus sign that is no dash between words.
  void take_sign(Number& number) {
    std::string_view gap = view_.gap(number.tokens.start);
    bool minus = gap.ends_with("\u2212") || gap.ends_with(" -") || gap == "-$" ||
                 gap.ends_with(" -$");
    if (minus && view_.has(number.tokens.start, kDigits)) number.value = -number.value;
  }

  void take_bound_before(Number& number) {
    uint32_t begin = number.tokens.start;
    for (const BoundPhrase& phrase : kBounds) {
      uint32_t at = begin;
      bool matches = true;
      for (size_t k = 3; matches && k > 0 && !phrase.words[k - 1].empty(); --k) {
        matches = at > floor() && view_.word(at - 1) == phrase.words[k - 1] &&
                  (at == begin ? reaches_back(at) : view_.after_space(at));
        at -= matches;
      }
      if (!matches) continue;
      number.tokens.start = at;
      if (number.bound != Bound::kVague) number.bound = phrase.bound;
      return;
    }
  }

  // Only a space, or a space and a currency sign, before token `at`.
  bool reaches_back(uint32_t at) const {
    if (view_.after_space(at)) return true;
    std::string_view gap = view_.gap(at);
    return gap.size() <= 5 && gap.starts_with(' ') &&
           std::ranges::any_of(kSigns, [&](const CurrencySign& sign) {
             return gap.substr(1).starts_with(sign.sign);
           });
  }

  // 100+ · 100 or more · 100 or so
  void take_bound_after(Number& number) {
    uint32_t& end = number.tokens.end;
    Bound bound = Bound::kExact;
    if (view_.gap(end).starts_with('+')) bound = Bound::kAtLeast;
    if (view_.next_is(end, "plus") && view_.after_hyphen(end)) bound = Bound::kAtLeast;
    if (bound != Bound::kExact) {
      end += !view_.gap(end).starts_with('+');
    } else if (view_.next_is(end, "or") && view_.after_space(end + 1)) {
      std::string_view word = view_.word(end + 1);
      if (word == "more") bound = Bound::kAtLeast;
      if (word == "less" || word == "fewer") bound = Bound::kAtMost;
      if (word == "so") bound = Bound::kAbout;
      if (bound != Bound::kExact) end += 2;
    }
    if (bound != Bound::kExact && number.bound == Bound::kExact) number.bound = bound;
  }

  // "5 to 10 percent", "$5-10 million": the number before the last takes what only
  // the last one says.
  void share_range(const Amount& amount) {
    if (numbers_.size() < 2) return;
    const Number& last = numbers_.back();
    Number& before = numbers_[numbers_.size() - 2];
    if (previous_.end != before.tokens.end || before.kind == NumberKind::kDate ||
        !is_range(before.tokens.end, last.tokens.start))
      return;
    if (amount.scaled && !amount.worded && !previous_.scaled && !previous_.vague &&
        before.kind != NumberKind::kOrdinal)
      before.value *= scale_of(amount);
    if (before.kind == NumberKind::kCardinal && last.kind == NumberKind::kPercent) {
      before.kind = NumberKind::kPercent;
      before.value /= 100;
    }
    if (before.kind == NumberKind::kCardinal && last.kind == NumberKind::kMoney)
      before.kind = NumberKind::kMoney, before.unit = last.unit;
    if (before.kind == NumberKind::kMoney && last.kind == NumberKind::kCardinal &&
        !last.tokens.empty())
      numbers_.back().kind = NumberKind::kMoney, numbers_.back().unit = before.unit;
  }

  bool is_range(uint32_t end, uint32_t start) const {
    std::string_view gap = view_.gap(start);
    if (end == start)
      return gap.starts_with('-') || gap.starts_with("\u2013") || gap.starts_with("%-") ||
             gap.starts_with("%\u2013");
    return end + 1 == start && view_.next_is(end, "to");
  }

  double scale_of(const Amount& amount) const {
    double scale = 1;
    for (uint32_t i = amount.begin + 1; i < amount.end; ++i) {
      const NumberWord& word = number_word(view_.hash(i));
      bool scales = word.role == NumberRole::kScale || word.role == NumberRole::kHundred;
      if (scales) scale *= word.value;
    }
    return scale;
  }

  TokenView view_;
  std::vector<Number> numbers_;
  Amount previous_;
};

}  // namespace

std::vector<Number> find_numbers(std::string_view text, const Tokens& tokens,
                                 std::string_view language) {
  return NumberFinder(text, tokens, language).find();
}

}  // namespace unspin
