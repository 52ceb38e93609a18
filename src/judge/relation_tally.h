// How the words of aligned passages were kept, replaced and moved, counted.
#pragma once

#include "align/words.h"

namespace unspin {

// Tokens of both sides by what became of them; replaced regions by kinship.
struct Tally {
  double equal = 0;      // the same words at the same place
  double moved = 0;      // the same words elsewhere, or inside a moved stretch
  double inflected = 0;  // replaced by another form or spelling of the word
  double akin = 0;       // replaced by a synonym or related term
  double foreign = 0;    // replaced by anything else
  double added = 0;      // on one side only
  double regions = 0;    // replacements by another word, akin or foreign
  double one_word = 0;   // those that replace a single word, or one by up to three

  double tokens() const { return equal + moved + inflected + akin + foreign + added; }
  double replaced() const { return akin + foreign; }

  // Shares of all tokens, in [0, 1]; 0 when there are none.
  double share(double part) const { return tokens() > 0 ? part / tokens() : 0; }

  Tally& operator+=(const Tally& other);
};

Tally tally(const WordAlignment& words);

// How much the wording looks replaced word by word, as by a machine with a thesaurus,
// and not put anew, as by a writer or a language model: above 0 it does. About -1 to
// +1. Says little, and so stays below 0, where hardly anything was replaced.
double word_by_word(const Tally& tally, bool has_lexicon);

// What the counts say about the wording, whatever the documents around it are.
PassageKind kind_of(const Tally& tally, bool has_lexicon);

}  // namespace unspin
