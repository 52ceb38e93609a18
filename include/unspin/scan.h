// Scan a collection: every copy and rewrite in it, verified, explained, in families.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "unspin/compare.h"
#include "unspin/error.h"
#include "unspin/match.h"
#include "unspin/read.h"

namespace unspin {

// What a scan is to find; each finds what those before it find, at more cost.
enum class ScanPreset : uint8_t {
  kVerbatim,  // copies, near copies, and passages taken over word by word
  kEdited,    // also what was edited, spun or reworded sentence by sentence
  kSpun,      // also what kept few of its words, and short passages of that kind
};

// How unlike what it was taken from a copy may be that a scan looks for. Less reach
// spares most of the work: only what may be in reach is aligned.
enum class ScanReach : uint8_t {
  kIdentical,  // the same words in the same order
  kNear,       // nearly all words the same, of most of both texts
  kAll,        // all that the preset finds
};

struct ScanOptions {
  ScanPreset preset = ScanPreset::kEdited;

  ScanReach reach = ScanReach::kAll;

  // Memory to use, in bytes, besides the documents at hand and some 60 bytes for each
  // document of the collection. Never other results.
  uint64_t memory_bytes = uint64_t{2} << 30;

  // How many threads work; 0: one for each core. Never other results.
  unsigned threads = 0;

  // Go on with the scan that was killed, stopped or had an error in the same folder:
  // results are the bytes that it would have written. Memory and threads may differ.
  // Where nothing was left, begins. False: what was left is removed.
  bool resume = false;

  ReadOptions reading;
  CompareOptions comparing;
};

struct ScanSummary {
  ReadStats read;

  // Documents that are the only one of their family, or its root.
  uint64_t independent = 0;

  // The others, by how they are related to what they were taken from.
  uint64_t copies = 0;
  std::map<Relation, uint64_t> relations;

  uint64_t families = 0;
  uint64_t matches = 0;     // pairs found related
  uint64_t candidates = 0;  // pairs looked at
  uint64_t compared = 0;    // pairs aligned

  // Texts that sites repeat around their articles, and how many pairs share only these:
  // they are no matches.
  uint64_t boilerplate_texts = 0;
  uint64_t boilerplate_matches = 0;
};

enum class ScanStage : uint8_t {
  kReading,
  kCollapsing,  // identical and near-identical texts
  kJoining,     // rare shingles
  kVerifying,   // identical and near-identical texts, aligned
  kComparing,   // the others that share shingles
  kGrouping,
  kWriting,
};

struct ScanObserver {
  // What was left out, in the order of the inputs; all of it again when resuming.
  std::function<void(const Skip&)> on_skip;

  // A line for people: what became of an earlier run's scratch files.
  std::function<void(const std::string&)> on_note;

  // Now and then: `done` of `total` of the stage; bytes while reading, else documents or
  // pairs.
  std::function<void(ScanStage, uint64_t done, uint64_t total)> on_progress;

  // Asked often, on any thread, many at a time: true ends the scan, within a second or
  // so, with kStopped.
  std::function<bool()> should_stop;
};

// Scans all documents of `inputs` and writes `out`/matches.jsonl (a line of
// "unspin.match/1" each), families.jsonl ("unspin.family/1"), boilerplate.jsonl
// ("unspin.boilerplate/1"), report.html and summary.json, each whole or not at all. `out`
// is made when missing; scratch files live in `out`/.scratch. They are removed at the
// end, and kept by an error or a kill, for ScanOptions::resume.
//
// Order:  the same bytes for any number of threads, any memory, any order of inputs.
// Errors: kUnwritable (a full disk, or another run works in `out`), kNotFound (the
//         lexicon), kCorrupt (damaged scratch), kStopped; kBadArgument when what is to be
//         resumed had other inputs or options.
//         What is wrong with single documents goes to ScanObserver::on_skip.
Result<ScanSummary> scan(const std::vector<std::string>& inputs,
                         const std::filesystem::path& out, const ScanOptions& options,
                         const ScanObserver& observer = {});

}  // namespace unspin
