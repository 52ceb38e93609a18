// Here is one text alone, give me for each of its words how it fits its place, and
// whether another word that it may stand for fits better.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin {

// What is measured of a word; see measure_words. tools/train_check.py names them too.
enum CheckFeature : uint8_t {
  kRarity,         // log share of running words
  kFitBefore,      // how much oftener than by chance it follows the word before, in nats
  kFitAfter,       // and the next follows it
  kPairBefore,     // log (1 + count) of the pair with the word before
  kPairAfter,      // and with the next
  kRarityBefore,   // of the word before; 0 without one
  kRarityAfter,    // of the next
  kGain,           // how much likelier the best stand-in is here, in nats
  kGainSum,        // ... and all of them together
  kGainSynonym,    // ... and the best of the synonyms
  kGainBefore,     // how much better the best stand-in fits the word before
  kGainAfter,      // and the next
  kGainRarity,     // how much commoner the commonest stand-in is
  kStandIns,       // log (1 + how many)
  kSenses,         // in the dictionary
  kShape,          // 0 lower case, 1 capitalised, 2 capitals
  kFirst,          // of its sentence
  kKnown,          // 1 counted, 2 in the dictionary, 3 both, 0 neither
  kInExpression,   // words of the entry it is part of
  kPhraseGain,     // gain of one word in place of a phrase that it is part of
  kLetters,        // length
  kRarityForm,     // log share of the word among the words with its stem
  kEnding,         // 1 -s, 2 -ed, 3 -ing, else 0
  kRepeated,       // log of how often its stem is in the text
  kBroken,         // log (1 + count) of the strongest expression a stand-in would mend
  kNeighbourGain,  // kGain of the word before and the next, the larger
  kCheckFeatures
};
using CheckRow = std::array<float, kCheckFeatures>;

// What stands for "there is none" among gains.
constexpr float kNoGain = -12;

// A word that was measured.
struct MeasuredWord {
  uint32_t token = 0;
  CheckRow row{};
};

// A token that a spinner may have put there: no figure, none of the commonest words.
bool may_be_stand_in(const Tokens& tokens, uint32_t i, const Lexicon& lexicon);

// The words that may be stand-ins, in order.
//
// Cost: a few microseconds a word, most of it for look-ups of pairs.
std::vector<MeasuredWord> measure_words(const Tokens& tokens, const Lexicon& lexicon);

// How well a word fits between two others, which may be none (0), in nats.
class Fitting {
 public:
  explicit Fitting(const Lexicon& lexicon);

  // Log share of running words; a word that was not counted as if half a time.
  double rarity(uint64_t word) const { return rarity_of(lexicon_.count(word)); }
  double rarity_of(uint32_t count) const;

  // How much oftener than by chance `second` follows `first`; 0 when one is none.
  double fit(uint64_t first, uint64_t second) const;

  // The same from how often the pair, the first and the second are counted.
  double fit_of(uint32_t pair, uint32_t first, uint32_t second) const;

  // How often a word is counted as the first of a pair.
  uint32_t count_before(uint64_t word) const;

  // How often it does. "a" and "an" are one word here: which of them stands before a word
  // that was put in tells how careful the spinner is, not whether there was one.
  uint32_t count(uint64_t first, uint64_t second) const;

 private:
  const Lexicon& lexicon_;
  double total_ = 1;
  double log_total_ = 0;
};

// The words around a place in a sentence; 0 where it ends.
struct Place {
  uint64_t before = 0;
  uint64_t after = 0;
};
Place place_of(const Tokens& tokens, TokenSpan span);

// 1 -s, 2 -ed, 3 -ing, else 0.
int ending_of(std::string_view word);

// Whether a spinner could have put a word with the ending `found` for one with
// `expected`: it keeps number and tense, but irregular pasts look like anything.
bool endings_agree(int found, int expected);

}  // namespace unspin
