// A postings file, read: which documents have these features?
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "index/postings_format.h"
#include "unspin/error.h"

namespace unspin {

// A list of documents that was found and not read yet.
struct FoundList {
  uint32_t feature = 0;  // index of the key asked for
  uint32_t file = 0;     // index of the file that it is in
  uint32_t listed = 0;   // how many documents
  const uint8_t* at = nullptr;
  const uint8_t* end = nullptr;
};

// What is known of the features of a query after looking into some files.
struct FeatureHits {
  struct Hit {
    uint32_t feature = 0;   // index of the key asked for
    uint32_t document = 0;  // number
  };

  explicit FeatureHits(size_t n_features) : count(n_features), cut(n_features) {}

  // Of each feature how many documents have it, removed ones included, and whether it is
  // cut off in some file.
  std::vector<uint64_t> count;
  std::vector<char> cut;

  std::vector<FoundList> lists;  // by file, by feature within one
  std::vector<Hit> hits;         // of the lists that were read
};

// A list as it stands in a file.
struct PostingEntry {
  uint64_t key = 0;
  uint64_t count = 0;  // of documents that had it
  bool cut = false;
  std::vector<uint32_t> documents;  // relative to the file's first
};

// Threads: all are const; any number at once.
// Whatever the bytes are: nothing is read outside of them; what is damaged is not found.
class PostingsFile {
 public:
  // Looks at the file's end only; check() at all of it. Errors: kCorrupt, kNotFound,
  // kUnreadable.
  static Result<std::shared_ptr<const PostingsFile>> open(
      const std::filesystem::path& path);
  static Result<std::shared_ptr<const PostingsFile>> of_bytes(std::string bytes);

  uint64_t first_document() const { return footer_.first_document; }
  uint64_t end_document() const { return footer_.first_document + footer_.n_documents; }
  uint64_t n_postings() const { return footer_.n_postings; }
  uint64_t bytes() const { return bytes_.size(); }
  std::string_view view() const { return bytes_; }

  // Length of a document in words + 1; 0 when it is not here.
  uint32_t length(uint64_t number) const {
    uint64_t i = number - footer_.first_document;
    return i < footer_.n_documents ? lengths_[i] : 0;
  }
  std::span<const uint32_t> lengths() const { return lengths_; }

  // Adds what is here of the features to `hits`, as lists to read; `file` is this one's
  // index. Lists of which nothing is left are counted only.
  //
  // Requires: keys ascending.
  // Cost:     a tenth of a microsecond a key when the file is in memory.
  void find(std::span<const uint64_t> keys, uint32_t file, FeatureHits& hits) const;

  // Adds the documents of a list of this file.
  void read(const FoundList& list, std::vector<FeatureHits::Hit>& hits) const;

  // Compares all bytes with their checksums. Errors: kCorrupt.
  Result<void> check() const;

  // Keys are found by their first so many bits.
  unsigned bucket_bits() const { return static_cast<unsigned>(footer_.bucket_bits); }

  // A list that was cut off.
  struct CutList {
    uint64_t key = 0;
    uint64_t count = 0;   // of documents that had it
    uint64_t listed = 0;  // of them, in the records
  };

  // Adds all postings of a slice of the keys to `records` (index/records.h) in order,
  // with documents numbered from `offset`, and what is to be known of lists that were cut
  // off to `cuts`. The slice: keys whose first `bits` bits are `slice`. False where
  // damage is.
  //
  // Requires: bits <= bucket_bits().
  // Cost:     some 5 ns a posting.
  bool take_slice(unsigned slice, unsigned bits, uint32_t offset,
                  std::vector<uint64_t>& records, std::vector<CutList>& cuts) const;

  // Reads all lists of a partition in order.
  class Cursor {
   public:
    Cursor(const PostingsFile& file, unsigned partition);

    // False at the end, and where damage is.
    bool next(PostingEntry& entry);
    bool damaged() const { return damaged_; }

   private:
    bool fail() {
      damaged_ = true;
      return false;
    }

    const PostingsFile* file_;
    uint64_t bucket_;
    uint64_t end_bucket_;
    const uint8_t* at_ = nullptr;
    const uint8_t* end_ = nullptr;
    uint64_t key_ = 0;
    bool damaged_ = false;
  };

 private:
  PostingsFile() = default;
  static Result<std::shared_ptr<const PostingsFile>> of(PostingsFile file,
                                                        const std::string& name);
  Result<void> understand(const std::string& name);
  std::string_view bucket(uint64_t bucket) const;
  void find_in_bucket(uint64_t key, uint32_t feature, uint32_t file,
                      FeatureHits& hits) const;

  MappedFile mapped_;
  std::string owned_;
  std::string name_;
  std::string_view bytes_;
  PostingsFooter footer_;
  const uint64_t* directory_ = nullptr;  // where each bucket ends
  std::span<const uint32_t> lengths_;
  std::span<const uint64_t> checksums_;
};

}  // namespace unspin
