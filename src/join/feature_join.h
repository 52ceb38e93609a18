// join/: here are the features of all documents, give me candidate pairs, within this
// much memory.
//
// Useful for: all pairs of documents that share rare features, over more documents than
// fit in memory. Not for: one document against many (that is an index), nor for saying
// what a pair shares (that is an alignment).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "join/scratch_stats.h"
#include "unspin/error.h"

namespace unspin {

// Documents are known by numbers below this.
inline constexpr uint32_t kMaxJoinDocuments = uint32_t{1} << 28;

// What the join knows a feature by: 44 bits that depend on all of its 64. With 5 · 10^9
// different features, one in 3,500 meets a stranger.
uint64_t feature_key(uint64_t feature);

struct JoinOptions {
  // Memory to use at any time, in bytes, besides 1 MiB. More makes fewer passes over
  // the scratch files and larger writes; never other pairs. The least that works is
  // 256 KiB a thread, and in emit() 2 bytes a document more.
  uint64_t memory_bytes = uint64_t{1} << 30;

  // How many appenders there may be, and how many threads finish() and emit() run.
  // 0: one for each core. Never other pairs.
  unsigned threads = 1;

  // A feature of 2 to this many documents pairs all of them, with weight 1/(df - 1).
  // At most 255. Turned up, it costs with its square and finds pairs that share only
  // commoner features.
  uint32_t max_df = 10;

  // A feature of more documents, up to this many, links each document to the next two,
  // with weight 1/4: enough to connect the copies of a passage that many hold. Beyond
  // it each is linked to the next alone.
  uint32_t max_linked_df = 1000;

  // A pair is a candidate when it shares this many features …
  uint32_t min_shared = 2;

  // … and their weights sum to this times the root of the shorter document's length.
  double weight_per_root_length = 0.1;

  // Whether checkpoints are written, so that resume() can continue a join that was
  // killed, stopped or had an error. Then only remove() removes the scratch files.
  bool resumable = false;
};

// Two documents that may have text in common.
struct CandidatePair {
  uint32_t a = 0;  // a < b
  uint32_t b = 0;
  double weight = 0;    // sum of the shared features' weights
  uint64_t shared = 0;  // how many features they are paired by
  bool operator==(const CandidatePair&) const = default;
};

enum class JoinStage : uint8_t {
  kAdding,   // takes documents
  kJoining,  // some of the features are joined: finish() continues
  kReady,    // emit() may be called
};

struct JoinStats {
  uint64_t features = 0;    // added, summed over documents
  uint64_t pairs = 0;       // pair records that features gave, before summing
  uint64_t candidates = 0;  // pairs emitted
  ScratchStats scratch;
};

// How far a stage is, in parts of 256.
struct JoinProgress {
  JoinStage stage = JoinStage::kAdding;
  uint64_t done = 0;
  uint64_t total = 0;
};

// Takes documents on behalf of one thread.
class FeatureAppender {
 public:
  virtual ~FeatureAppender() = default;

  // The features of `document` and its length (tokens), by which the pair's threshold
  // grows. Repeated features count once. Documents may come in any order, over any
  // appenders, each once; a number that never comes is an empty document.
  //
  // Errors:  kUnwritable when the disk is full or fails; kTooLarge for a document number
  //          of kMaxJoinDocuments or more.
  // Threads: one at a time.
  // Cost:    about 10 ns a feature.
  virtual Result<void> add(uint32_t document, uint32_t length,
                           std::span<const uint64_t> features) = 0;
};

// The join. In order: create(), add all documents, finish(), emit().
//
// Memory:  as JoinOptions::memory_bytes says, whatever the number of documents.
// Scratch: 8 bytes a feature and then 8 bytes a pair record; features are removed as
//          they are joined. Nothing is left when this is destroyed, unless it is
//          resumable and has a checkpoint.
// Order:   the pairs are the same for any memory, number of threads, appenders, and
//          order of adding.
class FeatureJoin {
 public:
  // An empty join with its scratch files in `folder`, which is made when missing. What a
  // killed run left there is removed.
  //
  // Errors: kUnwritable when the folder cannot be made, or another join works in it;
  //         kBadArgument for options out of range.
  static Result<FeatureJoin> create(const std::filesystem::path& folder,
                                    const JoinOptions& options);

  // The join that a killed or stopped run left in `folder`, as it was at its last
  // checkpoint. What was written since is cut off.
  //
  // Of a resumable join, checkpoints are what checkpoint() wrote, the end of adding, each
  // sixteenth of finish() (with many threads fewer), and its end; emit() can be repeated
  // from any document. Memory, threads and
  // thresholds may differ from the run that was stopped.
  //
  // Errors: kNotFound when there is nothing to resume; kCorrupt when the files are not
  //         what the manifest says; kBadArgument when max_df or max_linked_df differ.
  static Result<FeatureJoin> resume(const std::filesystem::path& folder,
                                    const JoinOptions& options);

  FeatureJoin(FeatureJoin&&) noexcept;
  FeatureJoin& operator=(FeatureJoin&&) noexcept;
  ~FeatureJoin();

  JoinStage stage() const;

  // One more than the highest document added.
  uint32_t documents() const;

  // What the last checkpoint() was told, 0 without one.
  uint64_t cookie() const;

  // The appender of thread number `thread`, below JoinOptions::threads. Owned by the
  // join, until finish().
  //
  // Requires: stage() is kAdding.
  FeatureAppender& appender(unsigned thread = 0);

  // Makes what was added so far survive a kill, with a number to remember: how far the
  // caller was. Appended blocks are not synced: a power cut may damage them, which
  // finish() finds out (kCorrupt).
  //
  // Requires: resumable; no appender is in add().
  Result<void> checkpoint(uint64_t cookie);

  // Ends adding and joins the features. False when `on_progress` returned false: stopped
  // at the checkpoint before.
  //
  // Requires: no appender is in add().
  // Errors:   kUnwritable (disk full), kUnreadable, kCorrupt, kTooLarge.
  // Cost:     sorts all features, writes all pair records.
  Result<bool> finish(const std::function<bool(const JoinProgress&)>& on_progress = {});

  // Gives `sink` all candidates with a >= first_document, in the order of (a, b), each
  // once, some thousands at a time. False when the sink returned false. May be repeated.
  //
  // Errors:   kUnreadable, kCorrupt; kBadArgument when memory_bytes cannot hold 2 bytes
  //           a document.
  // Threads:  the sink is called on the caller's thread.
  Result<bool> emit(const std::function<bool(std::span<const CandidatePair>)>& sink,
                    uint32_t first_document = 0,
                    const std::function<bool(const JoinProgress&)>& on_progress = {});

  // Removes the scratch files, and the folder when nothing else is in it. The join is
  // over.
  void remove();

  JoinStats stats() const;

  struct State;  // the join's own

 private:
  explicit FeatureJoin(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
