// The first thing that went wrong on any of many threads.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

#include "unspin/error.h"

namespace unspin {

class FirstError {
 public:
  void keep(Error error) {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
    any_ = true;
  }

  bool any() const { return any_; }

  // Requires: no thread is in keep().
  std::optional<Error> take() { return std::exchange(error_, std::nullopt); }

 private:
  std::atomic<bool> any_ = false;
  std::mutex mutex_;
  std::optional<Error> error_;
};

}  // namespace unspin
