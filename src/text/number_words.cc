#include "text/number_words.h"

#include <array>

#include "base/hash.h"

namespace unspin {
namespace {

using enum NumberRole;

constexpr NumberWord kWords[] = {
    {"zero", kUnit, 0},
    {"one", kUnit, 1},
    {"two", kUnit, 2},
    {"three", kUnit, 3},
    {"four", kUnit, 4},
    {"five", kUnit, 5},
    {"six", kUnit, 6},
    {"seven", kUnit, 7},
    {"eight", kUnit, 8},
    {"nine", kUnit, 9},
    {"ten", kUnit, 10},
    {"eleven", kUnit, 11},
    {"twelve", kUnit, 12},
    {"thirteen", kUnit, 13},
    {"fourteen", kUnit, 14},
    {"fifteen", kUnit, 15},
    {"sixteen", kUnit, 16},
    {"seventeen", kUnit, 17},
    {"eighteen", kUnit, 18},
    {"nineteen", kUnit, 19},
    {"twenty", kTens, 20},
    {"thirty", kTens, 30},
    {"forty", kTens, 40},
    {"fourty", kTens, 40},
    {"fifty", kTens, 50},
    {"sixty", kTens, 60},
    {"seventy", kTens, 70},
    {"eighty", kTens, 80},
    {"ninety", kTens, 90},
    {"hundred", kHundred, 100},
    {"dozen", kScale, 12},
    {"thousand", kScale, 1e3},
    {"million", kScale, 1e6},
    {"mn", kScale, 1e6},
    {"mln", kScale, 1e6},
    {"billion", kScale, 1e9},
    {"bn", kScale, 1e9},
    {"bln", kScale, 1e9},
    {"trillion", kScale, 1e12},
    {"trn", kScale, 1e12},
    {"tens", kVagueScale, 10},
    {"dozens", kVagueScale, 12},
    {"scores", kVagueScale, 20},
    {"hundreds", kVagueScale, 1e2},
    {"thousands", kVagueScale, 1e3},
    {"millions", kVagueScale, 1e6},
    {"billions", kVagueScale, 1e9},
    {"trillions", kVagueScale, 1e12},
    {"several", kVague, 3},
    {"multiple", kVague, 3},
    {"numerous", kVague, 3},
    {"countless", kVague, 3},
    {"few", kFew, 3},
    {"couple", kFew, 2},
    {"handful", kFew, 5},
    {"number", kFew, 3},
    {"first", kOrdinal, 1},
    {"second", kOrdinal, 2},
    {"third", kOrdinal, 3},
    {"fourth", kOrdinal, 4},
    {"fifth", kOrdinal, 5},
    {"sixth", kOrdinal, 6},
    {"seventh", kOrdinal, 7},
    {"eighth", kOrdinal, 8},
    {"ninth", kOrdinal, 9},
    {"tenth", kOrdinal, 10},
    {"eleventh", kOrdinal, 11},
    {"twelfth", kOrdinal, 12},
    {"thirteenth", kOrdinal, 13},
    {"fourteenth", kOrdinal, 14},
    {"fifteenth", kOrdinal, 15},
    {"sixteenth", kOrdinal, 16},
    {"seventeenth", kOrdinal, 17},
    {"eighteenth", kOrdinal, 18},
    {"nineteenth", kOrdinal, 19},
    {"twentieth", kOrdinal, 20},
    {"thirtieth", kOrdinal, 30},
    {"fortieth", kOrdinal, 40},
    {"fiftieth", kOrdinal, 50},
    {"sixtieth", kOrdinal, 60},
    {"seventieth", kOrdinal, 70},
    {"eightieth", kOrdinal, 80},
    {"ninetieth", kOrdinal, 90},
    {"hundredth", kOrdinal, 100},
    {"thousandth", kOrdinal, 1e3},
    {"thirds", kFraction, 3},
    {"quarter", kFraction, 4},
    {"quarters", kFraction, 4},
    {"fifths", kFraction, 5},
    {"sixths", kFraction, 6},
    {"sevenths", kFraction, 7},
    {"eighths", kFraction, 8},
    {"ninths", kFraction, 9},
    {"tenths", kFraction, 10},
    {"half", kHalf, 0.5},
    {"january", kMonth, 1},
    {"jan", kMonth, 1},
    {"february", kMonth, 2},
    {"feb", kMonth, 2},
    {"march", kMonthOrWord, 3},
    {"mar", kMonthOrWord, 3},
    {"april", kMonth, 4},
    {"apr", kMonth, 4},
    {"may", kMonthOrWord, 5},
    {"june", kMonth, 6},
    {"jun", kMonthOrWord, 6},
    {"july", kMonth, 7},
    {"jul", kMonthOrWord, 7},
    {"august", kMonthOrWord, 8},
    {"aug", kMonth, 8},
    {"september", kMonth, 9},
    {"sept", kMonth, 9},
    {"sep", kMonth, 9},
    {"october", kMonth, 10},
    {"oct", kMonth, 10},
    {"november", kMonth, 11},
    {"nov", kMonth, 11},
    {"december", kMonth, 12},
    {"dec", kMonth, 12},
    {"monday", kWeekday, 1},
    {"tuesday", kWeekday, 2},
    {"wednesday", kWeekday, 3},
    {"thursday", kWeekday, 4},
    {"friday", kWeekday, 5},
    {"saturday", kWeekday, 6},
    {"sunday", kWeekday, 7},
    {"dollar", kCurrency, 0, "usd"},
    {"dollars", kCurrency, 0, "usd"},
    {"usd", kCurrency, 0, "usd"},
    {"bucks", kCurrency, 0, "usd"},
    {"euro", kCurrency, 0, "eur"},
    {"euros", kCurrency, 0, "eur"},
    {"eur", kCurrency, 0, "eur"},
    {"pounds", kCurrency, 0, "gbp"},
    {"gbp", kCurrency, 0, "gbp"},
    {"yen", kCurrency, 0, "jpy"},
    {"jpy", kCurrency, 0, "jpy"},
    {"yuan", kCurrency, 0, "cny"},
    {"cny", kCurrency, 0, "cny"},
    {"ruble", kCurrency, 0, "rub"},
    {"rubles", kCurrency, 0, "rub"},
    {"roubles", kCurrency, 0, "rub"},
    {"rub", kCurrency, 0, "rub"},
    {"rupees", kCurrency, 0, "inr"},
    {"inr", kCurrency, 0, "inr"},
    {"francs", kCurrency, 0, "chf"},
    {"chf", kCurrency, 0, "chf"},
    {"pesos", kCurrency, 0, "mxn"},
    {"cent", kCent, 0.01, "usd"},
    {"cents", kCent, 0.01, "usd"},
    {"percent", kPercent, 0.01},
    {"pct", kPercent, 0.01},
};

// Open addressing, at most a quarter full.
struct Table {
  static constexpr size_t kSlots = 1024;
  struct Slot {
    uint64_t hash = 0;
    const NumberWord* word = nullptr;
  };
  std::array<Slot, kSlots> slots{};
  NumberWord none;

  Table() {
    static_assert(std::size(kWords) * 4 <= kSlots);
    for (const NumberWord& word : kWords) {
      uint64_t hash = hash_word(word.word);
      size_t i = hash % kSlots;
      while (slots[i].word) i = (i + 1) % kSlots;
      slots[i] = {hash, &word};
    }
  }
};

}  // namespace

const NumberWord& number_word(uint64_t hash) {
  static const Table table;
  for (size_t i = hash % Table::kSlots; table.slots[i].word; i = (i + 1) % Table::kSlots)
    if (table.slots[i].hash == hash) return *table.slots[i].word;
  return table.none;
}

}  // namespace unspin
