// News articles as a sequence of few kinds of words, to compose others from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "judge_corpora.h"

namespace unspin::bench {

// Words that stand for others: those too rare to say anything of what follows them.
enum class Slot : uint8_t { kNone, kName, kNumber, kRareWord };

// A word with the marks around it, as it stands between spaces: `said,`.
struct WordType {
  std::string text;  // of a slot: the marks before the word
  std::string tail;  // of a slot: the marks behind it
  Slot slot = Slot::kNone;
  uint8_t digits = 0;  // of a number: how many
  bool ends_sentence = false;
};

// All articles, one after the other; the type 0 stands between any two of them.
struct NewsWords {
  std::vector<WordType> types;
  std::vector<uint32_t> sequence;

  // What slots stood for, each as often as it was there.
  std::vector<std::string> names;
  std::vector<std::string> rare_words;

  // How long the articles are, in words.
  std::vector<uint32_t> lengths;
};

// A word seen fewer than `rare` times becomes a slot. Lines and sentences that stood in
// an article before are left out, and so are double quotation marks.
NewsWords read_words(const std::vector<Article>& articles, uint32_t rare);

}  // namespace unspin::bench
