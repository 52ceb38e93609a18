// The documents of a scan: on disk by number, and what is known of each in memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "corpus/inputs.h"
#include "engine/document_store.h"
#include "engine/scan_manifest.h"
#include "sketch/fingerprint.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

// The record that a document was read from.
struct Origin {
  uint32_t file = 0;     // index in Collection::files()
  uint64_t ordinal = 0;  // RawRecord::ordinal
};

class SkipLog;

// The site that a document was found on, as far as an address of it is known.
std::string site_of(const Document& document);

// Documents are numbered by a hash of their id (then by text), so that numbers, and all
// that hangs on them, do not depend on the order of the input.
class Collection {
 public:
  // Reads all documents of `inputs` into files in `folder`, with a checkpoint at the end.
  static Result<Collection> read(const Inputs& inputs,
                                 const std::filesystem::path& folder,
                                 const ScanOptions& options,
                                 const ScanObserver& observer);

  // What a read() that came to its end left in `folder`. What was left out goes to
  // ScanObserver::on_skip again.
  // Errors: kNotFound without the checkpoint, kCorrupt, kUnreadable.
  static Result<Collection> restore(const Inputs& inputs,
                                    const std::filesystem::path& folder,
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

  // A number for the host of the document's address; 0 when it has none.
  uint64_t site(uint32_t number) const { return facts_[number].site; }

  // The files that were read, in the order of the inputs.
  const std::vector<InputFile>& files() const { return files_; }

  // How many documents were read before this one.
  uint32_t place(uint32_t number) const { return facts_[number].stored; }
  Origin origin(uint32_t number) const;

  const ReadStats& stats() const { return stats_; }

 private:
  struct Facts {
    uint64_t order = 0;  // of its id
    Fingerprint fingerprint;
    uint32_t words = 0;
    uint32_t stored = 0;  // number in the store
    uint64_t site = 0;
  };

  explicit Collection(DocumentStore store) : store_(std::move(store)) {}
  void number_documents();
  // False: more records than an ordinal counts.
  bool add_origins(size_t file, const std::vector<uint64_t>& ordinals);
  Result<void> save(const std::filesystem::path& folder, const SkipLog& skips) const;

  DocumentStore store_;
  std::vector<Facts> facts_;
  std::vector<InputFile> files_;
  std::vector<uint32_t> file_starts_;  // for each file how many documents came before it
  std::vector<uint32_t> ordinals_;     // in the order of reading
  ReadStats stats_;
};

}  // namespace unspin
