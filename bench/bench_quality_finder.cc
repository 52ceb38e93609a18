#include "bench_quality_finder.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/language.h"

namespace unspin::bench {

PassageFinder::PassageFinder(const PanCorpus& corpus, const Lexicon& lexicon)
    : corpus_(corpus), lexicon_(lexicon) {
  for (const auto& [name, text] : corpus.texts) {
    tokens_.emplace(name, tokenize(text, detect_language(text)));
    offsets_.emplace(name, text);
  }
}

std::vector<Reuse> PassageFinder::find(const PassageParameters& parameters) const {
  const PassageModel model(parameters);
  std::vector<Reuse> found;
  for (size_t i = 0; i < corpus_.pairs.size(); ++i) {
    const PanPair& pair = corpus_.pairs[i];
    const std::string &text_a = corpus_.texts.at(pair.suspicious),
                      &text_b = corpus_.texts.at(pair.source);
    const Tokens &a = tokens_.at(pair.suspicious), &b = tokens_.at(pair.source);
    const CharacterOffsets &in_a = offsets_.at(pair.suspicious),
                           &in_b = offsets_.at(pair.source);

    // The smaller text first, and less of short ones: as the engine does it.
    bool in_order = std::pair(text_a.size(), std::string_view(text_a)) <=
                    std::pair(text_b.size(), std::string_view(text_b));
    PassageOptions options{.min_bytes = std::clamp<size_t>(
                               std::min(text_a.size(), text_b.size()) / 2, 30, 120),
                           .model = &model};
    for (const Rectangle& r :
         find_passages(in_order ? a : b, in_order ? b : a, lexicon_, options)) {
      ByteSpan x = a.bytes(in_order ? r.a : r.b), y = b.bytes(in_order ? r.b : r.a);
      found.push_back({i, in_a.of_byte(x.start), in_a.of_byte(x.end),
                       in_b.of_byte(y.start), in_b.of_byte(y.end)});
    }
  }
  return found;
}

}  // namespace unspin::bench
