// The documents of a scan: on disk by number, and what is known of each in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/document_store.h"
#include "sketch/fingerprint.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

// Documents are numbered by a hash of their id (then by text), so that numbers, and all
// that hangs on them, do not depend on the order of the input.
class Collection {
 public:
  // Reads all documents of `inputs` into a store at `path`.
  static Result<Collection> read(const std::vector<std::string>& inputs,
                                 const std::filesystem::path& path,
                                 const ScanOptions& options,
                                 const ScanObserver& observer);

  uint32_t size() const { return static_cast<uint32_t>(facts_.size()); }

  // Threads: any number of calls may run at once. Errors: as DocumentStore::read.
  Result<Document> document(uint32_t number) const {
    return store_.read(facts_[number].stored);
  }

  const Fingerprint& fingerprint(uint32_t number) const {
    return facts_[number].fingerprint;
  }
  uint32_t words(uint32_t number) const { return facts_[number].words; }
  uint64_t total_words() const;

  const ReadStats& stats() const { return stats_; }

 private:
  struct Facts {
    uint64_t order = 0;  // of its id
    Fingerprint fingerprint;
    uint32_t words = 0;
    uint32_t stored = 0;  // number in the store
  };

  explicit Collection(DocumentStore store) : store_(std::move(store)) {}
  void number_documents();

  DocumentStore store_;
  std::vector<Facts> facts_;
  ReadStats stats_;
};

}  // namespace unspin
