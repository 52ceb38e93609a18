#include "server/workers.h"

#include <utility>

namespace unspin::server {

Workers::Workers(unsigned threads, size_t max_waiting, std::chrono::milliseconds max_wait)
    : max_waiting_(max_waiting), max_wait_(max_wait) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::offer(Job job) {
  {
    std::lock_guard lock(mutex_);
    if (ending_ || queue_.size() >= max_waiting_) return false;
    queue_.push_back({std::move(job), Clock::now()});
  }
  changed_.notify_one();
  return true;
}

size_t Workers::waiting() const {
  std::lock_guard lock(mutex_);
  return queue_.size();
}

size_t Workers::working() const {
  std::lock_guard lock(mutex_);
  return working_;
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return ending_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Entry entry = std::move(queue_.front());
    queue_.pop_front();
    ++working_;
    lock.unlock();
    entry.job(Clock::now() - entry.since > max_wait_);
    entry.job = nullptr;
    lock.lock();
    --working_;
  }
}

}  // namespace unspin::server
