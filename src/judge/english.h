// The English words that the judge knows by what they do, one list an idea.
#pragma once

#include <cstdint>

namespace unspin {

// What a word does, or-ed: a word may do several things.
enum EnglishUse : uint32_t {
  kNegates = 1 << 0,       // not, never, without, "didn't"
  kReports = 1 << 1,       // verbs that hand on what someone says: said, warned
  kClaims = 1 << 2,        // ... and leave it open whether it is true: claimed, alleged
  kFunctionWord = 1 << 3,  // the, of, and, is: binds other words, names nothing
  kPronoun = 1 << 4,       // stands for a person or thing: he, they, who
  kTitle = 1 << 5,         // goes before a name and is none: president, mr
  kNameLink = 1 << 6,      // may stand inside a name: of, for, and, the, de, von
  kTimeUnit = 1 << 7,      // day, weeks, hour ...
  kAuxiliary = 1 << 8,     // has, was, will: stands between subject and verb
  kPreposition = 1 << 9,   // at, by, from, with
  kAmountWord = 1 << 10,   // many, several, few: an amount without a figure
  kArticle = 1 << 11,      // the, a, this, his: begins the name of a thing
  kCalendar = 1 << 12,     // Monday, June: capitalised, but no name
  kDenies = 1 << 14,       // negates by its sense: refused, failed, unlikely
  kRises = 1 << 15,        // goes up or well: rose, gained, profit
  kFalls = 1 << 16,        // goes down or badly: fell, lost, loss
  kModal = 1 << 18,        // may, must, would
  kClauseWord = 1 << 17,   // and, that, because: a clause begins
  kParticle = 1 << 20,     // up, down, off: mostly a part of the verb before
  kState = 1 << 21,        // was, closed, edged: before "up" and "down" of a market
  kResult = 1 << 22,       // ... what a business earned: profit, loss
  kMeasure = 1 << 23,      // unit of measure: miles, tonnes
  kStates = 1 << 19,       // verbs of saying that may take a clause: "said that"
  kTells = 1 << 24,        // ... and name first who is told: "told reporters that"
  kIntends = 1 << 25,      // ... or take a verb: "promised to leave"
  kSays = 1 << 26,         // say, and nothing but that
  kCurrency = 1 << 27,     // dollar, euro: a name without a capital
  kIntensifier = 1 << 13,  // very, most, highly: makes the next word stronger
};

// The uses of a word known by Token::word; 0 for all others.
uint32_t english_uses(uint64_t word);

inline bool is_english(uint64_t word, uint32_t uses) {
  return (english_uses(word) & uses) != 0;
}

// How sure a word makes what it speaks of: 1 doubtful ("may", "alleged"), 2 likely
// ("should", "probably"), 3 sure ("will", "certainly"); 0 when it says nothing on it.
int english_certainty(uint64_t word);

// Does it make a statement doubtful or likely that would be plain without it?
// True for "allegedly", not for "could", which also speaks of what one is able to.
bool is_english_hedge(uint64_t word);

// Prepositions that take opposite sides ("against", "for"; "before", "after"), and
// words for going up against words for going down.
bool are_english_opposites(uint64_t a, uint64_t b);

// How many a vague amount word means, roughly: "couple" 2, "few" 3, "several" 4,
// "many" 20; 0 when it is none.
double english_amount(uint64_t word);

}  // namespace unspin
