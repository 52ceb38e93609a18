// What matching quotations and looking for changes both need to know of a pair.
#pragma once

#include <vector>

#include "judge/draft.h"
#include "judge/speaker.h"
#include "judge/word_map.h"

namespace unspin {

struct ReportedPair;  // quoted.h

// One side, read for its names and for who is quoted.
struct Reading {
  std::vector<TokenSpan> names;   // names.h
  std::vector<TokenSpan> region;  // region.h
  std::vector<Speaker> speakers;  // speaker.h
};

// Keeps references to the pair and into itself: stays where it is.
struct Study {
  explicit Study(const Case& of);
  Study(const Study&) = delete;

  const Case& pair;
  WordMap from_a, from_b;
  Reading a, b;

  // Looked at from either side.
  Sight sight_a, sight_b;
};

// Are both sides English, as far as they say?
bool is_english(const Case& pair);

// As in judge.h, of a pair that has been studied; `reported`: what both sides report
// without quotation marks.
std::vector<QuotationMatch> match_quotations(const Study& study);
std::vector<Change> find_changes(const Study& study,
                                 const std::vector<QuotationMatch>& quotations,
                                 const std::vector<ReportedPair>& reported);

}  // namespace unspin
