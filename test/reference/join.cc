#include "reference/join.h"

#include <cmath>
#include <set>
#include <utility>

namespace unspin::reference {
namespace {

constexpr uint64_t kUnit = 2520;

struct Sum {
  uint64_t weight = 0;
  uint64_t shared = 0;
};

using Sums = std::map<std::pair<uint32_t, uint32_t>, Sum>;

void add(Sums& sums, uint32_t a, uint32_t b, uint64_t weight) {
  Sum& sum = sums[{a, b}];
  sum.weight += weight;
  ++sum.shared;
}

void add_feature(Sums& sums, const std::vector<uint32_t>& documents,
                 const JoinOptions& options) {
  size_t df = documents.size();
  size_t reach = df <= options.max_linked_df ? 2 : 1;
  for (size_t i = 0; i < df; ++i) {
    for (size_t j = i + 1; j < df; ++j) {
      if (df <= options.max_df)
        add(sums, documents[i], documents[j], kUnit / (df - 1));
      else if (j <= i + reach)
        add(sums, documents[i], documents[j], kUnit / 4);
      else
        break;
    }
  }
}

// To 12 significant bits.
uint32_t round_length(uint32_t length) {
  uint32_t unit = 1;
  while (length / unit >= 4096) unit *= 2;
  return length / unit * unit;
}

}  // namespace

std::vector<CandidatePair> join_features(std::span<const JoinDocument> documents,
                                         const JoinOptions& options) {
  std::map<uint64_t, std::set<uint32_t>> postings;
  std::map<uint32_t, uint32_t> lengths;
  for (const JoinDocument& document : documents) {
    lengths[document.document] = round_length(document.length);
    for (uint64_t feature : document.features)
      postings[feature_key(feature)].insert(document.document);
  }
  Sums sums;
  for (const auto& [key, holders] : postings)
    add_feature(sums, {holders.begin(), holders.end()}, options);

  std::vector<CandidatePair> pairs;
  for (const auto& [pair, sum] : sums) {
    uint32_t length = std::min(lengths[pair.first], lengths[pair.second]);
    double least =
        options.weight_per_root_length * kUnit * std::sqrt(static_cast<double>(length));
    if (sum.shared < options.min_shared || static_cast<double>(sum.weight) < least)
      continue;
    pairs.push_back({.a = pair.first,
                     .b = pair.second,
                     .weight = static_cast<double>(sum.weight) / kUnit,
                     .shared = sum.shared});
  }
  return pairs;
}

std::vector<EqualKey> group_equal(
    std::span<const std::pair<uint32_t, uint64_t>> documents_and_keys) {
  std::map<uint64_t, std::set<uint32_t>> groups;
  for (const auto& [document, key] : documents_and_keys) groups[key].insert(document);
  std::vector<EqualKey> links;
  for (const auto& [key, documents] : groups) {
    uint32_t previous = *documents.begin();
    for (uint32_t document : documents) {
      if (document != *documents.begin())
        links.push_back({document, *documents.begin(), previous, key});
      previous = document;
    }
  }
  return links;
}

}  // namespace unspin::reference
