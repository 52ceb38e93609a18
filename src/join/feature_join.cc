// This file finds all pairs of documents that share rare features, in bounded memory.
//
// Comparing all documents is quadratic; a table of all features does not fit in memory.
// But documents that share a feature meet when all features are sorted, and sorting is
// what disks are good at:
//
//   1. Adding. Each (feature, document) becomes a posting of 8 bytes, and goes to one of
//      256 files by the top 8 bits of the feature's hash. Buffers make every write long.
//   2. Joining. One file at a time is sorted in memory. Each run of one feature gives
//      pairs (posting_sweep.cc), 8 bytes each, which go to one of 256 files by ranges of
//      the pair's first document.
//   3. Emitting. One file at a time is sorted in memory and summed (pair_sum.cc). Since
//      files are ranges, the pairs come out in order.
//
// A file that is too large for memory is read several times (sorted_runs.h). So the
// number of files need not be guessed before the documents are known, and memory is
// never more than what was allowed.
//
// The answer depends on nothing but the features: postings and pairs are sorted in full,
// and weights are whole numbers, so that neither the order of blocks in a file nor the
// number of threads, files or passes shows.
//
// Cost, for N documents of F features each that give P pair records: 8NF bytes written
// and read once, 8P likewise; sorting is linear, some 10 ns a posting over all stages
// and 20 ns a pair record. P grows with the share of features that are neither unique
// nor common, for news as N^1.2. A stage of n bytes on disk with memory M reads
// 1 + 2.5 n / (256 M) times what it wrote once that is above 2, per thread.

#include "join/feature_join.h"

#include <atomic>
#include <cassert>
#include <cmath>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "join/manifest.h"
#include "join/memory_plan.h"
#include "join/ordered_runs.h"
#include "join/pair_sum.h"
#include "join/posting_sweep.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

// The file of documents' lengths comes after those of features.
constexpr unsigned kLengths = kPartitions;
constexpr unsigned kRound = 16;

void raise_to(std::atomic<uint32_t>& highest, uint32_t value) {
  uint32_t seen = highest.load(std::memory_order_relaxed);
  while (seen < value && !highest.compare_exchange_weak(seen, value)) continue;
}

class Appender final : public FeatureAppender {
 public:
  Appender(PartitionFiles& files, size_t block_records, std::atomic<uint32_t>& documents)
      : buffers_(files, block_records), documents_(documents) {}

  Result<void> add(uint32_t document, uint32_t length,
                   std::span<const uint64_t> features) override {
    if (document >= kMaxJoinDocuments)
      return fail(Code::kTooLarge, "more than 268,435,456 documents; split the input");
    for (uint64_t feature : features) {
      uint64_t mixed = mix_bits(feature);
      buffers_.push(posting_partition(mixed), make_posting(mixed, document));
    }
    buffers_.push(kLengths, uint64_t{document} << 32 | length);
    features_ += features.size();
    raise_to(documents_, document + 1);
    return buffers_.status();
  }

  Result<void> flush() { return buffers_.flush(); }
  uint64_t take_features() { return std::exchange(features_, 0); }

 private:
  PartitionBuffers<uint64_t> buffers_;
  std::atomic<uint32_t>& documents_;
  uint64_t features_ = 0;
};

// One thread's share of joining.
class Joiner {
 public:
  Joiner(const JoinOptions& options, const MemoryPlan& plan, PairLayout layout,
         uint64_t largest, PartitionFiles& features, PartitionFiles& pairs)
      : features_(features),
        space_(plan.joining_sort_bytes(), largest),
        buffers_(pairs, plan.joining_block()),
        sweep_(options.max_df, options.max_linked_df, layout, buffers_) {}

  Result<void> join(unsigned partition) {
    SortedRuns<uint64_t> runs(features_, partition, 0, UINT64_MAX, space_);
    while (true) {
      UNSPIN_TRY(std::span<const uint64_t> run, runs.next());
      if (run.empty()) break;
      sweep_.run(run);
      if (!buffers_.status()) return buffers_.status();
    }
    sweep_.end();
    return buffers_.status();
  }

