// index/: features <-> documents on disk, live: add, remove, look up, survive a crash.
//
// Documents are bytes with a number here, and known from outside by an id; what is in
// them, and what their features mean, others know. This is the part that is kept in
// RocksDB: everything but postings, and the list of postings files, so that one atomic
// write moves the index from one state to the next.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/error.h"

namespace unspin {

// Kinds of entries, each with keys of its own.
enum class Table : uint8_t {
  kState,      // few entries by name: format, totals, the list of postings files
  kDocuments,  // by number: the document, packed
  kIds,        // by id: number and checksum of the text
  kRemoved,    // by number: removed, and still in postings
  kArrivals,   // by number: what is known of the arrival
  kMatches,    // by number: arrivals that were related to something
  kCounts,     // by name: how many of something
};
inline constexpr size_t kTables = 7;

enum class StoreAccess : uint8_t { kCreate, kWrite, kRead };

// A number as a key: in order.
std::string key_of_number(uint64_t number);
uint64_t number_of_key(std::string_view key);

// Entries to write, all or none.
class StoreBatch {
 public:
  StoreBatch();
  StoreBatch(StoreBatch&&) noexcept;
  StoreBatch& operator=(StoreBatch&&) noexcept;
  ~StoreBatch();
  void put(Table table, std::string_view key, std::string_view value);
  void remove(Table table, std::string_view key);
  bool empty() const;

  struct State;

 private:
  friend class Store;
  std::unique_ptr<State> state_;
};

// Threads: any, for const members.
// Errors:  kCorrupt, kUnreadable, kUnwritable with one line that names the folder.
class Store {
 public:
  // kUnwritable as well when another process has it open for writing.
  static Result<Store> open(const std::filesystem::path& folder, StoreAccess access);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  Result<std::optional<std::string>> get(Table table, std::string_view key) const;

  // Calls take(key, value) for each entry from `from` on, in order, until it is false.
  Result<void> scan(
      Table table, std::string_view from,
      const std::function<bool(std::string_view, std::string_view)>& take) const;

  // The same, backwards, for entries below `below`; all when it is empty.
  Result<void> scan_back(
      Table table, std::string_view below,
      const std::function<bool(std::string_view, std::string_view)>& take) const;

  // When it returns, a kill does not lose it; `synced`: nor does a power cut.
  Result<void> write(StoreBatch batch, bool synced);

  // Makes all that was written survive a power cut.
  Result<void> sync();

  // A reader's look at what the writer has written since.
  Result<void> refresh();

  // Writes out what is in memory only.
  Result<void> flush();

  // Rewrites all files.
  Result<void> compact();

  // Reads every byte of its files. Errors: kCorrupt.
  Result<void> check() const;

  struct State;

 private:
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace unspin
