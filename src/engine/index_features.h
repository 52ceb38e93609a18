// What a text is known by in an index.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/live_features.h"
#include "sketch/word_hashes.h"

namespace unspin {

// Runs of so many words say that text was copied. Larger collections would do with
// longer ones (shingle_length), small ones would find a little more by shorter ones; an
// index that grows has to choose once.
inline constexpr unsigned kCopiedRun = 4;

// Writes the features of a text of these words to `keys`, ascending, each once: words and
// pairs of words, which tell what it is about; runs of kCopiedRun words and the whole,
// which tell what it was copied from.
//
// Cost: about 25 ns a word.
void index_features(const WordHashes& words, std::vector<uint64_t>& keys);

// The same in any order, some perhaps more than once, without those of `common`.
//
// Cost: about 10 ns a word.
void uncommon_features(const WordHashes& words, const CommonKeys& common,
                       std::vector<uint64_t>& keys);

// The key of the whole text.
uint64_t key_of_text(const WordHashes& words);

// With all features, ascending, or with the uncommon ones.
DocumentFeatures describe_text(std::string_view text);
DocumentFeatures describe_text(std::string_view text, const CommonKeys& common);

// Changes when the features of any text do: an index made by others is of no use.
uint64_t features_stamp();

}  // namespace unspin
