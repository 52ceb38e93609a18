// The numbers that decide what a scan finds and what that costs: all in one place.
#pragma once

#include <cstdint>

#include "unspin/scan.h"

namespace unspin {

struct ScanParameters {
  // Words of a shingle.
  unsigned shingle_words = 4;

  // A pair is looked at when the weights of the shingles it shares, 1 / (df - 1) each,
  // sum to this times the root of the shorter document's words; JoinOptions says more.
  double weight_per_root_length = .1;

  // It is compared when so many shared 3-grams lie in order near one diagonal
  // (sketch/diagonal_filter.h). 0: always.
  uint32_t least_chain = 5;

  // And when the 3-grams of such chains are this share of the longer text's words.
  double least_shared = 0;

  // A pair that shares little is compared where it shares it. Whether the whole is
  // compared after all when that comes to nothing.
  bool insists = true;

  // What a document that stands for up to so many nearly identical ones has in common
  // with others is looked for in these too. Where it stands for more, it is told of it
  // alone.
  uint32_t most_stood_for = 16;

  // Of texts of more words than this the whole is never compared on a mere suspicion: a
  // book would be compared from end to end with every article that has two of its words
  // in a row.
  uint32_t most_suspected_words = 50'000;
};

// The numbers for a collection of so many documents and words.
ScanParameters parameters_of(ScanPreset preset, ScanReach reach, uint64_t n_documents,
                             uint64_t n_words);

}  // namespace unspin