  Result<void> flush() { return buffers_.flush(); }

 private:
  PartitionFiles& features_;
  SortSpace<uint64_t> space_;
  PartitionBuffers<uint64_t> buffers_;
  PostingSweep sweep_;
};

// Joins partitions [first, end), as many at a time as there are joiners.
Result<void> join_round(std::vector<std::unique_ptr<Joiner>>& joiners, unsigned first,
                        unsigned end) {
  std::atomic<unsigned> next = first;
  std::vector<Result<void>> results(joiners.size());
  auto work = [&](size_t i) {
    for (unsigned p = next++; p < end && results[i]; p = next++)
      results[i] = joiners[i]->join(p);
    if (results[i]) results[i] = joiners[i]->flush();
    if (!results[i]) next = end;
  };
  {
    std::vector<std::jthread> threads;
    for (size_t i = 1; i < joiners.size(); ++i) threads.emplace_back(work, i);
    work(0);
  }
  for (Result<void>& result : results)
    if (!result) return result;
  return {};
}

Result<JoinOptions> checked(JoinOptions options) {
  if (options.max_df > 255)
    return fail(Code::kBadArgument, "a frequency cap is at most 255 documents");
  if (!std::isfinite(options.weight_per_root_length))
    return fail(Code::kBadArgument, "the weight a pair needs is not a number");
  if (options.threads == 0)
    options.threads = std::max(1u, std::thread::hardware_concurrency());
  return options;
}

}  // namespace

struct FeatureJoin::State {
  State(ScratchFolder opened, const JoinOptions& checked_options)
      : options(checked_options),
        plan{options.memory_bytes, options.threads},
        folder(std::move(opened)),
        features(folder.path(), "features-", kPartitions + 1, meter),
        pairs(folder.path(), "pairs-", kPartitions, meter) {}

  ~State() {
    if (!removed && !checkpointed) folder.remove();
  }

  void open_appenders() {
    size_t block = plan.adding_block(features.partitions(), sizeof(uint64_t));
    for (unsigned t = 0; t < options.threads; ++t)
      appenders.push_back(std::make_unique<Appender>(features, block, documents));
  }

  Result<void> flush_appenders() {
    for (auto& appender : appenders) {
      feature_count += appender->take_features();
      if (auto flushed = appender->flush(); !flushed) return flushed;
    }
    return {};
  }

  // Writes down how far we are. Beyond this point a kill loses nothing done before.
  Result<void> save() {
    if (!options.resumable) return {};
    Manifest manifest{.stage = stage,
                      .documents = documents,
                      .cookie = cookie,
                      .features = feature_count,
                      .max_df = options.max_df,
                      .max_linked_df = options.max_linked_df,
                      .joined = joined,
                      .feature_files = features.extents(),
                      .pair_files = pairs.extents()};
    for (unsigned p = 0; p < joined; ++p) manifest.feature_files[p] = {};
    if (auto written = write_manifest(folder.path(), manifest); !written) return written;
    checkpointed = true;
    return {};
  }

  Result<void> restore(const Manifest& manifest) {
    checkpointed = true;
    if (manifest.max_df != options.max_df ||
        manifest.max_linked_df != options.max_linked_df)
      return fail(Code::kBadArgument,
                  "the run to resume had other frequency caps; start again");
    stage = manifest.stage;
    documents = manifest.documents;
    cookie = manifest.cookie;
    feature_count = manifest.features;
    joined = manifest.joined;
    if (auto restored = features.restore(manifest.feature_files); !restored)
      return restored;
    return pairs.restore(manifest.pair_files);
  }

  PairLayout layout() const { return PairLayout::of(documents); }

  uint64_t largest_feature_file() const {
    uint64_t words = 0;
    for (unsigned p = 0; p < kPartitions; ++p)
      words = std::max(words, features.extent(p).words);
    return words;
  }

