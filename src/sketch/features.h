// Features: runs of n words as 64-bit hashes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace unspin {

constexpr unsigned kLeastShingle = 2;
constexpr unsigned kMostShingle = 8;

// Writes to out[i] the hash of words[i], ..., words[i + n - 1], in order, for every i
// where so many follow; a text of fewer words has none. Replaces what `out` held.
// Equal runs have equal hashes, in every text; runs of different n are unrelated. All
// 64 bits are evenly spread, so any of them may be cut off.
//
// Requires: kLeastShingle <= n <= kMostShingle; words from hash_words.
// Cost:     linear, about 3 cycles a word.
void hash_shingles(std::span<const uint64_t> words, unsigned n,
                   std::vector<uint64_t>& out);

// The same, each once, ascending: what a join takes in and what containment() compares.
//
// Cost: near-linear whatever the words are; on ordinary texts about 8 ns a word.
void distinct_features(std::span<const uint64_t> words, unsigned n,
                       std::vector<uint64_t>& out);

// Sorts `hashes` and keeps each once.
//
// Cost: linear if they are evenly spread, n log n at worst.
void sort_distinct(std::vector<uint64_t>& hashes);

// How many words a feature should span in a collection of this size: long enough that
// few strangers share one by chance, and no longer, for a rewrite leaves short runs
// whole. Between 3 and 6. features.cc says what was measured.
unsigned shingle_length(uint64_t n_documents, uint64_t n_words);

}  // namespace unspin
