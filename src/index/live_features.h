// Features of documents, live: which documents have these? Those of the latest documents
// are in memory; the others in files, each of a range of numbers, fewer and larger the
// older they are. Files are immutable; which of them count, the store says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "index/common_keys.h"
#include "index/feature_index.h"
#include "index/store.h"
#include "unspin/error.h"

namespace unspin {

// What features a document has, by key_of(), and its length.
struct DocumentFeatures {
  std::vector<uint64_t> keys;  // in any order
  uint32_t words = 0;
};

struct LiveFeaturesOptions {
  std::filesystem::path folder;  // of the postings files
  bool writable = false;
  unsigned threads = 1;
  uint64_t memory_bytes = uint64_t{512} << 20;

  // The features of a document as the store has it. Called on any thread.
  std::function<Result<DocumentFeatures>(std::string_view stored)> describe;
};

// Threads: const members from any, beside one thread that calls the others.
class LiveFeatures {
 public:
  // Opens the files that `store`, which outlives this, names; describes the documents
  // that came later.
  // Errors: kCorrupt, kUnreadable, and as `describe`.
  static Result<LiveFeatures> open(Store& store, LiveFeaturesOptions options);

  LiveFeatures(LiveFeatures&&) noexcept;
  LiveFeatures& operator=(LiveFeatures&&) noexcept;
  ~LiveFeatures();

  // All there is, as it is now.
  FeatureView view() const;

  // Features that need not be added: so many documents have them that nothing is listed
  // of them any more. Never null.
  std::shared_ptr<const CommonKeys> common() const;

  // Whether what is found of this number means nothing any more.
  bool is_removed(uint64_t number) const;
  uint64_t n_removed() const;

  // Features of a document that is in the store, of a number above all before. Now and
  // then it starts to write what is in memory, on a thread of its own, and waits for the
  // last time that it did.
  // Errors: kUnwritable, of an earlier write. What was added is not lost by it.
  Result<void> add(uint64_t number, const DocumentFeatures& features);

  // The store has it as removed.
  void remove(uint64_t number);

  // Waits until all that was begun is written. Errors: kUnwritable.
  Result<void> settle();

  // Writes out what is in memory.
  Result<void> flush();

  // Makes one file of all.
  Result<void> compact();

  // A reader's look at what the writer has written.
  Result<void> refresh();

  struct State;

 private:
  explicit LiveFeatures(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
