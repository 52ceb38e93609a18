// This file compares figures, amounts and dates by value.
//
// Two numbers are compared when they stand for each other in the alignment. Written
// differently they are the same number ("24", "twenty-four"; "11,000", "11000"), and
// the same number may be meant differently ("over 11,000", "around 11,000"). A number
// without a number over there is a change only if something took its place: dropping
// a figure leaves the reader with less, not with something wrong.
//
// Rewrites by hand move figures about in a sentence, and an alignment then pairs what
// does not belong together. A figure that stands anywhere in the sentences over there
// is therefore taken as kept, unless the word it counts was kept beside the other
// figure: "10 dead and 5 hurt" against "5 dead and 10 hurt" is two changes.

#include <algorithm>
#include <cmath>

#include "judge/draft.h"
#include "judge/english.h"
#include "judge/phrase.h"

namespace unspin {
namespace {

bool same_value(double x, double y) {
  return std::abs(x - y) <= 1e-9 * std::max({1.0, std::abs(x), std::abs(y)});
}

// What a date says; 0 for what it leaves open.
struct DateParts {
  int64_t year = 0, month = 0, day = 0, weekday = 0;
};

DateParts parts_of(const Number& date) {
  auto value = static_cast<int64_t>(date.value);
  if (date.unit == "weekday") return {.weekday = value};
  if (date.unit == "year") return {.year = value};
  if (date.unit == "month") return {.year = value / 100, .month = value % 100};
  if (date.unit == "day") return {value / 10000, value / 100 % 100, value % 100, 0};
  return {};
}

// Does neither deny what the other says? "June 18, 2024" and "June" agree.
bool same_date(const Number& x, const Number& y) {
  DateParts a = parts_of(x), b = parts_of(y);
  // Half a day apart: one of them may leave "p.m." to the reader.
  if (x.unit == "time" && y.unit == "time")
    return same_value(std::fmod(x.value, 1200), std::fmod(y.value, 1200));
  if (x.unit == "decade" && y.unit == "decade") return same_value(x.value, y.value);
  auto agree = [](int64_t p, int64_t q) { return p == 0 || q == 0 || p == q; };
  return agree(a.year, b.year) && agree(a.month, b.month) && agree(a.day, b.day) &&
         agree(a.weekday, b.weekday);
}

bool same_kind(const Number& x, const Number& y) {
  bool date_x = x.kind == NumberKind::kDate, date_y = y.kind == NumberKind::kDate;
  return date_x == date_y;
}

bool same_number(const Number& x, const Number& y) {
  if (!same_kind(x, y)) return false;
  if (x.kind == NumberKind::kDate) return same_date(x, y);
  bool other_currency = !x.unit.empty() && !y.unit.empty() && x.unit != y.unit;
  return same_value(x.value, y.value) && !other_currency;
}

// How exactly it is meant, as a set of values: does one admit what the other denies?
Severity severity_of(Bound x, Bound y) {
  auto loose = [](Bound b) { return b == Bound::kExact || b == Bound::kAbout; };
  return loose(x) && loose(y) ? Severity::kWording : Severity::kFact;
}

class NumberPass {
 public:
  NumberPass(const Sight& sight, std::vector<Draft>& drafts)
      : sight_(sight), drafts_(drafts) {}

  void look_at(const Number& number) {
    TokenSpan other = sight_.map.counterpart(number.tokens);
    const Number* rival = number_at(other);
    if (rival) {
      compare(number, *rival);
      if (same_number(number, *rival)) compare_units(number, *rival);
    } else if (!other.empty()) {
      compare_with_words(number, other);
    }
  }

