#include "join/partition_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace unspin {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> fail_damaged(const fs::path& path) {
  return fail(Code::kCorrupt,
              fmt::format("{}: scratch file is damaged; start again without resuming",
                          path.string()));
}

}  // namespace

PartitionFiles::PartitionFiles(const fs::path& folder, const std::string& stem,
                               unsigned partitions, ScratchMeter& meter)
    : stem_((folder / stem).string()), meter_(meter), files_(partitions) {}

PartitionFiles::~PartitionFiles() {
  for (File& file : files_)
    if (file.fd >= 0) ::close(file.fd);
}

fs::path PartitionFiles::path_of(unsigned partition) const {
  return fmt::format("{}{:03}", stem_, partition);
}

Result<int> PartitionFiles::open(unsigned partition, int flags) {
  fs::path path = path_of(partition);
  int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  if (fd < 0) return fail_scratch_write(path, errno);
  files_[partition].fd.store(fd, std::memory_order_release);
  return fd;
}

Result<int> PartitionFiles::opened(unsigned partition) {
  int fd = files_[partition].fd.load(std::memory_order_acquire);
  if (fd >= 0) return fd;
  std::lock_guard lock(opening_);
  fd = files_[partition].fd.load(std::memory_order_acquire);
  if (fd >= 0) return fd;
  return open(partition, O_CREAT | O_TRUNC);
}

Result<void> PartitionFiles::append(unsigned partition,
                                    std::span<const std::byte> bytes) {
  if (bytes.empty()) return {};
  UNSPIN_TRY(int fd, opened(partition));
  File& file = files_[partition];
  // Each block reserves its place first, so that threads need no lock.
  uint64_t words = bytes.size() / sizeof(uint64_t);
  uint64_t start = file.words.fetch_add(words, std::memory_order_relaxed) * 8;
  file.sum.fetch_add(sum_words(bytes), std::memory_order_relaxed);
  for (size_t done = 0; done < bytes.size();) {
    ssize_t n =
        ::pwrite(fd, &bytes[done], bytes.size() - done, static_cast<off_t>(start + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_scratch_write(path_of(partition), errno);
    done += static_cast<size_t>(n);
  }
  meter_.wrote(bytes.size());
  return {};
}

Extent PartitionFiles::extent(unsigned partition) const {
  return {files_[partition].words, files_[partition].sum};
}

std::vector<Extent> PartitionFiles::extents() const {
  std::vector<Extent> extents;
  for (unsigned i = 0; i < partitions(); ++i) extents.push_back(extent(i));
  return extents;
}

Result<void> PartitionFiles::restore(std::span<const Extent> extents) {
  for (unsigned i = 0; i < partitions(); ++i) {
    const Extent& extent = extents[i];
    fs::path path = path_of(i);
    if (extent.words == 0) {
      ::unlink(path.c_str());
      continue;
    }
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
      return fail_damaged(path);
    if (static_cast<uint64_t>(status.st_size) / 8 < extent.words)
      return fail_damaged(path);
    UNSPIN_TRY(int fd, open(i, 0));
    if (::ftruncate(fd, static_cast<off_t>(extent.words * 8)) != 0)
      return fail_scratch_write(path, errno);
    files_[i].words = extent.words;
    files_[i].sum = extent.sum;
    meter_.found(extent.words * 8);
  }
  return {};
}

Result<void> PartitionFiles::read(unsigned partition, uint64_t start,
                                  std::span<std::byte> bytes) {
  UNSPIN_TRY(int fd, opened(partition));
  for (size_t done = 0; done < bytes.size();) {
    ssize_t n =
        ::pread(fd, &bytes[done], bytes.size() - done, static_cast<off_t>(start + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_scratch_read(path_of(partition), std::strerror(errno));
    if (n == 0) return fail_damaged(path_of(partition));
    done += static_cast<size_t>(n);
  }
  meter_.read(bytes.size());
  return {};
}

Result<void> PartitionFiles::check_sum(unsigned partition, uint64_t sum) const {
  if (files_[partition].sum != sum) return fail_damaged(path_of(partition));
  return {};
}

void PartitionFiles::remove(unsigned partition) {
  File& file = files_[partition];
  int fd = file.fd.exchange(-1);
  if (fd < 0) return;
  ::close(fd);
  ::unlink(path_of(partition).c_str());
  meter_.removed(file.words.exchange(0) * 8);
  file.sum = 0;
}

}  // namespace unspin
