// Postings of several files are not merged list by list: most lists have one document,
// and finding the least of some keys costs more than all the rest. They are read slice by
// slice of the keys, each slice from one file after the other, so that documents stay in
// order, and sorted as new ones are.

#include "index/merge_postings.h"

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "index/records.h"

namespace unspin {
namespace {

// What is merged: files one behind the other, and documents that are left out.
struct Merge {
  std::span<const std::shared_ptr<const PostingsFile>> files;
  uint64_t first_document = 0;
  std::vector<uint32_t> lengths;  // 0: left out
  uint64_t n_postings = 0;
  unsigned bucket_bits = kPartitionBits;
  unsigned slice_bits = kPartitionBits;
  bool any_removed = false;
};

// About so many postings at a time: they are sorted within the processor's cache.
constexpr uint64_t kSlicePostings = 32 * 1024;

class PartitionMerge {
 public:
  PartitionMerge(const Merge& merge, unsigned partition)
      : merge_(merge),
        partition_(partition),
        encoder_(partition, merge.bucket_bits, merge.n_postings / kPartitions) {}

  Result<PartitionImage> run() {
    unsigned more_bits = merge_.slice_bits - kPartitionBits;
    for (unsigned i = 0; i < 1U << more_bits; ++i)
      if (auto done = merge_slice((partition_ << more_bits) + i); !done)
        return tl::unexpected<Error>(std::move(done).error());
    return encoder_.finish();
  }

 private:
  Result<void> merge_slice(unsigned slice) {
    records_.clear();
    cuts_.clear();
    for (const auto& file : merge_.files) {
      auto offset = static_cast<uint32_t>(file->first_document() - merge_.first_document);
      if (file->take_slice(slice, merge_.slice_bits, offset, records_, cuts_)) continue;
      if (auto checked = file->check(); !checked) return checked;
      return fail(Code::kCorrupt, "postings that make no sense");
    }
    if (merge_.any_removed)
      std::erase_if(records_, [&](uint64_t record) {
        return merge_.lengths[document_of_record(record)] == 0;
      });
    sort_records(records_, merge_.slice_bits, scratch_);
    std::ranges::stable_sort(cuts_, {}, &PostingsFile::CutList::key);
    encode();
    return {};
  }

  // Lists that were cut off may have nothing left, and are there all the same.
  void encode() {
    size_t at = 0, cut = 0;
    while (at < records_.size() || cut < cuts_.size()) {
      uint64_t key = at < records_.size() ? key_of_record(records_[at]) : ~uint64_t{0};
      if (cut < cuts_.size()) key = std::min(key, cuts_[cut].key);
      documents_.clear();
      for (; at < records_.size() && key_of_record(records_[at]) == key; ++at)
        documents_.push_back(document_of_record(records_[at]));
      uint64_t count = documents_.size();
      const size_t first_cut = cut;
      for (; cut < cuts_.size() && cuts_[cut].key == key; ++cut)
        count += cuts_[cut].count - std::min(cuts_[cut].count, cuts_[cut].listed);
      encoder_.add(key, documents_, count, cut != first_cut);
    }
  }

  const Merge& merge_;
  unsigned partition_;
  PartitionEncoder encoder_;
  std::vector<uint64_t> records_;
  std::vector<uint64_t> scratch_;
  std::vector<PostingsFile::CutList> cuts_;
  std::vector<uint32_t> documents_;
};

}  // namespace

Result<void> merge_postings(std::span<const std::shared_ptr<const PostingsFile>> files,
                            const std::function<bool(uint64_t)>& is_removed,
                            unsigned threads, const ByteSink& sink,
                            std::vector<uint64_t>* common) {
  Merge merge{.files = files, .first_document = files.front()->first_document()};
  unsigned least_bits = kMostBucketBits;
  for (const auto& file : files) {
    least_bits = std::min(least_bits, file->bucket_bits());
    merge.n_postings += file->n_postings();
    merge.lengths.resize(file->first_document() - merge.first_document);
    merge.lengths.insert(merge.lengths.end(), file->lengths().begin(),
                         file->lengths().end());
  }
  for (uint64_t i = 0; i < merge.lengths.size(); ++i)
    if (merge.lengths[i] != 0 && is_removed(merge.first_document + i)) {
      merge.lengths[i] = 0;
      merge.any_removed = true;
    }
  merge.bucket_bits = bucket_bits_for(merge.n_postings);
  auto slices = static_cast<unsigned>(std::bit_width(merge.n_postings / kSlicePostings));
  merge.slice_bits = std::clamp(slices, kPartitionBits, least_bits);
  PostingsPlan plan{.first_document = merge.first_document,
                    .lengths = merge.lengths,
                    .bucket_bits = merge.bucket_bits};
  auto make = [&](unsigned partition) { return PartitionMerge(merge, partition).run(); };
  return write_postings(plan, threads, make, sink, common);
}

}  // namespace unspin
