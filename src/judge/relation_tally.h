// How the words of aligned passages were kept, replaced and moved, counted.
#pragma once

#include <array>

#include "align/words.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin {

struct Tally {
  // Tokens of both sides by what became of them; replaced ones by kinship.
  double equal = 0;      // the same words at the same place
  double moved = 0;      // the same words elsewhere, or inside a moved stretch
  double inflected = 0;  // replaced by another form or spelling of the word
  double akin = 0;       // replaced by a synonym or related term
  double foreign = 0;    // replaced by anything else
  double added = 0;      // on one side only
  double facts = 0;      // names, figures and opposites, replaced by one another

  // Of the replaced ones but inflected and facts, those that belong to grammar: "of",
  // "the".
  double grammar = 0;

  // Replacements by another word, akin or foreign: one by one where as many words stand
  // on both sides, else by stretches.
  double regions = 0;
  double tied = 0;      // those that a dictionary ties to what they replace
  double one_word = 0;  // those that replace a single word, or one by up to three

  // What else was changed, in places.
  double forms = 0;  // other forms and spellings of a word
  double swaps = 0;  // names, figures and opposites for one another
  double gaps = 0;   // stretches that one side lacks

  double tokens() const {
    return equal + moved + inflected + akin + foreign + added + facts;
  }
  double replaced() const { return akin + foreign; }

  // Shares of all tokens, in [0, 1]; 0 when there are none.
  double share(double part) const { return tokens() > 0 ? part / tokens() : 0; }

  Tally& operator+=(const Tally& other);
};

// Without a lexicon nothing counts as grammar.
Tally tally(const WordAlignment& words, const Tokens& a, const Tokens& b,
            const Lexicon& lexicon);

// What the counts say about who did it; see the .cc. Few counts are mixed with those of
// a usual rewrite.
enum WordingFeature : uint8_t {
  kTied,       // of the replacements, those that a dictionary ties to what they replace
  kOneWord,    // of the replacements, those of a single word
  kAdded,      // of the changed words, those without a counterpart
  kMovedAway,  // of all words, those that moved
  kSwapped,    // of the changed places, those where names, figures, opposites took turns
  kGrammar,    // of the replaced words, those that belong to grammar
  kWordingFeatureCount,
};
using WordingFeatures = std::array<double, kWordingFeatureCount>;
WordingFeatures wording_features(const Tally& tally);

// How much the wording looks replaced word by word, as by a machine with a thesaurus,
// and not put anew, as by a writer or a language model, in nats: above 0 it does. Says
// little, and so stays below 0, where hardly anything was replaced.
double word_by_word(const Tally& tally, bool has_lexicon);

// What the counts say about the wording, whatever the documents around it are.
PassageKind kind_of(const Tally& tally, bool has_lexicon);

}  // namespace unspin
