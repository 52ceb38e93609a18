#include "index/merge_postings.h"

#include <algorithm>
#include <vector>

namespace unspin {
namespace {

// What is merged: files one behind the other, and documents that are left out.
struct Merge {
  std::span<const std::shared_ptr<const PostingsFile>> files;
  uint64_t first_document = 0;
  std::vector<uint32_t> lengths;  // 0: left out
  unsigned bucket_bits = kPartitionBits;
  bool any_removed = false;
};

// A file's place in the merge of a partition.
struct Source {
  PostingsFile::Cursor cursor;
  uint32_t offset = 0;  // of its documents in the merged file
  PostingEntry entry{};
};

constexpr uint64_t kEnd = ~uint64_t{0};

class PartitionMerge {
 public:
  PartitionMerge(const Merge& merge, unsigned partition)
      : merge_(merge), encoder_(partition, merge.bucket_bits) {
    for (const auto& file : merge.files) {
      sources_.push_back(
          {PostingsFile::Cursor(*file, partition),
           static_cast<uint32_t>(file->first_document() - merge.first_document)});
      keys_.push_back(0);
      advance(sources_.size() - 1);
    }
  }

  Result<PartitionImage> run() {
    for (uint64_t key = least(); key != kEnd; key = least()) {
      documents_.clear();
      uint64_t count = 0;
      bool cut = false;
      for (size_t i = 0; i < sources_.size(); ++i) {
        if (keys_[i] != key) continue;
        const PostingEntry& entry = sources_[i].entry;
        count += entry.count;
        cut |= entry.cut;
        take(entry, sources_[i].offset);
        advance(i);
      }
      encoder_.add(key, documents_, count, cut);
    }
    for (size_t i = 0; i < sources_.size(); ++i) {
      if (!sources_[i].cursor.damaged()) continue;
      if (auto checked = merge_.files[i]->check(); !checked)
        return tl::unexpected<Error>(std::move(checked).error());
      return fail(Code::kCorrupt, "postings that make no sense");
    }
    return encoder_.finish();
  }

 private:
  uint64_t least() const { return *std::ranges::min_element(keys_); }

  void advance(size_t i) {
    keys_[i] = sources_[i].cursor.next(sources_[i].entry) ? sources_[i].entry.key : kEnd;
  }

  void take(const PostingEntry& entry, uint32_t offset) {
    for (uint32_t document : entry.documents)
      if (!merge_.any_removed || merge_.lengths[offset + document] != 0)
        documents_.push_back(offset + document);
  }

  const Merge& merge_;
  PartitionEncoder encoder_;
  std::vector<Source> sources_;
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> documents_;
};

}  // namespace

Result<void> merge_postings(std::span<const std::shared_ptr<const PostingsFile>> files,
                            const std::function<bool(uint64_t)>& is_removed,
                            unsigned threads, const ByteSink& sink,
                            std::vector<uint64_t>* common) {
  Merge merge{.files = files, .first_document = files.front()->first_document()};
  uint64_t n_postings = 0;
  for (const auto& file : files) {
    n_postings += file->n_postings();
    merge.lengths.resize(file->first_document() - merge.first_document);
    merge.lengths.insert(merge.lengths.end(), file->lengths().begin(),
                         file->lengths().end());
  }
  for (uint64_t i = 0; i < merge.lengths.size(); ++i)
    if (merge.lengths[i] != 0 && is_removed(merge.first_document + i)) {
      merge.lengths[i] = 0;
      merge.any_removed = true;
    }
  merge.bucket_bits = bucket_bits_for(n_postings);
  PostingsPlan plan{.first_document = merge.first_document,
                    .lengths = merge.lengths,
                    .bucket_bits = merge.bucket_bits};
  auto make = [&](unsigned partition) { return PartitionMerge(merge, partition).run(); };
  return write_postings(plan, threads, make, sink, common);
}

}  // namespace unspin