  Result<void> end_adding() {
    if (auto flushed = flush_appenders(); !flushed) return flushed;
    appenders.clear();
    stage = JoinStage::kJoining;
    joined = 0;
    return save();
  }

  Result<bool> join_all(const std::function<bool(const JoinProgress&)>& on_progress) {
    std::vector<std::unique_ptr<Joiner>> joiners;
    for (unsigned t = 0; t < options.threads; ++t)
      joiners.push_back(std::make_unique<Joiner>(
          options, plan, layout(), largest_feature_file(), features, pairs));
    unsigned round = std::max(kRound, 2 * options.threads);
    while (joined < kPartitions) {
      unsigned end = std::min(kPartitions, joined + round);
      if (auto done = join_round(joiners, joined, end); !done)
        return tl::unexpected(done.error());
      // The features of this round are not needed once their pairs are vouched for.
      unsigned first = std::exchange(joined, end);
      if (auto saved = save(); !saved) return tl::unexpected(saved.error());
      for (unsigned p = first; p < end; ++p) features.remove(p);
      JoinProgress progress{JoinStage::kJoining, joined, kPartitions};
      if (on_progress && !on_progress(progress)) return false;
    }
    stage = JoinStage::kReady;
    if (auto saved = save(); !saved) return tl::unexpected(saved.error());
    return true;
  }

  Result<std::vector<uint16_t>> load_lengths() {
    std::vector<uint16_t> lengths(documents, 0);
    uint64_t words = features.extent(kLengths).words;
    uint64_t sum = 0;
    std::vector<uint64_t> chunk(std::min<uint64_t>(words, 4096));
    for (uint64_t start = 0; start < words; start += chunk.size()) {
      chunk.resize(std::min<uint64_t>(chunk.size(), words - start));
      auto bytes = std::as_writable_bytes(std::span<uint64_t>(chunk));
      if (auto read = features.read(kLengths, start * sizeof(uint64_t), bytes); !read)
        return tl::unexpected(read.error());
      for (uint64_t word : chunk) {
        sum += word;
        if (word >> 32 < lengths.size())
          lengths[word >> 32] = pack_length(static_cast<uint32_t>(word));
      }
    }
    if (auto whole = features.check_sum(kLengths, sum); !whole)
      return tl::unexpected(whole.error());
    return lengths;
  }

  // Declared in the order they are made: files close before the folder is unlocked.
  JoinOptions options;
  MemoryPlan plan;
  ScratchFolder folder;
  ScratchMeter meter;
  PartitionFiles features;
  PartitionFiles pairs;
  std::vector<std::unique_ptr<Appender>> appenders;

  JoinStage stage = JoinStage::kAdding;
  std::atomic<uint32_t> documents = 0;
  uint64_t cookie = 0;
  uint64_t feature_count = 0;
  uint64_t emitted = 0;
  unsigned joined = 0;
  bool checkpointed = false;
  bool removed = false;

  // What went wrong for good: the files are then not what memory says of them.
  std::optional<Error> broken;
};

Result<FeatureJoin> FeatureJoin::create(const fs::path& folder,
                                        const JoinOptions& options) {
  UNSPIN_TRY(JoinOptions good, checked(options));
  UNSPIN_TRY(ScratchFolder opened, ScratchFolder::open(folder));
  opened.remove_files();
  auto state = std::make_unique<State>(std::move(opened), good);
  state->open_appenders();
  return FeatureJoin(std::move(state));
}

Result<FeatureJoin> FeatureJoin::resume(const fs::path& folder,
                                        const JoinOptions& options) {
  UNSPIN_TRY(JoinOptions good, checked(options));
  good.resumable = true;
  UNSPIN_TRY(Manifest manifest, read_manifest(folder));
  UNSPIN_TRY(ScratchFolder opened, ScratchFolder::open(folder));
  auto state = std::make_unique<State>(std::move(opened), good);
  if (auto restored = state->restore(manifest); !restored)
    return tl::unexpected(restored.error());
  if (state->stage == JoinStage::kAdding) state->open_appenders();
  return FeatureJoin(std::move(state));
}

