// True copies of articles with one thing changed: is it listed, as what it is?
#pragma once

#include <cstdint>

#include "unspin/compare.h"

namespace unspin::bench {

struct CorruptedSettings {
  size_t articles = 400;  // of each source
  uint64_t seed = 1;
  bool misses = false;  // print each error
};

// By kind of change: found (a change overlaps the place), typed (of the right kind),
// severity right, and changes listed elsewhere. By what was done to a quotation: verdict.
void print_corrupted_tables(const CorruptedSettings& settings, const Comparer& comparer);

}  // namespace unspin::bench
