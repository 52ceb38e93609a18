// The texts that `check` is fitted and measured on: news that the lexicon's counts do not
// know, as it was written and as spinners make it.
#pragma once

#include <string>
#include <vector>

#include "judge_corpora.h"
#include "spinner.h"

namespace unspin::bench {

struct CheckText {
  std::string text;
  bool news = false;  // of AllSides, as the lexicon's counts are; else of Reuters
};

struct CheckTexts {
  std::vector<CheckText> fitted;    // for tools/train_check.py
  std::vector<CheckText> measured;  // for bench_check
};

// Articles of at least `min_bytes`, cut at the end of a word after `max_bytes`: those of
// AllSides that were left out of the counts, and all of Reuters; every second and every
// fifth of them, in turn, to fit on, shuffled so that the first are of both alike.
CheckTexts read_check_texts(size_t min_bytes, size_t max_bytes);

}  // namespace unspin::bench
