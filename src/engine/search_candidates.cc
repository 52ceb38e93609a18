// Two nets are thrown at once.
//
// Copied text shares runs of words that few documents have. What a scan calls a
// candidate pair is one here by the same rule: features weigh 1/(df - 1) up to ten
// documents, 1/4 up to a thousand, two at least, and their sum is large against the root
// of the shorter length. Where a scan links only neighbours in a long list, for it must
// not look at all pairs, a search has one text only and takes all of the list.
//
// Short texts put in other words share no such runs. But one query can afford what all
// pairs cannot: words and pairs of words of up to some hundred documents, each worth the
// square of its inverse document frequency. Among 20,000 articles these put the source of
// a sentence that a language model rewrote first in nineteen of twenty cases. The sum is
// divided by the fourth root of the document's length: of two that share as much, the
// shorter is about it.

#include "engine/search_candidates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>

#include "engine/index_features.h"

namespace unspin {
namespace {

// As in a scan's join.
constexpr uint64_t kMostForPairs = 10;
constexpr double kLinkWeight = .25;
constexpr uint32_t kLeastShared = 2;

// Of a long text the rarest words and pairs are enough: reading on would take most of the
// time of a search, and the commoner ones are worth little beside them.
constexpr size_t kMostTopicHits = 16'000;

// Words of the shortest texts that can share two runs.
constexpr double kFewestWords = 5;

// What one document shares with the text.
struct Tally {
  uint32_t document = kNobody;
  uint32_t shared = 0;
  float weight = 0;
  float topic = 0;
  float nats = 0;

  static constexpr uint32_t kNobody = ~0U;
  static constexpr uint32_t kWhole = 1U << 31;  // of `shared`
  uint32_t n_shared() const { return shared & ~kWhole; }
  bool whole() const { return (shared & kWhole) != 0; }
};

// Tallies by document: a table of at least twice as many places as there are hits.
class Tallies {
 public:
  void clear(size_t hits) {
    mask_ = std::bit_ceil(2 * hits + 16) - 1;
    slots_.assign(mask_ + 1, {});
  }

  Tally& of(uint32_t document) {
    size_t at = (document * uint64_t{0x9E3779B97F4A7C15u}) >> 20 & mask_;
    while (slots_[at].document != document && slots_[at].document != Tally::kNobody)
      at = (at + 1) & mask_;
    slots_[at].document = document;
    return slots_[at];
  }

  const std::vector<Tally>& slots() const { return slots_; }

