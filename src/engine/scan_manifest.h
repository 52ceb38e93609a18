// What a scan was asked to do, so that one that goes on with it does the same.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/batches.h"
#include "unspin/compare.h"
#include "unspin/error.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

inline constexpr const char* kScanManifest = "scan";

// Everything that results, and what is kept of an unfinished run, depend on; neither
// threads nor memory.
struct ScanManifest {
  struct File {
    std::string path;
    uint64_t bytes = 0;
    int64_t changed_ns = 0;  // when it was written last; 0 for what is no regular file
    bool operator==(const File&) const = default;
  };

  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<File> files;  // in the order of the inputs

  bool operator==(const ScanManifest&) const = default;
};

ScanManifest describe_scan(const Inputs& inputs, const ScanOptions& options,
                           const Comparer& comparer);

std::string to_text(const ScanManifest& manifest);

// Errors: kCorrupt for anything but what to_text() gives.
Result<ScanManifest> parse_scan_manifest(std::string_view text);

// Nothing, or the first difference. Errors: kBadArgument, one line that names it.
Result<void> check_same_scan(const ScanManifest& before, const ScanManifest& now);

// Writes down in `folder` that `now` is what is being done there, or checks that it is
// what was begun.
//
// Errors: kUnwritable, kUnreadable, kCorrupt, and as check_same_scan().
Result<void> agree_on_scan(const std::filesystem::path& folder, const ScanManifest& now);

}  // namespace unspin
