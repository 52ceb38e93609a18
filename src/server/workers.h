// Threads that answer requests, and a queue in front of them that is allowed to be full.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace unspin::server {

// Threads: any may call.
class Workers {
 public:
  // A job is called with whether it waited longer than `max_wait`: then whoever asked
  // has likely gone, and it should not begin the work.
  using Job = std::function<void(bool late)>;

  Workers(unsigned threads, size_t max_waiting, std::chrono::milliseconds max_wait);

  // Does what was accepted, then ends.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False when too many wait already; then the job is not done.
  bool offer(Job job);

  size_t waiting() const;
  size_t working() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    Job job;
    Clock::time_point since;
  };

  void work();

  const size_t max_waiting_;
  const std::chrono::milliseconds max_wait_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Entry> queue_;
  size_t working_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace unspin::server
