// The documents of a scan on scratch disk, by number: written once in the order they
// come, then read again in any.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "unspin/document.h"
#include "unspin/error.h"

namespace unspin {

// A document as the store's file holds it.
std::string pack(const Document& document);

// Errors: kCorrupt.
Result<Document> unpack(std::string_view packed);

class DocumentStore {
 public:
  // A new store in `path`, which is replaced.
  // Errors: kUnwritable.
  static Result<DocumentStore> create(const std::filesystem::path& path);

  // The store that was finished in `path`, with the ends() that it had then.
  // Errors: kUnreadable; kCorrupt when the file is not what it was.
  static Result<DocumentStore> restore(const std::filesystem::path& path,
                                       std::vector<uint64_t> ends);

  DocumentStore(DocumentStore&& other) noexcept;
  DocumentStore& operator=(DocumentStore&& other) noexcept;
  ~DocumentStore();

  // Adds a document that pack() made; its number is how many came before.
  //
  // Errors:  kUnwritable (the disk is full), kTooLarge (4 GiB, packed).
  // Threads: one at a time.
  Result<uint32_t> add(std::string_view packed);

  // Writes out what add() holds back. Requires: called before read().
  Result<void> finish();

  // The document of that number. Errors: kUnreadable, kCorrupt.
  // Threads: any number of calls may run at once, after finish().
  Result<Document> read(uint32_t number) const;

  uint32_t size() const { return static_cast<uint32_t>(ends_.size()); }
  uint64_t bytes() const { return end_; }

  // For each document where it ends in the file; it begins where the last one ends.
  const std::vector<uint64_t>& ends() const { return ends_; }

 private:
  explicit DocumentStore(int file, std::filesystem::path path)
      : file_(file), path_(std::move(path)) {}
  Result<void> flush();

  int file_ = -1;
  std::filesystem::path path_;
  std::string pending_;  // of the file's end, not written yet
  uint64_t end_ = 0;     // of the file with what is pending
  std::vector<uint64_t> ends_;
};

}  // namespace unspin
