// The folder that a scan keeps its scratch files in.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "unspin/error.h"

namespace unspin {

// `out`/.scratch, gone with its files when this goes.
class ScanScratch {
 public:
  // Makes it, and `out` where that is missing. Errors: kUnwritable.
  static Result<ScanScratch> make(const std::filesystem::path& out) {
    ScanScratch scratch;
    std::error_code error;
    std::filesystem::create_directories(out / ".scratch", error);
    if (error)
      return fail(Code::kUnwritable,
                  fmt::format("{}: cannot make: {}", out.string(), error.message()));
    scratch.path_ = out / ".scratch";
    return scratch;
  }
  ScanScratch(ScanScratch&& other) noexcept { std::swap(path_, other.path_); }
  ScanScratch& operator=(ScanScratch&&) = delete;
  ~ScanScratch() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  ScanScratch() = default;
  std::filesystem::path path_;
};

}  // namespace unspin
