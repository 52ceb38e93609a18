#include "join/equal_keys.h"

#include <cassert>
#include <thread>
#include <utility>
#include <vector>

#include "join/feature_join.h"
#include "join/memory_plan.h"
#include "join/ordered_runs.h"
#include "join/partition_buffers.h"
#include "join/records.h"

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBatch = 4096;

class Appender final : public KeyAppender {
 public:
  Appender(PartitionFiles& files, size_t block_records)
      : buffers_(files, block_records) {}

  Result<void> add(uint32_t document, uint64_t key) override {
    if (document >= kMaxJoinDocuments)
      return fail(Code::kTooLarge, "more than 268,435,456 documents; split the input");
    // Mixing is one to one: equal before, equal after.
    uint64_t mixed = mix_bits(key);
    buffers_.push(posting_partition(mixed), WideRecord{mixed} << 64 | document);
    return buffers_.status();
  }

  Result<void> flush() { return buffers_.flush(); }

 private:
  PartitionBuffers<WideRecord> buffers_;
};

// Links each document to those before it with the same key.
class KeySweep {
 public:
  using Sink = std::function<bool(std::span<const EqualKey>)>;

  explicit KeySweep(const Sink& sink) : sink_(sink) { batch_.reserve(kBatch); }

  bool run(std::span<const WideRecord> records) {
    for (WideRecord record : records) {
      auto key = static_cast<uint64_t>(record >> 64);
      auto document = static_cast<uint32_t>(record);
      if (!started_ || key != key_) {
        key_ = key;
        first_ = document;
      } else if (document != previous_) {
        batch_.push_back({.document = document,
                          .first = first_,
                          .previous = previous_,
                          .key = unmix_bits(key)});
        if (batch_.size() == kBatch && !flush()) return false;
      }
      previous_ = document;
      started_ = true;
    }
    return true;
  }

  bool flush() {
    if (batch_.empty()) return true;
    bool more = sink_(batch_);
    batch_.clear();
    return more;
  }

 private:
  const Sink& sink_;
  std::vector<EqualKey> batch_;
  bool started_ = false;
  uint64_t key_ = 0;
  uint32_t first_ = 0;
  uint32_t previous_ = 0;
};

}  // namespace

struct EqualKeys::State {
  State(ScratchFolder opened, uint64_t memory_bytes, unsigned threads)
      : plan{memory_bytes, threads},
        folder(std::move(opened)),
        files(folder.path(), "keys-", kPartitions, meter) {
    size_t block = plan.adding_block(kPartitions, sizeof(WideRecord));
    for (unsigned t = 0; t < threads; ++t)
      appenders.push_back(std::make_unique<Appender>(files, block));
  }

  ~State() { folder.remove(); }

  MemoryPlan plan;
  ScratchFolder folder;
  ScratchMeter meter;
  PartitionFiles files;
  std::vector<std::unique_ptr<Appender>> appenders;
};

Result<EqualKeys> EqualKeys::create(const fs::path& folder,
                                    const EqualKeysOptions& options) {
  UNSPIN_TRY(ScratchFolder opened, ScratchFolder::open(folder));
  opened.remove_files();
  unsigned threads = options.threads;
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  return EqualKeys(
      std::make_unique<State>(std::move(opened), options.memory_bytes, threads));
}

EqualKeys::EqualKeys(std::unique_ptr<State> state) : state_(std::move(state)) {}
EqualKeys::EqualKeys(EqualKeys&&) noexcept = default;
EqualKeys& EqualKeys::operator=(EqualKeys&&) noexcept = default;
EqualKeys::~EqualKeys() = default;

KeyAppender& EqualKeys::appender(unsigned thread) {
  assert(thread < state_->appenders.size());
  return *state_->appenders[thread];
}

Result<bool> EqualKeys::emit(const std::function<bool(std::span<const EqualKey>)>& sink) {
  for (auto& appender : state_->appenders)
    if (auto flushed = appender->flush(); !flushed)
      return tl::unexpected(flushed.error());
  state_->appenders.clear();

  KeySweep sweep(sink);
  OrderedRunsJob<WideRecord> job{
      .files = state_->files,
      .first_partition = 0,
      .end_partition = kPartitions,
      .threads = state_->plan.threads,
      .bytes_a_thread = state_->plan.emitting_sort_bytes(0),
      .bounds =
          [](unsigned partition) {
            WideRecord first = WideRecord{partition} << 120;
            return std::pair(first, first + ((WideRecord{1} << 120) - 1));
          },
      .on_run = [&](unsigned, std::span<const WideRecord> run) { return sweep.run(run); },
      .on_partition = [](unsigned) { return true; },
  };
  UNSPIN_TRY(bool whole, visit_ordered_runs(job));
  return whole && sweep.flush();
}

ScratchStats EqualKeys::stats() const { return state_->meter.stats(); }

}  // namespace unspin
