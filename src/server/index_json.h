// What an index says of itself, as JSON: each function returns one object.
#pragma once

#include <span>
#include <string>

#include "unspin/index.h"

namespace unspin::server {

// {"schema": "unspin.search/1", ..., "matches": [match, ...]}
std::string to_json(const SearchResult& found);

// {"schema": "unspin.collection/1", ...}: counts, sites, who copies whom, days.
struct Overview {
  IndexStats stats;
  std::vector<SiteCount> sites;
  std::vector<SiteCopies> copying;
  std::vector<DayCount> days;
};
std::string to_json(const Overview& overview);

// {"schema": "unspin.arrivals/1", "arrivals": [...]}, latest first. "next" is what to ask
// for to go on, where there are as many as were asked for.
std::string to_json(std::span<const Arrival> arrivals, size_t most);

// A family with its members' documents, without their texts, and the matches between
// them: "unspin.family/1" with "documents", "matches" and "cut_off" added.
std::string to_json(const DocumentFamily& family);

// What became of a document that was added.
struct Added {
  std::string id;
  AddOutcome outcome = AddOutcome::kAdded;
  std::optional<Verdict> verdict;
};

// {"schema": "unspin.added/1", "documents": [...]}
std::string to_json(std::span<const Added> added);

}  // namespace unspin::server
