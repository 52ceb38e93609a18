// bench/: passages of the PAN pairs by other numbers than the usual ones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "align/passages.h"
#include "bench_quality_pan.h"
#include "bench_quality_score.h"
#include "lexicon/lexicon.h"
#include "text/tokens.h"

namespace unspin::bench {

// Finds passages as Comparer does, but stops where words are aligned: passages are not
// parted at foreign lines, keep no marks around them, and menus are read along.
class PassageFinder {
 public:
  // Both must outlive this.
  PassageFinder(const PanCorpus& corpus, const Lexicon& lexicon);

  std::vector<Reuse> find(const PassageParameters& parameters) const;

 private:
  const PanCorpus& corpus_;
  const Lexicon& lexicon_;
  std::map<std::string, Tokens> tokens_;
  std::map<std::string, CharacterOffsets> offsets_;
};

}  // namespace unspin::bench
