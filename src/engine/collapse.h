// Which documents of a scan say the same as another, or nearly: found before looking
// deeper, so that a text with ten thousand copies does not make its words look common.
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>
#include <vector>

#include "engine/collection.h"

namespace unspin {

struct Collapsed {
  // For each document the one that stands for it: itself for those that are looked at.
  // Never a chain: what stands for others stands for itself.
  std::vector<uint32_t> stands_for;

  // (document, first): the same words in the same order.
  std::vector<std::pair<uint32_t, uint32_t>> identical;

  // (document, representative): resemblance of word 3-grams verified.
  std::vector<std::pair<uint32_t, uint32_t>> near;
};

// Least resemblance of word 3-grams at which a document stands for another. Below it
// the rest of the scan finds the pair as well.
inline constexpr double kNearResemblance = .9;

// Errors: as EqualKeys, with scratch files in `folder`, and DocumentStore::read;
// kStopped. Order:  the same for any number of threads and any memory.
Result<Collapsed> collapse(const Collection& collection,
                           const std::filesystem::path& folder,
                           const ScanOptions& options, const ScanObserver& observer);

// The result on scratch disk. Errors: kUnwritable; kNotFound, kCorrupt.
Result<void> save(const Collapsed& collapsed, const std::filesystem::path& path);
Result<Collapsed> restore_collapsed(const Collection& collection,
                                    const std::filesystem::path& path);

}  // namespace unspin
