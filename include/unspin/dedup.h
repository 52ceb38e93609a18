// Write a collection back without the copies in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "unspin/error.h"
#include "unspin/match.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

// How far from what is kept a document may be that goes. Each includes those before it.
enum class DedupLevel : uint8_t {
  kIdentical,   // the same words in the same order
  kNear,        // nearly all words the same, in order
  kSpun,        // words replaced by machine
  kParaphrase,  // put in other words; and excerpts, contained in what is kept
};

// Which of several documents that say the same stays.
enum class DedupKeep : uint8_t {
  kOriginal,  // the family's root; else the earliest, then the longest
  kFirst,     // in the order of the inputs
  kLast,
  kLongest,  // in words; else as kOriginal
};

struct DedupOptions {
  // But for ScanOptions::reach, which is as far as the level asks.
  ScanOptions scan;
  DedupLevel level = DedupLevel::kNear;
  DedupKeep keep = DedupKeep::kOriginal;

  // Share of the words of a document that must stand in passages it has in common with
  // the one kept for it, in [0, 1]. Higher keeps more documents that say something of
  // their own; of identical texts it asks nothing, of excerpts .9 if it is less.
  double min_coverage = .8;

  // Remove documents as well that say a fact otherwise than the nearly equal one that
  // is kept: another number, name, date, or a "not" more or less; of paraphrases, other
  // figures and dates. What spun texts damaged keeps none.
  bool merge_fact_changes = false;
};

// A record of the inputs.
struct RecordName {
  std::string id;
  std::string file;     // as its input names it
  uint64_t record = 0;  // counts the file's records from 0
};

// What became of a document that duplicates another.
enum class DuplicateFate : uint8_t {
  kRemoved,
  kKept,  // for a fact that differs
};

// A document, and the one that is kept and says the same.
struct Duplicate {
  RecordName document;
  RecordName duplicate_of;

  // Of the two, with `document` as side a.
  Match match;
};

struct DedupSummary {
  ReadStats read;

  uint64_t kept = 0;
  uint64_t removed = 0;
  std::map<Relation, uint64_t> relations;  // of the removed to what is kept for them

  // Removed although a fact differs: with DedupOptions::merge_fact_changes, and where a
  // spun or paraphrased text says it otherwise.
  uint64_t merged_fact_changes = 0;

  // Of the kept: those that would have gone but for a fact.
  uint64_t kept_for_facts = 0;

  // In files that could not be read to their end, of which nothing is written and in
  // favour of which nothing is removed.
  uint64_t left_out = 0;
};

// Writes the documents of `inputs` to `out` without those that duplicate another which
// is kept: the same kinds, compression and bytes. Every removed document was aligned
// with the one kept for it, and their relation is within DedupOptions::level.
//
// One input that is a file goes to the file `out`, or into it where that is a folder or
// ends in '/'; anything else goes into the folder `out`, under its path relative to the
// innermost folder that holds all inputs (one folder: relative to it). Beside the
// results stand removed.jsonl ("unspin.removed/1") and kept.jsonl ("unspin.kept/1", what
// was kept for a changed fact): in the folder, or as `out`.removed.jsonl and
// `out`.kept.jsonl.
//
// Nothing appears before everything is written; each file is renamed into its place, and
// removed.jsonl last.
//
// Order:  the same bytes for any number of threads and any memory; with kOriginal and
//         kLongest for any order of inputs, but for the order of lines in removed.jsonl.
// Errors: as scan(); kBadArgument where an output would overwrite an input or land among
//         the inputs, and for inputs that cannot be read twice, such as standard input;
//         kUnreadable where an input changes meanwhile.
Result<DedupSummary> dedup(const std::vector<std::string>& inputs,
                           const std::filesystem::path& out, const DedupOptions& options,
                           const ScanObserver& observer = {});

}  // namespace unspin
