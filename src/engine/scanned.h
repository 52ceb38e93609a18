// A collection that was scanned: what `scan` writes down and `dedup` acts on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/collapse.h"
#include "engine/collection.h"
#include "engine/judged_pairs.h"
#include "unspin/boilerplate.h"
#include "unspin/compare.h"
#include "unspin/family.h"
#include "unspin/scan.h"

namespace unspin {

// Documents are numbers of `collection`. Stays where it was made: its parts point at
// each other.
struct Scanned {
  Scanned(Comparer opened, Collection read)
      : comparer(std::move(opened)), collection(std::move(read)) {}
  Scanned(const Scanned&) = delete;
  Scanned& operator=(const Scanned&) = delete;

  Comparer comparer;
  Collection collection;

  // Who says the same as another, or nearly.
  Collapsed collapsed;

  // Every pair that was aligned and found related, copies included.
  std::optional<JudgedPairs> judged;

  // By the id of their roots.
  std::vector<Family> families;

  // For each family its root and then its members in their order.
  std::vector<std::vector<uint32_t>> family_documents;

  // For each document the one of its family that it was most likely taken from; itself
  // for roots, and where there is no family.
  std::vector<uint32_t> parent_of;

  // What sites repeat around their articles, the one on most documents first; and how
  // many pairs shared nothing else, which are not in `judged`.
  std::vector<Boilerplate> boilerplate;
  uint64_t boilerplate_matches = 0;

  // Pairs looked at.
  uint64_t candidates = 0;
};

// Scans all documents of `inputs`, with scratch files in `folder`, which holds what the
// answer refers to: it must outlive it.
//
// Order:  the same for any number of threads, any memory, any order of inputs.
// Errors: as scan().
Result<std::unique_ptr<Scanned>> scan_collection(const std::vector<std::string>& inputs,
                                                 const std::filesystem::path& folder,
                                                 const ScanOptions& options,
                                                 const ScanObserver& observer);

// What `scanned` comes to, in figures.
ScanSummary summarize(const Scanned& scanned);

}  // namespace unspin
