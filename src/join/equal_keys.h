// Here is a key of each document, give me the documents that have equal ones, within
// this much memory. For fingerprints of whole texts, and for bands of small sketches.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "join/scratch_stats.h"
#include "unspin/error.h"

namespace unspin {

struct EqualKeysOptions {
  // Memory to use, in bytes, besides 1 MiB; the least is 256 KiB a thread. Never other
  // groups.
  uint64_t memory_bytes = uint64_t{1} << 28;

  // How many appenders there may be, and how many threads emit() runs. 0: one a core.
  unsigned threads = 1;
};

// A document that has the key of an earlier one.
struct EqualKey {
  uint32_t document = 0;
  uint32_t first = 0;     // the group's smallest: links to it are a star
  uint32_t previous = 0;  // the group's next smaller: links to it are a chain
  uint64_t key = 0;
  bool operator==(const EqualKey&) const = default;
};

// Takes keys on behalf of one thread, as FeatureAppender.
class KeyAppender {
 public:
  virtual ~KeyAppender() = default;

  // Gives `document` a key, its only one or one of several. A key given twice counts
  // once. Errors: kUnwritable, kTooLarge, as FeatureAppender::add.
  virtual Result<void> add(uint32_t document, uint64_t key) = 0;
};

// Groups documents by equal keys: all 64 bits of them. Scratch: 16 bytes a key, in
// `folder`, removed when this is destroyed; a killed run starts again.
class EqualKeys {
 public:
  // Errors: as FeatureJoin::create.
  static Result<EqualKeys> create(const std::filesystem::path& folder,
                                  const EqualKeysOptions& options);

  EqualKeys(EqualKeys&&) noexcept;
  EqualKeys& operator=(EqualKeys&&) noexcept;
  ~EqualKeys();

  // Of thread number `thread`, below EqualKeysOptions::threads. Owned by this.
  KeyAppender& appender(unsigned thread = 0);

  // Gives `sink` each document of each group of two or more but the group's first, some
  // thousands at a time. Ends adding; may be repeated. False when the sink returned
  // false.
  //
  // Requires: no appender is in add().
  // Errors:   kUnwritable, kUnreadable, kCorrupt.
  // Order:    groups one after the other, always in the same order, which means nothing;
  //           within one by document.
  Result<bool> emit(const std::function<bool(std::span<const EqualKey>)>& sink);

  ScratchStats stats() const;

  struct State;  // this class's own

 private:
  explicit EqualKeys(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