FeatureJoin::FeatureJoin(std::unique_ptr<State> state) : state_(std::move(state)) {}
FeatureJoin::FeatureJoin(FeatureJoin&&) noexcept = default;
FeatureJoin& FeatureJoin::operator=(FeatureJoin&&) noexcept = default;
FeatureJoin::~FeatureJoin() = default;

JoinStage FeatureJoin::stage() const { return state_->stage; }
uint32_t FeatureJoin::documents() const { return state_->documents; }
uint64_t FeatureJoin::cookie() const { return state_->cookie; }

FeatureAppender& FeatureJoin::appender(unsigned thread) {
  assert(state_->stage == JoinStage::kAdding && thread < state_->appenders.size());
  return *state_->appenders[thread];
}

Result<void> FeatureJoin::checkpoint(uint64_t cookie) {
  assert(state_->stage == JoinStage::kAdding);
  if (auto flushed = state_->flush_appenders(); !flushed) return flushed;
  state_->cookie = cookie;
  return state_->save();
}

Result<bool> FeatureJoin::finish(
    const std::function<bool(const JoinProgress&)>& on_progress) {
  State& state = *state_;
  if (state.broken) return tl::unexpected(*state.broken);
  if (state.stage == JoinStage::kReady) return true;
  auto run = [&]() -> Result<bool> {
    if (state.stage == JoinStage::kAdding)
      if (auto ended = state.end_adding(); !ended) return tl::unexpected(ended.error());
    return state.join_all(on_progress);
  };
  Result<bool> finished = run();
  if (!finished) state.broken = finished.error();
  return finished;
}

Result<bool> FeatureJoin::emit(
    const std::function<bool(std::span<const CandidatePair>)>& sink,
    uint32_t first_document,
    const std::function<bool(const JoinProgress&)>& on_progress) {
  State& state = *state_;
  assert(state.stage == JoinStage::kReady);
  state.emitted = 0;
  uint64_t lengths_bytes = uint64_t{state.documents} * sizeof(uint16_t);
  if (lengths_bytes > state.plan.bytes + MemoryPlan::kChunkBytes)
    return fail(Code::kBadArgument,
                "too little memory for so many documents; allow at "
                "least 2 bytes for each");
  if (first_document >= state.documents) return true;
  UNSPIN_TRY(std::vector<uint16_t> lengths, state.load_lengths());

  PairLayout layout = state.layout();
  PairSum sum(state.options, layout, lengths, first_document, sink);
  OrderedRunsJob<uint64_t> job{
      .files = state.pairs,
      .first_partition = first_document >> layout.partition_shift(),
      .end_partition = kPartitions,
      .threads = state.plan.threads,
      .bytes_a_thread = state.plan.emitting_sort_bytes(lengths_bytes),
      .bounds =
          [&](unsigned partition) {
            return std::pair(layout.partition_start(partition),
                             layout.partition_start(partition + 1) - 1);
          },
      .on_run = [&](unsigned, std::span<const uint64_t> run) { return sum.run(run); },
      .on_partition =
          [&](unsigned partition) {
            JoinProgress progress{JoinStage::kReady, partition + 1, kPartitions};
            return !on_progress || on_progress(progress);
          },
  };
  UNSPIN_TRY(bool whole, visit_ordered_runs(job));
  whole = whole && sum.end();
  state.emitted = sum.emitted();
  return whole;
}

void FeatureJoin::remove() {
  for (PartitionFiles* files : {&state_->features, &state_->pairs})
    for (unsigned p = 0; p < files->partitions(); ++p) files->remove(p);
  state_->folder.remove();
  state_->removed = true;
}

JoinStats FeatureJoin::stats() const {
  JoinStats stats{.features = state_->feature_count,
                  .candidates = state_->emitted,
                  .scratch = state_->meter.stats()};
  for (const Extent& extent : state_->pairs.extents()) stats.pairs += extent.words;
  return stats;
}

}  // namespace unspin
