#include "index/postings_encoder.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"

namespace unspin {
namespace {

template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

// Passes bytes on and keeps a checksum of each block of them.
class SummedSink {
 public:
  explicit SummedSink(const ByteSink& sink) : sink_(sink) {}

  Result<void> write(std::string_view bytes) {
    if (auto written = sink_(bytes); !written) return written;
    while (!bytes.empty()) {
      size_t take = std::min(bytes.size(), kChecksumBlock - block_.size());
      if (block_.empty() && take == kChecksumBlock) {
        checksums_.push_back(hash_bytes(bytes.substr(0, take)));
      } else {
        block_.append(bytes.substr(0, take));
        if (block_.size() == kChecksumBlock) end_block();
      }
      bytes.remove_prefix(take);
    }
    return {};
  }

  const std::vector<uint64_t>& finish() {
    if (!block_.empty()) end_block();
    return checksums_;
  }

 private:
  void end_block() {
    checksums_.push_back(hash_bytes(block_));
    block_.clear();
  }

  const ByteSink& sink_;
  std::string block_;
  std::vector<uint64_t> checksums_;
};

// Makes all partitions, some at a time, and writes them in order.
Result<void> write_partitions(unsigned threads,
                              const std::function<Result<PartitionImage>(unsigned)>& make,
                              SummedSink& out, std::vector<uint64_t>& directory,
                              PostingsFooter& footer, std::vector<uint64_t>* common) {
  std::vector<std::optional<Result<PartitionImage>>> made(std::max(threads, 1U));
  for (unsigned begin = 0; begin < kPartitions; begin += made.size()) {
    size_t n = std::min<size_t>(made.size(), kPartitions - begin);
    parallel_for(n, threads, 1, [&](size_t i, unsigned) {
      made[i] = make(begin + static_cast<unsigned>(i));
    });
    for (size_t i = 0; i < n; ++i) {
      UNSPIN_TRY(PartitionImage image, std::move(*made[i]));
      for (uint64_t end : image.bucket_ends) directory.push_back(footer.data_bytes + end);
      footer.data_bytes += image.data.size();
      footer.n_postings += image.n_postings;
      if (auto written = out.write(image.data); !written) return written;
      if (common) common->insert(common->end(), image.common.begin(), image.common.end());
    }
  }
  return {};
}

}  // namespace

PartitionEncoder::PartitionEncoder(unsigned partition, unsigned bucket_bits,
                                   size_t postings)
    : bucket_shift_(kKeyBits - bucket_bits),
      n_buckets_(uint64_t{1} << (bucket_bits - kPartitionBits)),
      first_bucket_(uint64_t{partition} << (bucket_bits - kPartitionBits)) {
  image_.bucket_ends.reserve(n_buckets_);
  constexpr size_t kPostingBytes = 6;  // or a little less
  image_.data.resize(kPostingBytes * postings);
}

void PartitionEncoder::make_room(size_t numbers) {
  size_t needed = used_ + numbers * kMostVarintBytes;
  if (needed > image_.data.size()) image_.data.resize(needed + needed / 4);
}

void PartitionEncoder::move_to_bucket_of(uint64_t key) {
  uint64_t bucket = (key >> bucket_shift_) - first_bucket_;
  if (image_.bucket_ends.size() == bucket && previous_ != 0) return;
  while (image_.bucket_ends.size() < bucket) image_.bucket_ends.push_back(used_);
  previous_ = key >> bucket_shift_ << bucket_shift_;
}

void PartitionEncoder::add(uint64_t key, std::span<const uint32_t> documents,
                           uint64_t count, bool cut) {
  move_to_bucket_of(key);
  uint32_t most = most_documents(key);
  if (documents.size() > most) cut = true;
  bool common = cut && kind_of(key) == FeatureKind::kTopic;
  if (common) image_.common.push_back(key);
  if (cut)
    documents = documents.first(common ? 0 : std::min<size_t>(documents.size(), most));
  else if (documents.empty())
    return;
  uint64_t step = (key - previous_) << kShapeBits;
  previous_ = key;
  make_room(documents.size() + 5);
  image_.n_postings += documents.size();
  if (cut) {
    put(step | static_cast<uint64_t>(EntryShape::kCut));
    put(count);
    put_list(documents);
  } else if (documents.size() == 1) {
    put(step | static_cast<uint64_t>(EntryShape::kOne));
    put(documents.front());
  } else {
    put(step | static_cast<uint64_t>(EntryShape::kList));
    put_list(documents);
  }
}

void PartitionEncoder::put_list(std::span<const uint32_t> documents) {
  auto step = [&](size_t i) {
    return i == 0 ? documents[0] : documents[i] - documents[i - 1] - 1;
  };
  size_t bytes = 0;
  for (size_t i = 0; i < documents.size(); ++i) bytes += varint_bytes(step(i));
  put(documents.size());
  put(bytes);
  for (size_t i = 0; i < documents.size(); ++i) put(step(i));
}

PartitionImage PartitionEncoder::finish() {
  while (image_.bucket_ends.size() < n_buckets_) image_.bucket_ends.push_back(used_);
  image_.data.resize(used_);
  return std::move(image_);
}

Result<void> write_postings(const PostingsPlan& plan, unsigned threads,
                            const std::function<Result<PartitionImage>(unsigned)>& make,
                            const ByteSink& sink, std::vector<uint64_t>* common) {
  SummedSink out(sink);
  PostingsFooter footer;
  footer.first_document = plan.first_document;
  footer.n_documents = plan.lengths.size();
  footer.bucket_bits = plan.bucket_bits;
  std::vector<uint64_t> directory;
  directory.reserve(size_t{1} << plan.bucket_bits);
  if (auto done = write_partitions(threads, make, out, directory, footer, common); !done)
    return done;
  // Numbers of 8 bytes stand at multiples of 8.
  std::string before_directory((8 - footer.data_bytes % 8) % 8, '\0');
  std::string behind_lengths(plan.lengths.size() % 2 * 4, '\0');
  for (std::string_view part : {std::string_view(before_directory), bytes_of(directory),
                                bytes_of(plan.lengths), std::string_view(behind_lengths)})
    if (auto written = out.write(part); !written) return written;

  const std::vector<uint64_t>& checksums = out.finish();
  footer.n_checksums = checksums.size();
  std::string end(bytes_of(checksums));
  end.append(reinterpret_cast<const char*>(&footer), sizeof footer);
  footer.own_checksum = hash_bytes(end);
  std::memcpy(end.data() + end.size() - sizeof footer, &footer, sizeof footer);
  return sink(end);
}

}  // namespace unspin
