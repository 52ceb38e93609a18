// What people and machines do to a text before they publish it as their own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "news_chain.h"
#include "quick_random.h"
#include "spinner.h"

namespace unspin::bench {

// A text and what was done to it, in a few words.
struct Changed {
  std::string text;
  std::string how;
};

// Threads: any number may use one at once.
class TextChanges {
 public:
  // The thesaurus is asked for the chain's words once and for all.
  TextChanges(const NewsChain& chain, const Spinner& spinner);

  // 1 to 5 % of the words replaced, inserted or left out; then some of: other quotation
  // marks and apostrophes, commas gone, other case, lines broken, a header, a footer.
  Changed near_copy(std::string_view text, QuickRandom random) const;

  // `percent` of the words that the thesaurus knows replaced by one of those it gives:
  // six words in ten are such.
  Changed spun(std::string_view text, uint32_t percent, QuickRandom random) const;

  // Sentences or paragraphs in another order.
  static Changed reordered(std::string_view text, QuickRandom random);

  // `host` with `n` consecutive words of `source` between two of its sentences.
  static Changed with_excerpt(std::string_view host, std::string_view source, size_t n,
                              QuickRandom random);

 private:
  std::string edited(std::string_view text, uint32_t percent, QuickRandom& random) const;

  const NewsChain& chain_;
  std::unordered_map<std::string, std::vector<std::string>> stand_ins_;
};

}  // namespace unspin::bench
