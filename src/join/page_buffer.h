// Memory straight from the system, and back to it as soon as it is not used: what a join
// frees after one stage must not count against the next. Pages that are never touched
// cost nothing.
#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <new>
#include <utility>

namespace unspin {

// `size` records of undefined value.
template <class Record>
class PageBuffer {
 public:
  PageBuffer() = default;

  // Throws std::bad_alloc as `new` does.
  explicit PageBuffer(size_t size) : bytes_(std::max<size_t>(size, 1) * sizeof(Record)) {
    void* pages = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    records_ = static_cast<Record*>(pages);
    // Records are scattered over all of it. Advice only: nothing is lost if ignored.
    constexpr size_t kHugePages = size_t{8} << 20;
    if (bytes_ >= kHugePages) ::madvise(pages, bytes_, MADV_HUGEPAGE);
  }

  PageBuffer(PageBuffer&& other) noexcept
      : records_(std::exchange(other.records_, nullptr)), bytes_(other.bytes_) {}

  PageBuffer& operator=(PageBuffer&& other) noexcept {
    std::swap(records_, other.records_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }

  ~PageBuffer() {
    if (records_) ::munmap(records_, bytes_);
  }

  Record* get() const { return records_; }
  Record& operator[](size_t i) const { return records_[i]; }

 private:
  Record* records_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace unspin
