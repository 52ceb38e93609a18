// What was left out while reading, kept on scratch disk to be told again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/file.h"
#include "engine/packed.h"
#include "unspin/read.h"

namespace unspin {

class SkipLog {
 public:
  // Errors: kUnwritable, here and below.
  static Result<SkipLog> create(const std::filesystem::path& path);

  Result<void> add(const Skip& skip);

  // Gives it its name.
  Result<void> finish() { return file_.finish_unsynced(); }

  // What replay_skips() asks for.
  uint64_t bytes() const { return bytes_; }
  uint64_t hash() const { return hash_; }

 private:
  explicit SkipLog(AtomicFile file) : file_(std::move(file)) {}

  AtomicFile file_;
  uint64_t bytes_ = 0;
  uint64_t hash_ = 0;
};

// Gives `on_skip`, unless empty, what was added, once all of it is known to be whole.
// Errors: kNotFound, kUnreadable, kCorrupt.
Result<void> replay_skips(const std::filesystem::path& path, uint64_t bytes,
                          uint64_t hash, const std::function<void(const Skip&)>& on_skip);

// The figures of a reading, packed.
void put_stats(std::string& out, const ReadStats& stats);
void take_stats(PackedReader& in, ReadStats& stats);

}  // namespace unspin
