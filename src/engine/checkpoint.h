// What a stage of a scan came to, as a file that is there whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/file.h"
#include "unspin/error.h"

namespace unspin {

// Writes parts one after the other, each with its length and a hash.
class CheckpointWriter {
 public:
  // Errors: kUnwritable, here and below.
  static Result<CheckpointWriter> create(const std::filesystem::path& path);

  Result<void> put(std::string_view bytes);

  template <typename Value>
  Result<void> put_array(std::span<const Value> values) {
    static_assert(std::is_trivially_copyable_v<Value>);
    return put({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }

  // Gives it its name. Not synced: what a power cut damages is found damaged.
  Result<void> finish() { return file_.finish_unsynced(); }

 private:
  explicit CheckpointWriter(AtomicFile file) : file_(std::move(file)) {}
  AtomicFile file_;
};

// Reads them in the same order.
class CheckpointReader {
 public:
  // Errors: kNotFound; kUnreadable; kCorrupt for a file of another kind. Below: kCorrupt.
  static Result<CheckpointReader> open(const std::filesystem::path& path);

  Result<std::string> take();

  template <typename Value>
  Result<std::vector<Value>> take_array() {
    static_assert(std::is_trivially_copyable_v<Value>);
    UNSPIN_TRY(Head head, take_head());
    if (head.bytes % sizeof(Value) != 0) return damaged();
    std::vector<Value> values(head.bytes / sizeof(Value));
    auto bytes = std::as_writable_bytes(std::span(values));
    if (auto read = take_bytes(head, bytes); !read)
      return tl::unexpected<Error>(std::move(read).error());
    return values;
  }

  // Nothing follows.
  Result<void> finish();

 private:
  struct Head {
    uint64_t bytes = 0;
    uint64_t hash = 0;
  };

  CheckpointReader(std::filesystem::path path, std::ifstream file, uint64_t rest)
      : path_(std::move(path)), file_(std::move(file)), rest_(rest) {}
  tl::unexpected<Error> damaged() const;
  Result<Head> take_head();
  Result<void> take_bytes(const Head& head, std::span<std::byte> bytes);

  std::filesystem::path path_;
  std::ifstream file_;
  uint64_t rest_ = 0;  // bytes not read yet
};

}  // namespace unspin
