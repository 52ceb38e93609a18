// Here is what the user named, say which file goes where, before any work is done.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "corpus/inputs.h"
#include "unspin/error.h"

namespace unspin {

// What tells whether a file was changed.
struct FileStamp {
  uint64_t device = 0;
  uint64_t inode = 0;
  int64_t bytes = 0;
  int64_t modified_ns = 0;
  bool operator==(const FileStamp&) const = default;
};

// Errors: kNotFound, kUnreadable.
Result<FileStamp> stamp_of(const std::string& path);

struct DedupFile {
  std::string from;  // as its input names it
  FileStamp stamp;

  // Where the copy is written first, and where it belongs.
  std::filesystem::path staged;
  std::filesystem::path to;
};

// All of this run's files. Goes with what was not renamed into place.
class DedupPaths {
 public:
  // Decides, and makes the scratch folder: in `out` when that is a folder, which is made
  // where missing, else beside it. Inputs that cannot be read are left out: reading says
  // so.
  //
  // Errors: as dedup() for what is wrong with the paths; that of the first input when
  //         none can be read; kUnwritable.
  static Result<DedupPaths> plan(const std::vector<std::string>& inputs,
                                 const std::filesystem::path& out);

  DedupPaths(DedupPaths&& other) noexcept;
  DedupPaths& operator=(DedupPaths&&) = delete;
  ~DedupPaths();

  // In the order that expand_inputs gives.
  const std::vector<DedupFile>& files() const { return files_; }
  const DedupFile& removed() const { return removed_; }
  const DedupFile& kept() const { return kept_; }

  // For scratch files of any name.
  std::filesystem::path scratch() const { return scratch_ / "work"; }

  // Whether `out` is one file's copy, and no folder.
  bool is_single() const { return single_; }

  // Errors: kUnreadable when `file` is not what it was; says so.
  static Result<void> check_unchanged(const DedupFile& file);

  // Renames everything staged into its place; a copy that was not staged is removed
  // where `wanted` says that its input was read: all of it went.
  // Errors: kUnwritable.
  Result<void> publish(const std::function<bool(size_t file)>& wanted) const;

 private:
  DedupPaths() = default;
  Result<void> place_files(const std::vector<std::string>& inputs,
                           const std::filesystem::path& out);
  Result<void> make_scratch(const std::filesystem::path& out);

  std::vector<DedupFile> files_;
  DedupFile removed_;
  DedupFile kept_;
  bool single_ = false;
  std::filesystem::path scratch_;
  std::filesystem::path made_;  // the folder that was made for `out`, if it was
};

}  // namespace unspin
