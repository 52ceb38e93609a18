// A file's bytes as they lie there, through one buffer.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unspin/error.h"

namespace unspin {

// Bytes come in at the back of a window and are taken from its front.
class RawInput {
 public:
  // Opens `path`; "-" is standard input. Errors: kNotFound, kUnreadable.
  static Result<RawInput> open(const std::string& path);

  // Over bytes that outlive it.
  explicit RawInput(std::string_view memory) : window_(memory), at_end_(true) {}

  RawInput(RawInput&& other) noexcept;
  RawInput(const RawInput&) = delete;
  RawInput& operator=(RawInput&&) = delete;
  RawInput& operator=(const RawInput&) = delete;
  ~RawInput();

  // What has come in and was not taken. Good until the next call of fill.
  std::string_view window() const { return window_; }

  // Requires: `bytes` <= window().size().
  void take(size_t bytes) {
    window_.remove_prefix(bytes);
    taken_ += bytes;
  }

  // Puts back the last `bytes` that were taken, or as many of them as came in with the
  // window; returns how many. Requires: read() was never called.
  size_t put_back(size_t bytes);

  // Reads until the window holds `at_least` bytes or the file is over; no more than once
  // when it holds them after that. Requires: `at_least` <= kWindowBytes. Errors:
  // kUnreadable.
  Result<void> fill(size_t at_least);

  // True when nothing comes after the window.
  bool at_end() const { return at_end_; }

  // Takes up to `into.size()` bytes: the window's, or, when it is empty, straight from
  // the file. 0 at the end. Errors: kUnreadable.
  Result<size_t> read(std::span<char> into);

  // How many bytes were taken.
  uint64_t taken() const { return taken_; }

  static constexpr size_t kWindowBytes = size_t{256} << 10;

 private:
  explicit RawInput(int fd) : fd_(fd), buffer_(kWindowBytes) {}
  Result<size_t> read_some(std::span<char> into);

  int fd_ = -1;
  std::vector<char> buffer_;
  std::string_view window_;
  const char* front_ = window_.data();  // of the bytes that can be put back
  bool at_end_ = false;
  uint64_t taken_ = 0;
};

}  // namespace unspin