  // "Fridays" against "Saturdays": days that come again are no dates to find_numbers.
  void look_at_calendar(uint32_t i) {
    const Fate& fate = sight_.map[i];
    if (!fate.replaced() || fate.here.size() != 1 || fate.there.size() != 1) return;
    uint32_t j = fate.there.start;
    std::string_view x = here().word(i), y = there().word(j);
    bool days = here()[i].has(kCapitalised) && there()[j].has(kCapitalised) &&
                is_english(there()[j].word, kCalendar) &&
                x.substr(0, 3) != y.substr(0, 3);
    if (days && !number_at(fate.there))
      add(ChangeKind::kDate, Severity::kFact, fate.here, fate.there);
  }

  // "recent years" against "latest many years": an amount came in or went.
  void look_at_amount(uint32_t i) {
    const Fate& fate = sight_.map[i];
    if (fate.same() || fate.here.size() > 3 || fate.there.size() > 3) return;
    // What it counts must have stayed.
    uint32_t counted = std::max(i + 1, fate.here.end);
    if (counted >= sight_.map.size() || !sight_.map[counted].same()) return;
    TokenSpan other = sight_.map.counterpart({fate.here.start, counted + 1});
    TokenSpan place = around(there(), other, 2);
    if (number_at(place)) return;
    for (uint32_t j = place.start; j < place.end; ++j)
      if (english_amount(there()[j].word) != 0) return;
    TokenSpan at = with_left(sight_.here.text, here(), {i, counted + 1});
    drafts_.push_back(
        draft_wide(sight_, ChangeKind::kQuantity, Severity::kWording, at, other));
  }

 private:
  const Tokens& here() const { return sight_.here.tokens; }
  const Tokens& there() const { return sight_.there.tokens; }

  // The number over there that shares most with `place`.
  const Number* number_at(TokenSpan place) const {
    const std::vector<Number>& numbers = sight_.there.numbers;
    auto n = std::ranges::lower_bound(numbers, place.start + 1, {},
                                      [](const Number& x) { return x.tokens.end; });
    const Number* best = nullptr;
    uint32_t most = 0;
    for (; n != numbers.end() && n->tokens.start < place.end; ++n) {
      uint32_t common =
          std::min(n->tokens.end, place.end) - std::max(n->tokens.start, place.start);
      if (common > most) best = &*n, most = common;
    }
    return best;
  }

  void compare(const Number& x, const Number& y) {
    if (!same_number(x, y)) {
      if (!same_kind(x, y) || in_other_zones(x, y)) return;
      bool counted_kept = counts_the_same(x, y);
      // A share against a price: what does not belong together was paired.
      if (!counted_kept && x.kind != y.kind) return;
      if (!counted_kept &&
          (stands_in(sight_.there, y.tokens, x) || stands_in(sight_.here, x.tokens, y)))
        return;
      add(x.kind == NumberKind::kDate                            ? ChangeKind::kDate
          : x.bound == Bound::kVague || y.bound == Bound::kVague ? ChangeKind::kQuantity
                                                                 : ChangeKind::kNumber,
          Severity::kFact, x.tokens, y.tokens);
    } else if (x.bound != y.bound && x.kind != NumberKind::kDate) {
      add(ChangeKind::kQuantity, severity_of(x.bound, y.bound), x.tokens, y.tokens);
    }
  }

  // "5 p.m. EDT" against "2100 GMT": one time of day, counted from elsewhere.
  bool in_other_zones(const Number& x, const Number& y) const {
    if (x.unit != "time" || y.unit != "time") return false;
    auto zone = [](const Tokens& tokens, uint32_t i) -> uint64_t {
      return i < tokens.size() && tokens[i].has(kAllCaps) ? tokens[i].word : 0;
    };
    return zone(here(), x.tokens.end) != zone(there(), y.tokens.end);
  }

  // Is the word after x the counterpart of the word after y?
  bool counts_the_same(const Number& x, const Number& y) const {
    uint32_t next = x.tokens.end;
    if (next >= here().size() || y.tokens.end >= there().size()) return false;
    const Fate& fate = sight_.map[next];
    return fate.same() && fate.there.start == y.tokens.end;
  }

