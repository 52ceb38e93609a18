// Here are the files of all partitions, give me every sorted run in order, while other
// threads sort the next partitions.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "join/sorted_runs.h"

namespace unspin {

template <class Record>
struct OrderedRunsJob {
  PartitionFiles& files;
  unsigned first_partition = 0;
  unsigned end_partition = 0;
  unsigned threads = 1;
  uint64_t bytes_a_thread = 0;

  // The least and greatest record that a partition may hold.
  std::function<std::pair<Record, Record>(unsigned partition)> bounds;

  // Called on the caller's thread. False ends it all.
  std::function<bool(unsigned partition, std::span<const Record> run)> on_run;

  // After each partition; false ends it all.
  std::function<bool(unsigned partition)> on_partition;

  uint64_t largest() const {
    uint64_t words = 0;
    for (unsigned p = first_partition; p < end_partition; ++p)
      words = std::max(words, files.extent(p).words);
    return words * sizeof(uint64_t) / sizeof(Record);
  }
};

// Hands sorted runs from the thread that sorts a partition to the caller, one at a time.
template <class Record>
class RunSlot {
 public:
  struct Item {
    bool partition_ended = false;
    Result<std::span<const Record>> run;
  };

  // Waits until the item was taken and is done with. False: stop.
  bool put(Item item) {
    std::unique_lock lock(mutex_);
    item_ = std::move(item);
    full_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return !full_ || stopped_; });
    return !stopped_;
  }

  const Item& wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return full_; });
    return item_;
  }

  void done() {
    std::lock_guard lock(mutex_);
    full_ = false;
    changed_.notify_all();
  }

  void stop() {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Item item_;
  bool full_ = false;
  bool stopped_ = false;
};

template <class Record>
Result<bool> visit_runs_alone(const OrderedRunsJob<Record>& job) {
  SortSpace<Record> space(job.bytes_a_thread, job.largest());
  for (unsigned p = job.first_partition; p < job.end_partition; ++p) {
    auto [first, last] = job.bounds(p);
    SortedRuns<Record> runs(job.files, p, first, last, space);
    while (true) {
      UNSPIN_TRY(std::span<const Record> run, runs.next());
      if (run.empty()) break;
      if (!job.on_run(p, run)) return false;
    }
    if (!job.on_partition(p)) return false;
  }
  return true;
}

// Sorts every `job.threads`-th partition, from `start` on, into `slot`.
template <class Record>
void sort_into_slot(const OrderedRunsJob<Record>& job, unsigned start,
                    RunSlot<Record>& slot) {
  SortSpace<Record> space(job.bytes_a_thread, job.largest());
  for (unsigned p = start; p < job.end_partition; p += job.threads) {
    auto [first, last] = job.bounds(p);
    SortedRuns<Record> runs(job.files, p, first, last, space);
    for (bool ended = false; !ended;) {
      Result<std::span<const Record>> run = runs.next();
      ended = run && run->empty();
      bool failed = !run;
      if (!slot.put({ended, std::move(run)}) || failed) return;
    }
  }
}

// Visits the runs of all partitions in order. False when a callback returned false.
//
// Memory: job.bytes_a_thread for each thread.
template <class Record>
Result<bool> visit_ordered_runs(const OrderedRunsJob<Record>& job) {
  if (job.threads <= 1) return visit_runs_alone(job);
  std::vector<RunSlot<Record>> slots(job.threads);
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < job.threads; ++t)
    threads.emplace_back(
        [&, t] { sort_into_slot(job, job.first_partition + t, slots[t]); });

  auto visit = [&]() -> Result<bool> {
    for (unsigned p = job.first_partition; p < job.end_partition; ++p) {
      RunSlot<Record>& slot = slots[(p - job.first_partition) % job.threads];
      for (bool ended = false; !ended; slot.done()) {
        const auto& item = slot.wait();
        if (!item.run) return tl::unexpected(item.run.error());
        ended = item.partition_ended;
        if (!ended && !job.on_run(p, *item.run)) return false;
      }
      if (!job.on_partition(p)) return false;
    }
    return true;
  };
  Result<bool> visited = visit();
  for (RunSlot<Record>& slot : slots) slot.stop();
  return visited;
}

}  // namespace unspin
