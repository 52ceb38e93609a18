// Between Arrow and us: its errors, what it throws, and how much memory it may take.
#pragma once

#include <arrow/memory_pool.h>
#include <arrow/status.h>
#include <fmt/format.h>

#include <atomic>
#include <exception>
#include <string>

#include "unspin/error.h"

namespace unspin::parquet_module {

// Arrow's memory, up to a limit. A page that claims gigabytes is an error, not a death.
class CappedPool final : public arrow::MemoryPool {
 public:
  explicit CappedPool(uint64_t most) : most_(static_cast<int64_t>(most)) {}

  arrow::Status Allocate(int64_t size, int64_t alignment, uint8_t** out) override {
    if (!take(size)) return refuse(size);
    arrow::Status status = pool_->Allocate(size, alignment, out);
    if (!status.ok()) taken_ -= size;
    return status;
  }

  arrow::Status Reallocate(int64_t old_size, int64_t new_size, int64_t alignment,
                           uint8_t** bytes) override {
    if (!take(new_size - old_size)) return refuse(new_size);
    arrow::Status status = pool_->Reallocate(old_size, new_size, alignment, bytes);
    if (!status.ok()) taken_ -= new_size - old_size;
    return status;
  }

  void Free(uint8_t* buffer, int64_t size, int64_t alignment) override {
    pool_->Free(buffer, size, alignment);
    taken_ -= size;
  }

  int64_t bytes_allocated() const override { return taken_; }
  int64_t total_bytes_allocated() const override { return taken_; }
  int64_t num_allocations() const override { return 0; }
  std::string backend_name() const override { return pool_->backend_name(); }

 private:
  bool take(int64_t size) {
    int64_t after = taken_ += size;
    if (after <= most_ || size <= 0) return true;
    taken_ -= size;
    return false;
  }

  arrow::Status refuse(int64_t size) const {
    return arrow::Status::OutOfMemory("it asks for ", size, " bytes at once, of ", most_,
                                      " in all");
  }

  arrow::MemoryPool* pool_ = arrow::system_memory_pool();
  std::atomic<int64_t> taken_ = 0;
  int64_t most_;
};

// Arrow's message in one line.
inline std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  if (text.size() > 300) text = text.substr(0, 300) + "...";
  return text;
}

inline tl::unexpected<Error> fail_as(const std::string& path,
                                     const arrow::Status& status) {
  Code code = status.IsIOError()       ? Code::kUnreadable
              : status.IsOutOfMemory() ? Code::kTooLarge
                                       : Code::kCorrupt;
  return fail(code, fmt::format("{}: Parquet: {}", path, one_line(status.message())));
}

// `use()`, with what Arrow or the standard library throw made an Error.
template <typename Use>
auto guarded(const std::string& path, const Use& use) -> decltype(use()) {
  try {
    return use();
  } catch (const std::exception& exception) {
    return fail(Code::kCorrupt,
                fmt::format("{}: Parquet: {}", path, one_line(exception.what())));
  } catch (...) {
    return fail(Code::kCorrupt, fmt::format("{}: Parquet: unknown error", path));
  }
}

}  // namespace unspin::parquet_module
