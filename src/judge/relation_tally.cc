// This file tells how a passage was reworded from what became of its words.
//
// Two hands change a text. A spinner's machine goes word by word: it takes one word,
// puts one or two from a thesaurus, and leaves the order and everything else. A writer
// or a language model puts the thought anew: stretches of words go, others come, and
// few of the new ones are the old ones' synonyms. Four shares tell them apart,
//
//   akin       of the replaced words, those that a dictionary ties to what they replace
//   one word   of the replacements, those of a single word
//   added      of the changed words, those without a counterpart
//   moved      of all words, those that moved
//
// as akin + one word - added - 2 moved. Over texts of our own spinners this is 1.4 to
// 2, whatever the thesaurus and however much was replaced; 1.25 for a copy found in the
// wild, whose thesaurus ours only half knows; .7 in the mean (nine tenths below 1.1)
// for language models that were asked to polish or rewrite; .5 for chains of
// translations (`bench_judge --only wording`, less 1.1). Few replacements prove little,
// so kRegionsToBelieve usual rewrites are mixed in.

#include "judge/relation_tally.h"

#include <algorithm>

namespace unspin {
namespace {

// Shares of changed tokens: what is hardly changed, and what an editor changes. By
// replaced words a text is spun from kLeastSpun on.
constexpr double kMostVerbatim = .02;
constexpr double kMostEdited = .25;
constexpr double kLeastSpun = .04;

// See the head of this file.
constexpr double kLeastWordByWord = 1.1;
constexpr double kUsualRewrite = .7;
constexpr double kRegionsToBelieve = 4;
constexpr double kAkinWithoutLexicon = .5;

}  // namespace

Tally& Tally::operator+=(const Tally& other) {
  equal += other.equal;
  moved += other.moved;
  inflected += other.inflected;
  akin += other.akin;
  foreign += other.foreign;
  added += other.added;
  regions += other.regions;
  one_word += other.one_word;
  return *this;
}

Tally tally(const WordAlignment& words) {
  Tally tally;
  for (const Step& step : words.steps) {
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
        break;
      case StepOp::kReplace:
        if (step.kinship == Kinship::kSpelling || step.kinship == Kinship::kInflection) {
          tally.inflected += n;
        } else {
          (step.kinship == Kinship::kNone ? tally.foreign : tally.akin) += n;
          tally.regions += 1;
          tally.one_word += std::min(step.a.size(), step.b.size()) == 1 && n <= 4;
        }
    }
  }
  return tally;
}

double word_by_word(const Tally& tally, bool has_lexicon) {
  double changed = tally.replaced() + tally.added;
  if (tally.regions == 0 || changed == 0) return kUsualRewrite - kLeastWordByWord;
  double akin = has_lexicon ? tally.akin / tally.replaced() : kAkinWithoutLexicon;
  double seen = akin + tally.one_word / tally.regions - tally.added / changed -
                2 * tally.share(tally.moved);
  double shrunk = (tally.regions * seen + kRegionsToBelieve * kUsualRewrite) /
                  (tally.regions + kRegionsToBelieve);
  return shrunk - kLeastWordByWord;
}

PassageKind kind_of(const Tally& tally, bool has_lexicon) {
  double changed = 1 - tally.share(tally.equal);
  if (changed <= kMostVerbatim) return PassageKind::kVerbatim;
  if (tally.share(tally.replaced()) >= kLeastSpun && word_by_word(tally, has_lexicon) > 0)
    return PassageKind::kSpun;
  return changed <= kMostEdited ? PassageKind::kEdited : PassageKind::kParaphrased;
}

}  // namespace unspin
