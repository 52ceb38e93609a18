// bench/: passages of the PAN pairs by other numbers than the usual ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "align/passage_digest.h"
#include "align/passages.h"
#include "bench_quality_pan.h"
#include "bench_quality_score.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin::bench {

// One possible digest.
struct DigestExample {
  size_t pair = 0;
  DigestEvidence evidence;
  bool right = false;
};

// Finds passages as Comparer does, but stops where words are aligned: passages are not
// parted at foreign lines, keep no marks around them, and menus are read along.
class PassageFinder {
 public:
  // Both must outlive this.
  PassageFinder(const PanCorpus& corpus, const Lexicon& lexicon);

  std::vector<Reuse> find(const PassageParameters& parameters) const;

  const PanCorpus& corpus() const { return corpus_; }

  // Every digest that is broad enough to look at, and whether it is one: a case begins or
  // ends in it, or holds it, and draws on most of the source.
  std::vector<DigestExample> digests(const PassageParameters& parameters) const;

 private:
  // Pair number i as the engine sees it: the smaller text first.
  struct Ordered {
    bool in_order;
    const Tokens& a;
    const Tokens& b;
    PassageOptions options;
  };
  Ordered ordered(size_t i, const PassageModel& model) const;
  Reuse reuse_of(size_t i, const Ordered& pair, TokenSpan a, TokenSpan b) const;

  const PanCorpus& corpus_;
  const Lexicon& lexicon_;
  std::map<std::string, Tokens> tokens_;
  std::map<std::string, CharacterOffsets> offsets_;
};

}  // namespace unspin::bench