  // Does the sentence around `place` say the number `x` somewhere?
  bool stands_in(const SideView& side, TokenSpan place, const Number& x) const {
    TokenSpan sentence = side.tokens.sentence_of(place.start);
    auto n = std::ranges::lower_bound(side.numbers, sentence.start, {},
                                      [](const Number& y) { return y.tokens.start; });
    for (; n != side.numbers.end() && n->tokens.start < sentence.end; ++n)
      if (same_number(x, *n)) return true;
    return false;
  }

  // "two days" against "two weeks", "two-day" against "two-working day".
  void compare_units(const Number& x, const Number& y) {
    uint32_t unit = x.tokens.end, there_at = y.tokens.end;
    if (unit >= here().size() || there_at >= there().size()) return;
    if (!is_english(here()[unit].word, kTimeUnit | kMeasure)) return;
    const Fate& fate = sight_.map[unit];
    if (!fate.inside || fate.there.empty()) return;
    TokenSpan place = fate.there;
    auto is_unit = [&](uint32_t j) {
      return is_english(there()[j].word, kTimeUnit | kMeasure);
    };
    TokenSpan at{x.tokens.start, unit + 1};
    if (fate.replaced() && place.size() == 1 && is_unit(place.start) &&
        here()[unit].stem != there()[place.start].stem &&
        fate.kinship != Kinship::kSpelling && fate.kinship != Kinship::kSynonym)
      add(ChangeKind::kQuantity, Severity::kFact, at, {y.tokens.start, place.end});
    // Something came between the number and what it counts.
    bool unit_kept =
        place.end > place.start && there()[place.end - 1].stem == here()[unit].stem;
    if (unit_kept && place.end - 1 > there_at && place.end - there_at <= 3)
      add(ChangeKind::kQuantity, Severity::kFact, at, {y.tokens.start, place.end});
  }

  // A number against words without one. Vague amounts may be told by other words.
  void compare_with_words(const Number& number, TokenSpan other) {
    if (number.kind == NumberKind::kDate || number.kind == NumberKind::kOrdinal) return;
    if (stands_in(sight_.there, other, number)) return;
    for (uint32_t j = other.start; j < other.end; ++j) {
      double amount = english_amount(there()[j].word);
      if (amount == 0 || same_value(amount, number.value)) continue;
      add(ChangeKind::kQuantity, Severity::kFact, number.tokens, other);
      return;
    }
  }

  // Amounts are shown with what they count: "few months".
  void add(ChangeKind kind, Severity severity, TokenSpan at, TokenSpan other) {
    if (kind == ChangeKind::kQuantity) {
      at = with_right(sight_.here.text, here(), at);
      other = with_right(sight_.there.text, there(), other);
    }
    drafts_.push_back(sight_.draft(kind, severity, at, other));
  }

  const Sight& sight_;
  std::vector<Draft>& drafts_;
};

// Amounts and days that find_numbers does not list.
void find_other_changes(const Sight& sight, NumberPass& pass) {
  auto number = sight.here.numbers.begin();
  for (uint32_t i = 0; i < sight.map.size(); ++i) {
    if (!sight.map[i].inside || sight.map[i].same()) continue;
    uint64_t word = sight.here.tokens[i].word;
    bool amount = english_amount(word) != 0;
    if (!amount && !is_english(word, kCalendar)) continue;
    while (number != sight.here.numbers.end() && number->tokens.end <= i) ++number;
    bool counted = number != sight.here.numbers.end() && number->tokens.contains(i);
    if (!counted) amount ? pass.look_at_amount(i) : pass.look_at_calendar(i);
  }
}

}  // namespace

void find_number_changes(const Sight& sight, std::vector<Draft>& drafts) {
  NumberPass pass(sight, drafts);
  for (const Number& number : sight.here.numbers)
    if (sight.map.inside(number.tokens) == number.tokens.size()) pass.look_at(number);
  find_other_changes(sight, pass);
}

}  // namespace unspin
