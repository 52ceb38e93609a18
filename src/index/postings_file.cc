// Keys are hashes, evenly spread, so their first bits say where a list is: the directory
// has an entry for each bucket of some fifty postings, and the bucket is read from its
// start until the key is there or passed. A feature costs two places in memory that are
// far apart, as a rule neither in any cache; so keys are taken in groups, and what the
// later ones of a group will need is fetched while the earlier ones wait.

#include "index/postings_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/hash.h"
#include "index/records.h"

namespace unspin {
namespace {

const uint8_t* begin_of(std::string_view bytes) {
  return reinterpret_cast<const uint8_t*>(bytes.data());
}

uint64_t padded(uint64_t bytes) { return (bytes + 7) / 8 * 8; }

// Calls take(document) for each of the `n` documents of a list.
template <typename Take>
bool take_documents(const uint8_t*& at, const uint8_t* end, uint64_t n,
                    uint64_t n_documents, const Take& take) {
  uint64_t document = 0, step = 0;
  for (uint64_t i = 0; i < n; ++i) {
    if (!take_varint(at, end, step)) return false;
    document += step + (i > 0);
    if (step >= n_documents || document >= n_documents) return false;
    take(static_cast<uint32_t>(document));
  }
  return true;
}

// An entry but for its documents, which are the `bytes` at where its reading ended.
struct EntryHead {
  uint64_t step = 0;
  uint64_t count = 1;
  uint64_t listed = 1;
  uint64_t bytes = 0;
  bool cut = false;
};

bool take_head(const uint8_t*& at, const uint8_t* end, EntryHead& head) {
  uint64_t first = 0;
  if (!take_varint(at, end, first)) return false;
  head = {.step = first >> kShapeBits};
  auto shape = static_cast<EntryShape>(first & ((1U << kShapeBits) - 1));
  if (shape == EntryShape::kOne) {
    const uint8_t* behind = at;
    while (behind < end && *behind >= 128) ++behind;
    head.bytes = static_cast<uint64_t>(behind - at) + 1;
    return behind < end;
  }
  if (!take_varint(at, end, head.count)) return false;
  head.listed = head.count;
  head.cut = shape == EntryShape::kCut;
  if (head.cut && !take_varint(at, end, head.listed)) return false;
  return (head.cut || shape == EntryShape::kList) && take_varint(at, end, head.bytes) &&
         head.listed <= kMostCopiedDocuments &&
         head.bytes <= static_cast<uint64_t>(end - at);
}

}  // namespace

Result<std::shared_ptr<const PostingsFile>> PostingsFile::open(
    const std::filesystem::path& path) {
  PostingsFile file;
  UNSPIN_TRY(file.mapped_, MappedFile::open(path));
  return of(std::move(file), path.string());
}

Result<std::shared_ptr<const PostingsFile>> PostingsFile::of_bytes(std::string bytes) {
  PostingsFile file;
  file.owned_ = std::move(bytes);
  return of(std::move(file), "postings in memory");
}

Result<std::shared_ptr<const PostingsFile>> PostingsFile::of(PostingsFile file,
                                                             const std::string& name) {
  auto shared = std::shared_ptr<PostingsFile>(new PostingsFile(std::move(file)));
  if (auto good = shared->understand(name); !good)
    return tl::unexpected<Error>(std::move(good).error());
  return shared;
}

Result<void> PostingsFile::understand(const std::string& name) {
  name_ = name;
  bytes_ = owned_.empty() ? mapped_.bytes() : std::string_view(owned_);
  auto damaged = [&] { return fail(Code::kCorrupt, name + ": damaged"); };
  if (bytes_.size() < sizeof footer_) return damaged();
  std::memcpy(&footer_, bytes_.data() + bytes_.size() - sizeof footer_, sizeof footer_);
  if (std::memcmp(footer_.magic, PostingsFooter{}.magic, sizeof footer_.magic) != 0 ||
      footer_.bucket_bits < kPartitionBits || footer_.bucket_bits > kMostBucketBits ||
      footer_.n_documents > kMostFileDocuments || footer_.data_bytes > bytes_.size() ||
      footer_.n_checksums > bytes_.size() / sizeof(uint64_t))
    return damaged();
  uint64_t n_buckets = uint64_t{1} << footer_.bucket_bits;
  uint64_t directory = padded(footer_.data_bytes);
  uint64_t lengths = directory + n_buckets * sizeof(uint64_t);
  uint64_t checksums = padded(lengths + footer_.n_documents * sizeof(uint32_t));
  uint64_t footer = checksums + footer_.n_checksums * sizeof(uint64_t);
  uint64_t blocks = (checksums + kChecksumBlock - 1) / kChecksumBlock;
  if (footer + sizeof footer_ != bytes_.size() || blocks != footer_.n_checksums)
    return damaged();
  std::string end(bytes_.substr(checksums));
  std::memset(end.data() + end.size() - sizeof(uint64_t), 0, sizeof(uint64_t));
  if (hash_bytes(end) != footer_.own_checksum) return damaged();
  directory_ = reinterpret_cast<const uint64_t*>(bytes_.data() + directory);
  lengths_ = {reinterpret_cast<const uint32_t*>(bytes_.data() + lengths),
              footer_.n_documents};
  checksums_ = {reinterpret_cast<const uint64_t*>(bytes_.data() + checksums),
                footer_.n_checksums};
  return {};
}

Result<void> PostingsFile::check() const {
  std::string_view rest =
      bytes_.substr(0, bytes_.size() - sizeof footer_ - checksums_.size_bytes());
  for (uint64_t i = 0; i < checksums_.size(); ++i) {
    if (hash_bytes(rest.substr(0, kChecksumBlock)) != checksums_[i])
      return fail(Code::kCorrupt, fmt::format("{}: damaged in the {} bytes from {}",
                                              name_, kChecksumBlock, i * kChecksumBlock));
    rest.remove_prefix(std::min(kChecksumBlock, rest.size()));
  }
  return {};
}

std::string_view PostingsFile::bucket(uint64_t bucket) const {
  uint64_t begin = bucket == 0 ? 0 : directory_[bucket - 1], end = directory_[bucket];
  if (begin > end || end > footer_.data_bytes) return {};
  return bytes_.substr(begin, end - begin);
}

void PostingsFile::find(std::span<const uint64_t> keys, uint32_t file,
                        FeatureHits& hits) const {
  constexpr size_t kGroup = 16;
  const unsigned shift = kKeyBits - static_cast<unsigned>(footer_.bucket_bits);
  for (size_t begin = 0; begin < keys.size(); begin += kGroup) {
    size_t end = std::min(begin + kGroup, keys.size());
    for (size_t i = end; i < std::min(end + kGroup, keys.size()); ++i)
      __builtin_prefetch(directory_ + (keys[i] >> shift));
    for (size_t i = begin; i < end; ++i) {
      std::string_view bytes = bucket(keys[i] >> shift);
      for (size_t at = 0; at < std::min<size_t>(bytes.size(), 256); at += 64)
        __builtin_prefetch(bytes.data() + at);
    }
    for (size_t i = begin; i < end; ++i)
      find_in_bucket(keys[i], static_cast<uint32_t>(i), file, hits);
  }
}

void PostingsFile::find_in_bucket(uint64_t key, uint32_t feature, uint32_t file,
                                  FeatureHits& hits) const {
  const unsigned shift = kKeyBits - static_cast<unsigned>(footer_.bucket_bits);
  std::string_view bytes = bucket(key >> shift);
  const uint8_t* at = begin_of(bytes);
  const uint8_t* end = at + bytes.size();
  uint64_t here = key >> shift << shift;
  EntryHead head;
  while (at < end && take_head(at, end, head)) {
    here += head.step;
    if (here > key) return;
    if (here < key) {
      at += head.bytes;
      continue;
    }
    hits.count[feature] += head.count;
    if (head.cut) hits.cut[feature] = 1;
    if (head.listed)
      hits.lists.push_back(
          {feature, file, static_cast<uint32_t>(head.listed), at, at + head.bytes});
    return;
  }
}

void PostingsFile::read(const FoundList& list,
                        std::vector<FeatureHits::Hit>& hits) const {
  const uint8_t* at = list.at;
  auto first = static_cast<uint32_t>(footer_.first_document);
  take_documents(at, list.end, list.listed, footer_.n_documents, [&](uint32_t document) {
    hits.push_back({list.feature, first + document});
  });
}

bool PostingsFile::take_slice(unsigned slice, unsigned bits, uint32_t offset,
                              std::vector<uint64_t>& records,
                              std::vector<CutList>& cuts) const {
  const unsigned shift = kKeyBits - bucket_bits(), below = bucket_bits() - bits;
  EntryHead head;
  for (uint64_t b = uint64_t{slice} << below; b < (uint64_t{slice} + 1) << below; ++b) {
    std::string_view bytes = bucket(b);
    const uint8_t* at = begin_of(bytes);
    const uint8_t* end = at + bytes.size();
    for (uint64_t key = b << shift; at < end;) {
      if (!take_head(at, end, head)) return false;
      key += head.step;
      if (key >> shift != b) return false;
      size_t before = records.size();
      auto take = [&](uint32_t document) {
        records.push_back(record_of(key, offset + document));
      };
      if (!take_documents(at, end, head.listed, footer_.n_documents, take)) return false;
      if (head.cut) cuts.push_back({key, head.count, records.size() - before});
    }
  }
  return true;
}

PostingsFile::Cursor::Cursor(const PostingsFile& file, unsigned partition)
    : file_(&file) {
  unsigned below = file.bucket_bits() - kPartitionBits;
  bucket_ = uint64_t{partition} << below;
  end_bucket_ = (uint64_t{partition} + 1) << below;
}

bool PostingsFile::Cursor::next(PostingEntry& entry) {
  const unsigned shift = kKeyBits - static_cast<unsigned>(file_->footer_.bucket_bits);
  while (at_ == end_) {
    if (bucket_ == end_bucket_) return false;
    std::string_view bytes = file_->bucket(bucket_);
    at_ = begin_of(bytes);
    end_ = at_ + bytes.size();
    key_ = bucket_++ << shift;
  }
  EntryHead head;
  if (!take_head(at_, end_, head)) return fail();
  key_ += head.step;
  if (key_ >> shift != bucket_ - 1) return fail();
  entry.key = key_;
  entry.count = head.count;
  entry.cut = head.cut;
  entry.documents.clear();
  auto take = [&](uint32_t document) { entry.documents.push_back(document); };
  return take_documents(at_, end_, head.listed, file_->footer_.n_documents, take) ||
         fail();
}

}  // namespace unspin
