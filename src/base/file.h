// Files as bytes: read whole, mapped, or written so that nobody sees half of one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "unspin/error.h"

namespace unspin {

// The whole file. Errors: kNotFound, kUnreadable (a folder, no permission),
// kTooLarge above `limit_bytes`.
Result<std::string> read_file(const std::filesystem::path& path, size_t limit_bytes);

// All of standard input. Errors: kUnreadable, kTooLarge above `limit_bytes`.
Result<std::string> read_stdin(size_t limit_bytes);

// Writes under a temporary name beside `path`, syncs, then renames: `path` holds
// the old content or all of the new. Errors: kUnwritable.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// Gives a whole file another name in the same file system; the name survives a power
// cut. Errors: kUnwritable.
Result<void> move_file(const std::filesystem::path& from,
                       const std::filesystem::path& to);

// Makes a folder, and those above it that are missing; their names survive a power cut.
// Errors: kUnwritable.
Result<void> make_folder(const std::filesystem::path& path);

// A file that is written bit by bit and appears under its name whole or not at all: it
// grows under a temporary name in the same folder until finish().
class AtomicFile {
 public:
  // Errors: kUnwritable.
  static Result<AtomicFile> create(const std::filesystem::path& path);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;

  // Removes what was written when finish() was not called, or failed.
  ~AtomicFile();

  // Errors: kUnwritable (a full disk).
  Result<void> write(std::string_view bytes);

  // Syncs, renames, and syncs the folder. Errors: kUnwritable; `path` is as it was.
  Result<void> finish();

  // Renames without waiting for the disk: survives a kill, but a power cut may leave less
  // than was written. For files that say themselves whether they are whole.
  Result<void> finish_unsynced();

 private:
  AtomicFile() = default;
  Result<void> flush();
  tl::unexpected<Error> fail_write(int error);

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  std::string pending_;
  int fd_ = -1;
};

// A file mapped read-only for as long as this lives.
class MappedFile {
 public:
  // Errors: kNotFound, kUnreadable.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace unspin
