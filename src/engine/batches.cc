// This file reads files in parallel and hands their documents over in order.
//
// There are two kinds of job: splitting the next stretch of a file into records, which
// must go one after the other within a file, and understanding such a batch, which need
// not. Each thread takes whatever job is nearest to the delivery: the oldest batch that
// waits to be understood, else the next batch of the oldest file that may be read. So
// one file keeps all threads busy when it is alone, many small ones are read side by
// side, and no thread is idle while another waits for a slow disk or pipe.
//
// What is read and not yet delivered is bounded by counting batches: the file that is
// being delivered may be 2 batches a thread ahead, each of the files behind it 2. As
// the file in front always has room, there is no deadlock. The order of delivery is the
// order of the files, so nothing depends on which thread was fast.

#include "engine/batches.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "corpus/record_reader.h"
#include "engine/understand.h"

namespace unspin {
namespace {

// A file that has been opened, or could not be.
class OpenFile {
 public:
  OpenFile(const InputFile& file, size_t number, const ReadOptions& options)
      : file_(file), number_(number), options_(options) {}

  // Replaces `raw` by the file's next records and `batch` by what is known of them
  // already. False when this was the last; it may hold skips.
  bool split(RecordBatch& raw, DocumentBatch& batch) {
    batch = DocumentBatch{};
    batch.file = number_;
    raw.clear();
    bool more = open_ ? read(raw, batch) : open(batch) && read(raw, batch);
    if (open_) batch.consumed = records_.reader->consumed();
    std::move(raw.skips.begin(), raw.skips.end(), std::back_inserter(batch.skips));
    return more;
  }

  // Adds the documents of `raw` to `batch`. Any number of calls may run at once, beside
  // split().
  void understand_all(const RecordBatch& raw, DocumentBatch& batch) const {
    for (size_t i = 0; i < raw.records.size(); ++i) {
      if (!raw.records[i].is_document) continue;
      auto record = records_.parser->parse(raw, i);
      if (!record) {
        batch.skips.push_back(std::move(record).error());
      } else if (*record) {
        add_document(**std::move(record), raw.records[i], batch);
      }
    }
  }

 private:
  bool open(DocumentBatch& batch) {
    RecordOptions options{
        .fields = options_.fields, .limits = options_.limits, .past_damage = true};
    auto opened = open_records(file_, options);
    if (!opened) {
      batch.skips.push_back(skip_of(file_.path, opened.error()));
      return false;
    }
    records_ = *std::move(opened);
    open_ = true;
    return true;
  }

  bool read(RecordBatch& raw, DocumentBatch& batch) {
    auto more = records_.reader->next(raw);
    if (more) return *more;
    batch.skips.push_back(skip_of(file_.path, more.error()));
    return false;
  }

  void add_document(Record record, const RawRecord& raw, DocumentBatch& batch) const {
    auto document = understand(std::move(record), records_.kind, options_);
    if (document) {
      batch.documents.push_back(*std::move(document));
      batch.ordinals.push_back(raw.ordinal);
    } else {
      batch.skips.push_back({.path = file_.path,
                             .offset = raw.offset,
                             .reason = "page beyond the limits",
                             .detail = document.error().message});
    }
  }

  const InputFile& file_;
  size_t number_;
  const ReadOptions& options_;
  bool open_ = false;
  OpenedRecords records_;
};

void read_alone(const std::vector<InputFile>& files, const ReadOptions& options,
                const BatchSteps& steps) {
  RecordBatch raw;
  for (size_t number = 0; number < files.size(); ++number) {
    OpenFile file(files[number], number, options);
    for (bool more = true; more;) {
      DocumentBatch batch;
      more = file.split(raw, batch);
      file.understand_all(raw, batch);
      if (steps.work) steps.work(batch);
      if (!steps.deliver(std::move(batch))) return;
    }
  }
}

class Pipeline {
 public:
  Pipeline(const std::vector<InputFile>& files, const ReadOptions& options,
           const BatchSteps& steps, unsigned threads)
      : files_(files), options_(options), steps_(steps), n_threads_(threads) {}

  void run() {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < n_threads_; ++i)
      threads.emplace_back([this] { take_jobs(); });
    deliver_all();
    std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  enum class State : uint8_t { kRaw, kBusy, kDone };

  struct Slot {
    State state = State::kBusy;
    RecordBatch raw;
    DocumentBatch batch;
  };

  struct Lane {
    OpenFile file;
    std::deque<std::unique_ptr<Slot>> slots;  // split and not yet delivered, in order
    bool being_split = false;
    bool ended = false;
  };

