// Here are documents that say the same as others, say which of them stay.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "unspin/error.h"

namespace unspin {

// Two documents that were compared and found to say the same.
struct DuplicatePair {
  uint32_t a = 0;
  uint32_t b = 0;

  // Whether what a (b) says is in the other, so that it may go in its favour.
  bool a_may_go = false;
  bool b_may_go = false;

  // They differ in a fact: neither goes for the other.
  bool fact_changed = false;
};

struct DedupChoice {
  // For each document the one it goes in favour of, which stays; itself when it stays.
  std::vector<uint32_t> duplicate_of;

  // Documents that stay, each with one that stays, that it would have gone for were it
  // not for a fact. By document, each once.
  std::vector<std::pair<uint32_t, uint32_t>> kept_for_facts;
};

// Compares pairs (document, one that stays). Of pairs that are no duplicates it returns
// nothing.
using AskPairs = std::function<Result<std::vector<DuplicatePair>>(
    std::span<const std::pair<uint32_t, uint32_t>>)>;

// How many pairs a document may ask for before it stays.
inline constexpr unsigned kMostAsked = 8;

// Chooses among documents 0 .. rank.size() - 1; a smaller rank is preferred.
//
// Whoever goes, goes in favour of a preferred document that stays, and that pair is among
// `known` or was asked for. Of two that stay the less preferred may not go for the other,
// as far as `known` says.
//
// Requires: ranks are distinct.
// Errors:   those of `ask`.
// Order:    the same for any order of `known`.
// Cost:     near-linear in `known`, times the rounds of asking; a star takes a few, a
//           chain as many as it is long, each for what is left of it.
Result<DedupChoice> choose_documents(std::span<const uint32_t> rank,
                                     std::span<const DuplicatePair> known,
                                     const AskPairs& ask);

}  // namespace unspin
