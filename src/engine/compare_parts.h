// Two documents that have little in common, compared where they have it.
#pragma once

#include <optional>
#include <span>

#include "engine/scan_parameters.h"
#include "sketch/diagonal_filter.h"
#include "sketch/word_hashes.h"
#include "unspin/compare.h"
#include "unspin/match.h"

namespace unspin {

// A document and the words of its text.
struct TextWords {
  const Document& document;
  const WordHashes& words;
};

// What the parts of `first` and `second` that hold all `places`, with room around them,
// come to; nothing when the whole should be compared: they come to more than shared
// passages, or are most of both, or come to nothing and the parameters insist.
//
// Requires: places of these words, first and second.
std::optional<Match> compare_parts(const Comparer& comparer, const TextWords& first,
                                   const TextWords& second,
                                   std::span<const DiagonalFilter::Place> places,
                                   const ScanParameters& parameters);

}  // namespace unspin
