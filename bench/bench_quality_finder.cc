#include "bench_quality_finder.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "align/passage_select.h"
#include "align/passage_terms.h"
#include "text/language.h"

namespace unspin::bench {

namespace {

bool draws_on_most(const Reuse& found, const Reuse& reuse) {
  bool meets = found.a_begin < reuse.a_end && reuse.a_begin < found.a_end &&
               found.b_begin < reuse.b_end && reuse.b_begin < found.b_end;
  return meets && 2 * (reuse.b_end - reuse.b_begin) > found.b_end - found.b_begin;
}

}  // namespace

PassageFinder::PassageFinder(const PanCorpus& corpus, const Lexicon& lexicon)
    : corpus_(corpus), lexicon_(lexicon) {
  for (const auto& [name, text] : corpus.texts) {
    tokens_.emplace(name, tokenize(text, detect_language(text)));
    offsets_.emplace(name, text);
  }
}

PassageFinder::Ordered PassageFinder::ordered(size_t i, const PassageModel& model) const {
  const PanPair& pair = corpus_.pairs[i];
  const std::string& a = corpus_.texts.at(pair.suspicious);
  const std::string& b = corpus_.texts.at(pair.source);
  bool in_order = std::pair(a.size(), std::string_view(a)) <=
                  std::pair(b.size(), std::string_view(b));
  const Tokens& tokens_a = tokens_.at(pair.suspicious);
  const Tokens& tokens_b = tokens_.at(pair.source);
  return {in_order,
          in_order ? tokens_a : tokens_b,
          in_order ? tokens_b : tokens_a,
          {.min_bytes = std::clamp<size_t>(std::min(a.size(), b.size()) / 2, 30, 120),
           .model = &model}};
}

Reuse PassageFinder::reuse_of(size_t i, const Ordered& pair, TokenSpan a,
                              TokenSpan b) const {
  ByteSpan x = pair.a.bytes(a), y = pair.b.bytes(b);
  if (!pair.in_order) std::swap(x, y);
  const CharacterOffsets& in_a = offsets_.at(corpus_.pairs[i].suspicious);
  const CharacterOffsets& in_b = offsets_.at(corpus_.pairs[i].source);
  return {i, in_a.of_byte(x.start), in_a.of_byte(x.end), in_b.of_byte(y.start),
          in_b.of_byte(y.end)};
}

std::vector<Reuse> PassageFinder::find(const PassageParameters& parameters) const {
  const PassageModel model(parameters);
  std::vector<Reuse> found;
  for (size_t i = 0; i < corpus_.pairs.size(); ++i) {
    const Ordered pair = ordered(i, model);
    for (const Rectangle& r : find_passages(pair.a, pair.b, lexicon_, pair.options))
      found.push_back(reuse_of(i, pair, r.a, r.b));
  }
  return found;
}

std::vector<DigestExample> PassageFinder::digests(
    const PassageParameters& parameters) const {
  PassageParameters without = parameters;
  without.digest.odds = -1e6;
  const PassageModel model(without);
  std::vector<DigestExample> examples;
  for (size_t i = 0; i < corpus_.pairs.size(); ++i) {
    const Ordered pair = ordered(i, model);
    const std::vector<Rectangle> passages =
        find_passages(pair.a, pair.b, lexicon_, pair.options);
    const PairTerms terms = map_terms(pair.a, pair.b, background_of(lexicon_), model);
    for (bool a : {true, false}) {
      const TermText& text = a ? terms.a : terms.b;
      const TermText& source = a ? terms.b : terms.a;
      std::optional<Digest> digest = find_digest(terms, text, source);
      if (!digest) continue;
      TokenSpan all{0, source.size()};
      Reuse found = reuse_of(i, pair, a ? digest->span : all, a ? all : digest->span);
      // The stretch is of either document; the cases' sources are the second ones.
      bool of_suspicious = a == pair.in_order;
      bool right = of_suspicious &&
                   std::ranges::any_of(corpus_.pairs[i].cases, [&](const Reuse& reuse) {
                     return draws_on_most(found, reuse);
                   });
      examples.push_back({i, evidence_of(*digest, seen_from(a, passages)), right});
    }
  }
  return examples;
}

}  // namespace unspin::bench