 private:
  std::vector<Tally> slots_;
  size_t mask_ = 0;
};

// What sharing each of the features is worth.
struct Worth {
  float weight = 0;
  float topic = 0;
  float nats = 0;
};

std::vector<Worth> worths(const std::vector<uint64_t>& keys, const FeatureHits& hits,
                          const CandidateLimits& limits) {
  std::vector<Worth> all(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    uint64_t count = hits.count[i];
    if (count == 0) continue;
    if (kind_of(keys[i]) == FeatureKind::kCopied) {
      uint64_t df = count + !limits.query_is_in;
      bool few = df <= kMostForPairs && !hits.cut[i];
      all[i].weight = static_cast<float>(
          few ? 1.0 / static_cast<double>(std::max<uint64_t>(df, 2) - 1) : kLinkWeight);
    } else if (count <= kMostTopicDocuments && !hits.cut[i]) {
      double idf = std::log(static_cast<double>(limits.documents + 1) /
                            static_cast<double>(count));
      idf = std::max(idf, 0.0);
      all[i].topic = static_cast<float>(idf * idf);
      all[i].nats = static_cast<float>(idf);
    }
  }
  return all;
}

bool is_candidate(const SearchCandidate& candidate, uint32_t query_words,
                  double weight_per_root_length) {
  double length = std::min(candidate.words, query_words);
  return candidate.whole ||
         (candidate.shared >= kLeastShared &&
          candidate.weight >= weight_per_root_length * std::sqrt(length) - 1e-6);
}

// The tallies worth a look at lengths, for which memory has to be waited for: those that
// may be candidates by what they share, and of the others the likeliest by topic.
struct Choice {
  std::vector<Tally> copied;
  std::vector<Tally> topic;
};

Choice choose(const Tallies& tallies, const CandidateLimits& limits) {
  const size_t most_topic = limits.most_topic;
  const auto least_weight =
      static_cast<float>(limits.weight_per_root_length * std::sqrt(kFewestWords) - 1e-3);
  Choice choice;
  for (const Tally& tally : tallies.slots()) {
    if (tally.document == Tally::kNobody) continue;
    bool maybe = tally.whole() ||
                 (tally.n_shared() >= kLeastShared && tally.weight >= least_weight);
    (maybe ? choice.copied : choice.topic).push_back(tally);
  }
  // Lengths change the order, though seldom by so much.
  size_t kept = std::min(4 * most_topic, choice.topic.size());
  std::ranges::nth_element(
      choice.topic, choice.topic.begin() + static_cast<ptrdiff_t>(kept), {},
      [](const Tally& tally) { return std::pair(-tally.topic, tally.document); });
  choice.topic.resize(kept);
  return choice;
}

void add_candidate(const Tally& tally, const FeatureView& view, uint32_t query_words,
                   const CandidateLimits& limits, SearchCandidates& found) {
  uint32_t length = view.length(tally.document);
  if (length == 0) return;
  SearchCandidate candidate{.number = tally.document,
                            .words = length - 1,
                            .shared = tally.n_shared(),
                            .weight = tally.weight,
                            .whole = tally.whole()};
  candidate.topic = tally.topic / std::sqrt(std::sqrt(static_cast<double>(length)));
  candidate.nats = tally.nats;
  candidate.copied = is_candidate(candidate, query_words, limits.weight_per_root_length);
  (candidate.copied ? found.copied : found.topic).push_back(candidate);
}

void tally_hits(const FeatureHits& hits, const std::vector<Worth>& worth, size_t whole,
                Tallies& tallies) {
  tallies.clear(hits.hits.size());
  for (const FeatureHits::Hit& hit : hits.hits) {
    const Worth& own = worth[hit.feature];
    if (own.weight == 0 && own.topic == 0) continue;
    Tally& tally = tallies.of(hit.document);
    if (hit.feature == whole) {
      tally.shared |= Tally::kWhole;
      continue;
    }
    tally.weight += own.weight;
    tally.shared += own.weight > 0;
    tally.topic += own.topic;
    tally.nats += own.nats;
  }
}

}  // namespace

SearchCandidates find_candidates(const WordHashes& words, const FeatureView& view,
                                 const CandidateLimits& limits) {
  thread_local std::vector<uint64_t> keys;
  thread_local Tallies tallies;
  index_features(words, keys);
  FeatureHits hits = view.find(keys, kMostTopicHits);
  auto whole = static_cast<size_t>(std::ranges::lower_bound(keys, key_of_text(words)) -
                                   keys.begin());
  tally_hits(hits, worths(keys, hits, limits), whole, tallies);
  Choice choice = choose(tallies, limits);

  SearchCandidates found;
  auto query_words = static_cast<uint32_t>(words.size());
  for (const auto* chosen : {&choice.copied, &choice.topic})
    for (const Tally& tally : *chosen)
      add_candidate(tally, view, query_words, limits, found);
  std::ranges::sort(found.copied, {}, [](const SearchCandidate& c) {
    return std::tuple(!c.whole, -c.weight / std::sqrt(std::max<double>(c.words, 1)),
                      c.number);
  });
  std::ranges::sort(found.topic, {}, [](const SearchCandidate& c) {
    return std::pair(-c.topic, c.number);
  });
  if (found.topic.size() > limits.most_topic) found.topic.resize(limits.most_topic);
  return found;
}

}  // namespace unspin
