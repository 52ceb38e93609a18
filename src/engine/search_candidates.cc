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
constexpr double kWeightPerRootLength = .1;

// What one document shares with the text.
struct Tally {
  uint32_t document = 0;
  uint32_t shared = 0;
  float weight = 0;
  float topic = 0;
  float nats = 0;
  bool whole = false;
  bool used = false;
};

// Tallies by document: a table of twice as many places as there are hits, at most.
class Tallies {
 public:
  explicit Tallies(size_t hits)
      : slots_(std::bit_ceil(2 * hits + 16)), mask_(slots_.size() - 1) {}

  Tally& of(uint32_t document) {
    size_t at = (document * uint64_t{0x9E3779B97F4A7C15u}) >> 20 & mask_;
    while (slots_[at].used && slots_[at].document != document) at = (at + 1) & mask_;
    slots_[at].used = true;
    slots_[at].document = document;
    return slots_[at];
  }

  const std::vector<Tally>& slots() const { return slots_; }

 private:
  std::vector<Tally> slots_;
  size_t mask_;
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

bool is_candidate(const SearchCandidate& candidate, uint32_t query_words) {
  double length = std::min(candidate.words, query_words);
  return candidate.whole ||
         (candidate.shared >= kLeastShared &&
          candidate.weight >= kWeightPerRootLength * std::sqrt(length) - 1e-6);
}

}  // namespace

SearchCandidates find_candidates(const WordHashes& words, const FeatureView& view,
                                 const CandidateLimits& limits) {
  thread_local std::vector<uint64_t> keys;
  index_features(words, keys);
  FeatureHits hits = view.find(keys);
  std::vector<Worth> worth = worths(keys, hits, limits);
  const uint64_t whole_key = key_of_text(words);
  auto whole =
      static_cast<size_t>(std::ranges::lower_bound(keys, whole_key) - keys.begin());

  Tallies tallies(hits.hits.size());
  for (const FeatureHits::Hit& hit : hits.hits) {
    const Worth& own = worth[hit.feature];
    if (own.weight == 0 && own.topic == 0) continue;
    Tally& tally = tallies.of(hit.document);
    if (hit.feature == whole) {
      tally.whole = true;
      continue;
    }
    tally.weight += own.weight;
    tally.shared += own.weight > 0;
    tally.topic += own.topic;
    tally.nats += own.nats;
  }

  SearchCandidates found;
  auto query_words = static_cast<uint32_t>(words.size());
  for (const Tally& tally : tallies.slots()) {
    if (!tally.used) continue;
    uint32_t length = view.length(tally.document);
    if (length == 0) continue;
    SearchCandidate candidate{.number = tally.document,
                              .words = length - 1,
                              .shared = tally.shared,
                              .weight = tally.weight,
                              .whole = tally.whole};
    candidate.topic = tally.topic / std::sqrt(std::sqrt(static_cast<double>(length)));
    candidate.nats = tally.nats;
    candidate.copied = is_candidate(candidate, query_words);
    (candidate.copied ? found.copied : found.topic).push_back(candidate);
  }
  std::ranges::sort(found.copied, {}, [](const SearchCandidate& c) {
    return std::tuple(!c.whole, -c.weight / std::sqrt(std::max<double>(c.words, 1)),
                      c.number);
  });
  auto by_topic = [](const SearchCandidate& c) { return std::pair(-c.topic, c.number); };
  size_t kept = std::min(found.topic.size(), limits.most_topic);
  std::ranges::partial_sort(
      found.topic, found.topic.begin() + static_cast<ptrdiff_t>(kept), {}, by_topic);
  found.topic.resize(kept);
  return found;
}

}  // namespace unspin
