#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace unspin {
namespace {

// How much an AtomicFile gathers before it writes.
constexpr size_t kPendingBytes = size_t{1} << 18;

// A file descriptor that closes itself.
struct Descriptor {
  int fd = -1;
  explicit Descriptor(int opened) : fd(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd > STDERR_FILENO) ::close(fd);
  }
};

tl::unexpected<Error> fail_errno(const std::string& name, int error) {
  Code code = error == ENOENT || error == ENOTDIR ? Code::kNotFound : Code::kUnreadable;
  return fail(code, fmt::format("{}: cannot read: {}", name, std::strerror(error)));
}

tl::unexpected<Error> fail_too_large(const std::string& name, size_t limit_bytes) {
  return fail(Code::kTooLarge,
              fmt::format("{}: larger than the limit of {} MiB; split it", name,
                          limit_bytes >> 20));
}

// Reads to the end. `expected_bytes` is a hint.
Result<std::string> read_all(int fd, const std::string& name, size_t expected_bytes,
                             size_t limit_bytes) {
  std::string bytes;
  size_t filled = 0;
  bytes.resize(expected_bytes + 1);
  while (true) {
    ssize_t n = ::read(fd, bytes.data() + filled, bytes.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_errno(name, errno);
    if (n == 0) break;
    filled += static_cast<size_t>(n);
    if (filled > limit_bytes) return fail_too_large(name, limit_bytes);
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2 + 4096);
  }
  bytes.resize(filled);
  return bytes;
}

Result<struct stat> open_status(int fd, const std::string& name) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return fail_errno(name, errno);
  if (S_ISDIR(status.st_mode))
    return fail(Code::kUnreadable,
                fmt::format("{}: is a folder; name a file in it", name));
  return status;
}

// So that a name survives a power cut too. A folder that cannot be synced is no reason to
// call a file that is there unwritten.
void sync_folder_of(const std::filesystem::path& path) {
  std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.fd >= 0) ::fsync(opened.fd);
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, size_t limit_bytes) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) return fail_errno(path.string(), errno);
  UNSPIN_TRY(struct stat status, open_status(file.fd, path.string()));
  auto size = static_cast<size_t>(status.st_size);
  if (size > limit_bytes) return fail_too_large(path.string(), limit_bytes);
  return read_all(file.fd, path.string(), size, limit_bytes);
}

Result<std::string> read_stdin(size_t limit_bytes) {
  return read_all(STDIN_FILENO, "standard input", 1 << 16, limit_bytes);
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  if (auto written = file.write(bytes); !written) return written;
  return file.finish();
}

Result<void> move_file(const std::filesystem::path& from,
                       const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot write: {}", to.string(), std::strerror(errno)));
  sync_folder_of(to);
  return {};
}

Result<void> make_folder(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> missing;
  for (fs::path at = fs::absolute(path, error).lexically_normal();
       !error && !at.empty() && !fs::exists(at, error); at = at.parent_path())
    missing.push_back(at);
  if (!error) fs::create_directories(path, error);
  if (error)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot be made: {}", path.string(), error.message()));
  for (const fs::path& made : missing) sync_folder_of(made);
  return {};
}

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path) {
  AtomicFile file;
  file.path_ = path;
  file.temporary_ = path;
  file.temporary_ += fmt::format(".{}.tmp", ::getpid());
  file.fd_ =
      ::open(file.temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file.fd_ < 0) return file.fail_write(errno);
  return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept { *this = std::move(other); }

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(temporary_, other.temporary_);
  std::swap(pending_, other.pending_);
  std::swap(fd_, other.fd_);
  return *this;
}

AtomicFile::~AtomicFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temporary_.c_str());
}

tl::unexpected<Error> AtomicFile::fail_write(int error) {
  return fail(Code::kUnwritable,
              fmt::format("{}: cannot write: {}", path_.string(), std::strerror(error)));
}

Result<void> AtomicFile::write(std::string_view bytes) {
  pending_ += bytes;
  return pending_.size() < kPendingBytes ? Result<void>() : flush();
}

Result<void> AtomicFile::flush() {
  for (std::string_view rest = pending_; !rest.empty();) {
    ssize_t n = ::write(fd_, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_write(errno);
    rest.remove_prefix(static_cast<size_t>(n));
  }
  pending_.clear();
  return {};
}

Result<void> AtomicFile::finish_unsynced() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return fail_write(errno);
  ::close(std::exchange(fd_, -1));
  return {};
}

Result<void> AtomicFile::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (::fsync(fd_) != 0) return fail_write(errno);
  if (auto renamed = finish_unsynced(); !renamed) return renamed;

  sync_folder_of(path_);
  return {};
}

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) return fail_errno(path.string(), errno);
  UNSPIN_TRY(struct stat status, open_status(file.fd, path.string()));
  MappedFile mapped;
  mapped.size_ = static_cast<size_t>(status.st_size);
  if (mapped.size_ == 0) return mapped;
  void* data = ::mmap(nullptr, mapped.size_, PROT_READ, MAP_PRIVATE, file.fd, 0);
  if (data == MAP_FAILED) return fail_errno(path.string(), errno);
  mapped.data_ = static_cast<const char*>(data);
  return mapped;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace unspin
