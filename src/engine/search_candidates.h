// Which documents of an index may have something in common with a text?
#pragma once

#include <cstdint>
#include <vector>

#include "index/feature_index.h"
#include "sketch/word_hashes.h"

namespace unspin {

struct SearchCandidate {
  uint64_t number = 0;
  uint32_t words = 0;

  // By runs of words that it shares with the text: how many, and the sum of their
  // weights. What a scan calls a candidate has `copied` set.
  uint32_t shared = 0;
  double weight = 0;
  bool copied = false;
  bool whole = false;  // has the text's own key: the same words, but for chance

  // By single words and pairs: how much rarer what it shares is than chance has it.
  double topic = 0;  // for ranking, longer documents discounted
  double nats = 0;   // - ln of the chance of sharing these, were they independent
};

struct CandidateLimits {
  uint64_t documents = 0;              // in the index
  bool query_is_in = false;            // the text itself is among them
  size_t most_topic = 128;             // candidates by topic alone
  double weight_per_root_length = .1;  // as in ScanParameters
};

struct SearchCandidates {
  // By weight against what is asked for, heaviest first; each document is in one of the
  // lists at most.
  std::vector<SearchCandidate> copied;

  // The others, by topic, highest first.
  std::vector<SearchCandidate> topic;
};

// Order: the same for any way that postings are divided into files.
SearchCandidates find_candidates(const WordHashes& words, const FeatureView& view,
                                 const CandidateLimits& limits);

}  // namespace unspin
