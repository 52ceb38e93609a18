// A folder of scratch files that one join works in at a time.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>

#include "join/scratch_stats.h"
#include "unspin/error.h"

namespace unspin {

// Counts what goes to the disk and what lies there. Threads: any.
class ScratchMeter {
 public:
  void wrote(uint64_t bytes);
  void read(uint64_t bytes) { read_.fetch_add(bytes, std::memory_order_relaxed); }
  void found(uint64_t bytes);  // lay there before
  void removed(uint64_t bytes) { on_disk_.fetch_sub(bytes, std::memory_order_relaxed); }
  ScratchStats stats() const;

 private:
  std::atomic<uint64_t> written_ = 0;
  std::atomic<uint64_t> read_ = 0;
  std::atomic<uint64_t> on_disk_ = 0;
  std::atomic<uint64_t> peak_ = 0;
};

// "path: cannot write scratch: No space left on device; …".
tl::unexpected<Error> fail_scratch_write(const std::filesystem::path& path, int error);
tl::unexpected<Error> fail_scratch_read(const std::filesystem::path& path,
                                        const std::string& why);

// The folder, locked for as long as this lives.
class ScratchFolder {
 public:
  // Makes the folder when it is missing. Errors: kUnwritable when it cannot be made or
  // opened, or is locked by another.
  static Result<ScratchFolder> open(const std::filesystem::path& path);

  ScratchFolder(ScratchFolder&& other) noexcept;
  ScratchFolder& operator=(ScratchFolder&& other) noexcept;
  ~ScratchFolder();

  const std::filesystem::path& path() const { return path_; }

  // Removes all files that joins write here, by their names, and nothing else.
  void remove_files() const;

  // The same, and the folder when nothing else is in it.
  void remove() const;

 private:
  ScratchFolder(std::filesystem::path path, int fd);

  std::filesystem::path path_;
  int fd_ = -1;
};

}  // namespace unspin
