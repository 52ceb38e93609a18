// This file finds the passages that two texts share.
//
// Exact runs and windows with surprising words in common say where to look
// (passage_runs.cc, passage_seeds.cc); from there regions grow until what they would
// take in says nothing any more (passage_growth.cc); what grew is sorted out
// (passage_select.cc); and where a stretch has no one place in the other text but all
// of it, it is a summary (passage_digest.cc). All of it counts in one currency, the
// surprise of a shared word (passage_surprise.h).
//
// No part is quadratic: the walk for runs is linear, the window index is held to a
// budget of work, a region costs what it covers, and the number of regions that come
// to nothing is bounded.

#include "align/passages.h"

#include <algorithm>
#include <cmath>

#include "align/passage_growth.h"
#include "align/passage_seeds.h"
#include "align/passage_select.h"
#include "align/passage_terms.h"

namespace unspin {

namespace {

// How many regions are grown at most.
constexpr size_t kMostRegions = 5000;

uint32_t middle(TokenSpan span) { return span.start + span.size() / 2; }

// Regions grown from the runs and seeds of a pair, each from a place that none before
// it holds.
class Regions {
 public:
  explicit Regions(Grower& grower) : grower_(grower) {}

  void grow_from(TokenSpan a, TokenSpan b) {
    if (found_.size() >= kMostRegions || holds(middle(a), middle(b))) return;
    Region region = grower_.grow(a, b);
    if (region.a.empty() || region.b.empty()) return;
    found_.push_back({region.a, region.b, region.score, false, false});
  }

  std::vector<Rectangle> take() { return std::move(found_); }

 private:
  bool holds(uint32_t a, uint32_t b) const {
    return std::ranges::any_of(
        found_, [&](const Rectangle& r) { return r.a.contains(a) && r.b.contains(b); });
  }

  Grower& grower_;
  std::vector<Rectangle> found_;
};

bool same_words(const Tokens& a, const Tokens& b) {
  return std::ranges::equal(a.list, b.list, {}, &Token::word, &Token::word);
}

}  // namespace

BackgroundFrequency background_of(const Lexicon& lexicon) {
  return [&lexicon](uint64_t stem) {
    if (lexicon.empty()) return 0.0;
    double share = lexicon.stem_frequency(stem);
    bool seen = share * static_cast<double>(lexicon.total_count()) > .75;
    return seen ? share : 0.0;
  };
}

double least_score(uint32_t tokens_a, uint32_t tokens_b,
                   const SelectParameters& parameters) {
  double places = static_cast<double>(tokens_a) * tokens_b;
  double less =
      parameters.score_of_places *
      std::log(parameters.usual_words * parameters.usual_words / std::max(places, 1.0));
  return std::clamp(parameters.least_score - less, parameters.least_score_of_sentences,
                    parameters.least_score);
}

std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const Lexicon& lexicon,
                                     const PassageOptions& options) {
  return find_passages(a, b, background_of(lexicon), options);
}

std::vector<Rectangle> find_passages(const Tokens& a, const Tokens& b,
                                     const BackgroundFrequency& frequency,
                                     const PassageOptions& options) {
  if (a.list.empty() || b.list.empty()) return {};

  // From words to small numbers. From here on only shared stems have names.
  const PairTerms pair =
      map_terms(a, b, frequency, options.model ? *options.model : usual_passage_model());
  const SelectParameters& select = pair.parameters().select;

  // The same words from end to end are no coincidence, be they the dullest.
  Grower grower(pair);
  if (same_words(a, b) && a.bytes({0, a.size()}).size() >= options.min_bytes) {
    double score = grower.scored({0, a.size()}, {0, b.size()}).score;
    return {
        {{0, a.size()}, {0, b.size()}, std::max(score, select.least_score), true, false}};
  }

  // Where do they seem to agree? Runs first: they give the surest regions, and seeds
  // inside a region are skipped.
  const std::vector<Run> runs = find_runs(pair);
  Regions regions(grower);
  for (const Run& run : runs) regions.grow_from(run.span_a(), run.span_b());
  const uint32_t window = pair.parameters().seeds.window();
  for (const Seed& seed : find_seeds(pair))
    regions.grow_from({seed.a, std::min(seed.a + window, a.size())},
                      {seed.b, std::min(seed.b + window, b.size())});

  // What is strong enough and long enough, each place once.
  std::vector<Rectangle> passages = regions.take();
  const double least = least_score(a.size(), b.size(), select);
  std::erase_if(passages, [&](const Rectangle& r) { return r.score < least; });
  for (Rectangle& r : passages) snap_to_run(r, runs, grower, select);
  std::erase_if(passages, [&](const Rectangle& r) {
    return std::min(a.bytes(r.a).size(), b.bytes(r.b).size()) < options.min_bytes;
  });
  passages = resolve_conflicts(std::move(passages), select);

  // Beyond this point no two passages overlap on both sides.
  passages = join_neighbours(std::move(passages), grower, select);
  add_digest(pair, passages);
  std::ranges::sort(passages, {}, [](const Rectangle& r) { return std::pair(r.a, r.b); });
  return passages;
}

}  // namespace unspin
