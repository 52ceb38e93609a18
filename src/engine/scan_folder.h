// The folder that a scan keeps its scratch files in, and its results until they are
// whole.
#pragma once

#include <filesystem>
#include <string>

#include "unspin/error.h"
#include "unspin/scan.h"

namespace unspin {

// `out`/.scratch, locked as long as this lives. Removed when a scan is done, or when it
// ended before there was anything to go on with; otherwise kept for ScanOptions::resume.
class ScanFolder {
 public:
  // Makes it, and `out` where that is missing. Without `resume` what an earlier run left
  // is removed. Says on ScanObserver::on_note what became of that.
  //
  // Errors: kUnwritable; also when another run works in it.
  static Result<ScanFolder> open(const std::filesystem::path& out, bool resume,
                                 const ScanObserver& observer);

  ScanFolder(ScanFolder&& other) noexcept;
  ScanFolder& operator=(ScanFolder&&) = delete;
  ~ScanFolder();

  const std::filesystem::path& path() const { return path_; }

  // Removes it and all that is in it: the scan is done.
  void remove();

 private:
  ScanFolder(std::filesystem::path path, int lock)
      : path_(std::move(path)), lock_(lock) {}

  std::filesystem::path path_;
  int lock_ = -1;
};

// What a scan can go on with once it was stopped.
bool can_resume(const std::filesystem::path& folder);

}  // namespace unspin
