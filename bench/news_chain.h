// Composes texts that read like news by the statistics of their words and say nothing:
// independent of each other by construction, as many as one likes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "news_words.h"
#include "quick_random.h"

namespace unspin::bench {

struct ChainOptions {
  // Two words are followed by what followed them elsewhere when they were there this
  // often, …
  uint32_t fewest = 6;

  // … unless one and the same word followed in more than this share of the cases. Else
  // by what followed the second of them anywhere. Turned down, texts share less.
  double most_alike = 0.7;

  // How often a text goes on as the place it is at does.
  double stay = 0.35;

  // How many names and rare words a text comes back to.
  uint32_t cast = 16;
};

// Threads: any number may compose at once.
class NewsChain {
 public:
  NewsChain(NewsWords words, const ChainOptions& options);

  // Appends about `n` words: whole sentences, in paragraphs. The same for the same
  // random numbers.
  void compose(QuickRandom random, size_t n, std::string& out) const;

  // Appends `n` words, from the middle of a sentence or not, on one line.
  void compose_stretch(QuickRandom random, size_t n, std::string& out) const;

  // How many words an article has, drawn from the real ones, within bounds.
  uint32_t draw_length(QuickRandom& random, uint32_t least, uint32_t most) const;

  const std::vector<WordType>& types() const { return words_.types; }

 private:
  // What stands behind a place of the articles, with all that the next step needs.
  struct Follower {
    uint32_t type;         // of the word
    uint32_t place;        // its own
    uint32_t first_alike;  // the first place of the same two words, …
    uint32_t n_alike;      // … and how many; 0: nothing to go by
  };
  struct Run {
    uint32_t first = 0, n = 0;
  };
  class Cast;
  class Walk;

  // Fills followers_ and after_type_; returns the place of each word of the sequence.
  std::vector<uint32_t> sort_places(const ChainOptions& options);
  void append_word(const WordType& type, Cast& cast, std::string& out) const;

  NewsWords words_;
  ChainOptions options_;

  // Places are sorted by their word, the one before it and the one behind it.
  std::vector<Follower> followers_;
  std::vector<Run> after_type_;   // all places of a word
  std::vector<uint32_t> starts_;  // places behind which a sentence begins
};

}  // namespace unspin::bench
