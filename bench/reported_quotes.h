// Indirect quotations against people's marks (PolNear).
#pragma once

#include <string_view>
#include <vector>

#include "labelled_corpora.h"
#include "read_side.h"

namespace unspin::bench {

struct ReportedCounts {
  size_t marked = 0, found = 0;     // contents that are not all direct quotations
  size_t said = 0, said_found = 0;  // ... of them those handed on by a verb of saying
  size_t ours = 0, right = 0, half = 0, attributed = 0;
  size_t speaker_right = 0, cue_right = 0;  // of those found

  void add(const ReportedCounts& other);
};

// A statement of ours is right when it and a marked content share four fifths of the
// bytes of both, in all their pieces; `half`: half of them. It is `attributed` when more
// than half of it is marked as said by somebody, whatever the bounds.
// `misses`: also prints each error.
ReportedCounts count_reported(const Side& side,
                              const std::vector<Attribution>& attributions, bool misses);

void print_reported(std::string_view part, const ReportedCounts& counts);

}  // namespace unspin::bench
