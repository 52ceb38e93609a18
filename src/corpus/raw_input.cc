#include "corpus/raw_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace unspin {

Result<RawInput> RawInput::open(const std::string& path) {
  if (path == "-") return RawInput(STDIN_FILENO);
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    Code code = errno == ENOENT || errno == ENOTDIR ? Code::kNotFound : Code::kUnreadable;
    return fail(code, fmt::format("{}: cannot read: {}", path, std::strerror(errno)));
  }
  RawInput input(fd);
  struct stat status = {};
  if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
    return fail(Code::kUnreadable,
                fmt::format("{}: is a folder; name a file in it", path));
  // Only a hint; a pipe refuses it.
  static_cast<void>(::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
  return input;
}

RawInput::RawInput(RawInput&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      buffer_(std::move(other.buffer_)),
      window_(std::exchange(other.window_, {})),
      front_(std::exchange(other.front_, nullptr)),
      at_end_(std::exchange(other.at_end_, true)),
      taken_(other.taken_) {}

RawInput::~RawInput() {
  if (fd_ > STDERR_FILENO) ::close(fd_);
}

Result<size_t> RawInput::read_some(std::span<char> into) {
  while (true) {
    ssize_t n = ::read(fd_, into.data(), into.size());
    if (n > 0) return static_cast<size_t>(n);
    if (n < 0 && errno == EINTR) continue;
    at_end_ = true;
    if (n == 0) return 0;
    return fail(Code::kUnreadable,
                fmt::format("cannot read on: {}", std::strerror(errno)));
  }
}

Result<void> RawInput::fill(size_t at_least) {
  if (at_end_ || window_.size() >= at_least) return {};
  if (!window_.empty()) std::memmove(buffer_.data(), window_.data(), window_.size());
  front_ = buffer_.data();
  size_t held = window_.size();
  while (held < at_least && !at_end_) {
    Result<size_t> more = read_some(std::span(buffer_).subspan(held));
    window_ = {buffer_.data(), held + more.value_or(0)};
    if (!more) return tl::unexpected(std::move(more).error());
    held = window_.size();
  }
  return {};
}

size_t RawInput::put_back(size_t bytes) {
  size_t back = std::min<size_t>(bytes, window_.data() - front_);
  window_ = {window_.data() - back, window_.size() + back};
  taken_ -= back;
  return back;
}

Result<size_t> RawInput::read(std::span<char> into) {
  if (window_.empty()) {
    if (at_end_ || into.empty()) return 0;
    Result<size_t> n = read_some(into);
    taken_ += n.value_or(0);
    return n;
  }
  size_t n = std::min(into.size(), window_.size());
  std::memcpy(into.data(), window_.data(), n);
  take(n);
  return n;
}

}  // namespace unspin
