// Features of documents, live: which documents have these?
//
// Most recent documents are in memory; the others in files, each covering a range of
// numbers, fewer and larger the older they are. Files are made by whoever writes the
// index and never change; which of them count, the store says.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "index/fresh_postings.h"
#include "index/merge_postings.h"
#include "index/postings_file.h"
#include "unspin/error.h"

namespace unspin {

// Files of postings as they were at one moment, in the order of their documents.
struct FeatureView {
  PostingsFiles files;

  // Which documents have these features. Of topics that too many have nothing is read;
  // of the others, rarest first, as many as give `most_topic_hits` hits or so.
  //
  // Requires: keys ascending.
  FeatureHits find(std::span<const uint64_t> keys,
                   size_t most_topic_hits = SIZE_MAX) const;

  // Length of a document in words + 1; 0 when it is not here.
  uint32_t length(uint64_t number) const;
};

// The name of the postings file of that serial number.
std::string postings_name(uint64_t serial);

// What came in since postings were written last, to be searched at once: single documents
// as files in memory, merged as they grow, many in a row lazily.
//
// Threads: one writes, any number call files().
class FreshFeatures {
 public:
  explicit FreshFeatures(uint64_t first_document);

  // With memory that was used before.
  FreshFeatures(uint64_t first_document, FreshPostings used);

  void add(uint64_t number, std::span<const uint64_t> keys, uint32_t words);

  // All as files in memory.
  PostingsFiles files();

  // Writes all as one file to `path`, whole or not at all. Whoever asks for files()
  // meanwhile waits, when nobody has before: then they are many, and went in in a row.
  Result<void> write(const std::filesystem::path& path, unsigned threads,
                     std::vector<uint64_t>& common);

  // The memory, for others; what was in it is gone.
  FreshPostings take_memory();

  uint64_t bytes() const;
  uint64_t first_document() const { return first_document_; }
  uint64_t end_document() const;
  bool empty() const { return end_document() == first_document_; }

 private:
  void seal();

  mutable std::mutex mutex_;
  uint64_t first_document_;
  PostingsFiles sealed_;
  FreshPostings open_;
};

// Which of `files` to write anew as one, now: [begin, end); empty when none. Keeps the
// files few and rewrites each posting seldom.
struct MergeChoice {
  size_t begin = 0;
  size_t end = 0;
  bool none() const { return begin == end; }
};
MergeChoice choose_merge(std::span<const std::shared_ptr<const PostingsFile>> files);

// Writes `files` as one to `path`, whole or not at all, and opens it. `common`: gets the
// topics of which nothing is left added; may be null.
Result<std::shared_ptr<const PostingsFile>> write_merged(
    std::span<const std::shared_ptr<const PostingsFile>> files,
    const std::function<bool(uint64_t)>& is_removed, unsigned threads,
    const std::filesystem::path& path, std::vector<uint64_t>* common = nullptr);

}  // namespace unspin
