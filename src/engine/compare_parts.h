// Two documents that have little in common, compared where they have it.
#pragma once

#include <optional>
#include <span>

#include "sketch/diagonal_filter.h"
#include "sketch/word_hashes.h"
#include "unspin/compare.h"
#include "unspin/match.h"

namespace unspin {

// What the parts of `first` and `second` that hold all `places`, with room around them,
// come to; nothing when they come to nothing, or to more than shared passages, or are
// most of both: then the whole should be compared.
//
// Requires: places of these words, and these words of the documents' texts.
std::optional<Match> compare_parts(const Comparer& comparer, const Document& first,
                                   const WordHashes& first_words, const Document& second,
                                   const WordHashes& second_words,
                                   std::span<const DiagonalFilter::Place> places);

}  // namespace unspin
