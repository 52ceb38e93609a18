// What a resumable join knows at a checkpoint, as a small file that is replaced whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "join/feature_join.h"
#include "join/partition_files.h"

namespace unspin {

struct Manifest {
  JoinStage stage = JoinStage::kAdding;
  uint32_t documents = 0;
  uint64_t cookie = 0;
  uint64_t features = 0;

  // What the pair files depend on.
  uint32_t max_df = 0;
  uint32_t max_linked_df = 0;

  // Feature partitions below this are joined, and their files gone.
  uint32_t joined = 0;

  std::vector<Extent> feature_files;
  std::vector<Extent> pair_files;

  bool operator==(const Manifest&) const = default;
};

std::string to_text(const Manifest& manifest);

// Errors: kCorrupt for anything but what to_text() gives.
Result<Manifest> parse_manifest(std::string_view text);

// Not synced, as the files it vouches for are not: a power cut may damage either, which
// is found out. Errors: kUnwritable.
Result<void> write_manifest(const std::filesystem::path& folder,
                            const Manifest& manifest);

// Errors: kNotFound, kUnreadable, kCorrupt.
Result<Manifest> read_manifest(const std::filesystem::path& folder);

}  // namespace unspin
