#include "join/scratch_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace unspin {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kPrefixes = {"features-", "pairs-", "keys-",
                                                       "manifest"};

bool is_ours(const fs::directory_entry& entry) {
  std::error_code error;
  if (!entry.is_regular_file(error) || error) return false;
  std::string name = entry.path().filename().string();
  for (std::string_view prefix : kPrefixes)
    if (name.starts_with(prefix)) return true;
  return false;
}

}  // namespace

void ScratchMeter::found(uint64_t bytes) {
  uint64_t now = on_disk_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (now > peak && !peak_.compare_exchange_weak(peak, now)) continue;
}

void ScratchMeter::wrote(uint64_t bytes) {
  written_.fetch_add(bytes, std::memory_order_relaxed);
  found(bytes);
}

ScratchStats ScratchMeter::stats() const {
  return {.bytes_written = written_, .bytes_read = read_, .peak_bytes = peak_};
}

tl::unexpected<Error> fail_scratch_write(const fs::path& path, int error) {
  std::string advice;
  if (error == ENOSPC || error == EDQUOT)
    advice = "; free space there, or put the scratch folder elsewhere";
  if (error == EMFILE || error == ENFILE)
    advice = "; allow more open files (ulimit -n 1024)";
  return fail(Code::kUnwritable,
              fmt::format("{}: cannot write scratch: {}{}", path.string(),
                          std::strerror(error), advice));
}

tl::unexpected<Error> fail_scratch_read(const fs::path& path, const std::string& why) {
  return fail(Code::kUnreadable,
              fmt::format("{}: cannot read scratch: {}", path.string(), why));
}

Result<ScratchFolder> ScratchFolder::open(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail_scratch_write(path, error.value());
  int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return fail_scratch_write(path, errno);
  ScratchFolder folder(path, fd);
  // Some network file systems lock nothing; then nobody guards, and nothing breaks.
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return fail(Code::kUnwritable,
                fmt::format("{}: another run works in this folder; wait for it or "
                            "name another",
                            path.string()));
  return folder;
}

ScratchFolder::ScratchFolder(fs::path path, int fd) : path_(std::move(path)), fd_(fd) {}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

ScratchFolder& ScratchFolder::operator=(ScratchFolder&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  return *this;
}

ScratchFolder::~ScratchFolder() {
  if (fd_ >= 0) ::close(fd_);
}

void ScratchFolder::remove_files() const {
  std::error_code error;
  std::vector<fs::path> ours;
  for (auto it = fs::directory_iterator(path_, error); !error && it != fs::end(it);
       it.increment(error))
    if (is_ours(*it)) ours.push_back(it->path());
  for (const fs::path& file : ours) fs::remove(file, error);
}

void ScratchFolder::remove() const {
  remove_files();
  std::error_code error;
  fs::remove(path_, error);  // fails, as it should, when it is not empty
}

}  // namespace unspin