  void take_jobs() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
      if (auto [lane, slot] = find_raw(); slot) {
        understand_slot(lock, *lane, *slot);
      } else if (Lane* readable = find_readable()) {
        split_next(lock, *readable);
      } else {
        changed_.wait(lock);
      }
    }
  }

  // The oldest batch that waits to be understood.
  std::pair<Lane*, Slot*> find_raw() {
    for (const auto& lane : lanes_)
      for (const auto& slot : lane->slots)
        if (slot->state == State::kRaw) return {lane.get(), slot.get()};
    return {nullptr, nullptr};
  }

  // The oldest file that has room for another batch; opens the next one when all are
  // busy or full.
  Lane* find_readable() {
    for (size_t i = 0; i < lanes_.size(); ++i) {
      Lane& lane = *lanes_[i];
      size_t room = i == 0 ? 2 * size_t{n_threads_} : 2;
      if (!lane.ended && !lane.being_split && lane.slots.size() < room) return &lane;
    }
    if (n_opened_ == files_.size() || lanes_.size() > n_threads_) return nullptr;
    lanes_.push_back(
        std::make_unique<Lane>(OpenFile(files_[n_opened_], n_opened_, options_)));
    ++n_opened_;
    return lanes_.back().get();
  }

  void split_next(std::unique_lock<std::mutex>& lock, Lane& lane) {
    auto slot = take_slot();
    lane.being_split = true;
    lock.unlock();
    bool more = lane.file.split(slot->raw, slot->batch);
    lock.lock();
    slot->state = State::kRaw;
    lane.slots.push_back(std::move(slot));
    lane.being_split = false;
    lane.ended = !more;
    changed_.notify_all();
  }

  void understand_slot(std::unique_lock<std::mutex>& lock, Lane& lane, Slot& slot) {
    slot.state = State::kBusy;
    lock.unlock();
    lane.file.understand_all(slot.raw, slot.batch);
    if (steps_.work) steps_.work(slot.batch);
    lock.lock();
    slot.state = State::kDone;
    changed_.notify_all();
  }

  // A slot with buffers that have been used before: their pages are there already.
  std::unique_ptr<Slot> take_slot() {
    if (spare_.empty()) return std::make_unique<Slot>();
    auto slot = std::move(spare_.back());
    spare_.pop_back();
    slot->state = State::kBusy;
    return slot;
  }

  void deliver_all() {
    std::unique_lock lock(mutex_);
    for (size_t done = 0; done < files_.size();) {
      if (lanes_.empty()) {
        changed_.wait(lock);
        continue;
      }
      Lane& front = *lanes_.front();
      if (!front.slots.empty() && front.slots.front()->state == State::kDone) {
        auto slot = std::move(front.slots.front());
        front.slots.pop_front();
        changed_.notify_all();
        lock.unlock();
        bool go_on = steps_.deliver(std::move(slot->batch));
        lock.lock();
        if (!go_on) return;
        spare_.push_back(std::move(slot));
      } else if (front.ended && front.slots.empty()) {
        lanes_.pop_front();
        ++done;
        changed_.notify_all();
      } else {
        changed_.wait(lock);
      }
    }
  }

  const std::vector<InputFile>& files_;
  const ReadOptions& options_;
  const BatchSteps& steps_;
  const unsigned n_threads_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  size_t n_opened_ = 0;
  std::deque<std::unique_ptr<Lane>> lanes_;  // files opened and not all delivered
  std::vector<std::unique_ptr<Slot>> spare_;
};

// The fixed wording for a file that could not be read.
std::string_view reason_of(Code code) {
  switch (code) {
    case Code::kNotFound:
      return "not found";
    case Code::kNotText:
      return "not text";
    case Code::kTooLarge:
      return "too large";
    case Code::kCorrupt:
      return "damaged";
    case Code::kBadArgument:
      return "no such field";
    case Code::kUnreadable:
    case Code::kUnwritable:
    case Code::kStopped:
      break;
  }
  return "unreadable";
}

}  // namespace

Skip skip_of(const std::string& path, const Error& error) {
  std::string_view what = error.message;
  if (!path.empty() && what.starts_with(path + ": ")) what.remove_prefix(path.size() + 2);
  return {.path = path,
          .offset = 0,
          .reason = std::string(reason_of(error.code)),
          .detail = std::string(what),
          .whole_file = true};
}

void read_batches(const std::vector<InputFile>& files, const ReadOptions& options,
                  const BatchSteps& steps) {
  unsigned threads = options.threads;
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  if (threads == 1)
    read_alone(files, options, steps);
  else
    Pipeline(files, options, steps, threads).run();
}

}  // namespace unspin
