// Changes that people labelled in pairs of sentences (ETPC over MSRP), and how many of
// them the judge lists.
#pragma once

#include <filesystem>

#include "lexicon/lexicon.h"
#include "unspin/compare.h"

namespace unspin::bench {

struct ChangeSettings {
  std::filesystem::path data = UNSPIN_DATA_DEFAULT;

  // Through the public comparer, which finds its passages itself. Else the sentences
  // are aligned as one passage, whatever they share.
  bool whole = false;

  bool misses = false;  // print each error
};

// Prints precision, recall and F1 by kind, and what of what kept its sense is listed.
//
// A detection is right when it overlaps a label of its kind in bytes on either side; a
// label is found when a detection of its kind overlaps it. What is listed in a pair and
// overlaps no changed label of its kind is false, be it labelled or not: the corpus does
// not label each difference, so precision is a lower bound. Only sentences that are
// labelled as a whole ("non-paraphrase") leave what they hold unscored.
void print_changes_table(const ChangeSettings& settings, const Lexicon& lexicon,
                         const Comparer& comparer);

}  // namespace unspin::bench
