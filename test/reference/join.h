// The slow, obvious twin of the join: a table of everything. For tests only.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "join/equal_keys.h"
#include "join/feature_join.h"

namespace unspin::reference {

struct JoinDocument {
  uint32_t document = 0;
  uint32_t length = 0;
  std::vector<uint64_t> features;
};

std::vector<CandidatePair> join_features(std::span<const JoinDocument> documents,
                                         const JoinOptions& options);

// By (first, document): in another order than EqualKeys gives them.
std::vector<EqualKey> group_equal(
    std::span<const std::pair<uint32_t, uint64_t>> documents_and_keys);

}  // namespace unspin::reference
