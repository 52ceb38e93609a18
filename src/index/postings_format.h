// How a postings file is laid out; docs/formats/index.md has it in words.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace unspin {

// What the index knows a feature by: 40 bits, the lowest of which says its kind.
inline constexpr unsigned kKeyBits = 40;

// Kinds of features, by how long a list of documents is of use. Values are in files:
// never change them.
enum class FeatureKind : uint8_t {
  kTopic = 0,   // words and short runs: of those that many documents have, the count only
  kCopied = 1,  // longer runs and whole texts: of many documents, the first ones
};

// The key of a feature whose hash is evenly spread.
inline uint64_t key_of(uint64_t hash, FeatureKind kind) {
  return ((hash >> (64 - kKeyBits)) & ~uint64_t{1}) | static_cast<uint64_t>(kind);
}
inline FeatureKind kind_of(uint64_t key) { return static_cast<FeatureKind>(key & 1); }

// Most documents that a list of each kind holds. A longer one is cut off: of topics
// nothing is left, of copied text the documents that came first.
inline constexpr uint32_t kMostTopicDocuments = 256;
inline constexpr uint32_t kMostCopiedDocuments = 1024;
inline uint32_t most_documents(uint64_t key) {
  return kind_of(key) == FeatureKind::kTopic ? kMostTopicDocuments : kMostCopiedDocuments;
}

// Documents that one file may cover.
inline constexpr unsigned kFileDocumentBits = 24;
inline constexpr uint64_t kMostFileDocuments = uint64_t{1} << kFileDocumentBits;

// Keys are divided into 256 partitions by their first bits, worked on one by one, and
// further into buckets, each found through the directory.
inline constexpr unsigned kPartitionBits = 8;
inline constexpr unsigned kPartitions = 1U << kPartitionBits;
inline constexpr unsigned kMostBucketBits = 30;

// About so many postings a bucket. A feature is found by reading half of the bucket, at
// worst; fewer make the directory larger, by 8 bytes a bucket.
inline constexpr uint64_t kBucketPostings = 24;

inline unsigned bucket_bits_for(uint64_t postings) {
  unsigned bits = std::bit_width(postings / kBucketPostings);
  return bits < kPartitionBits ? kPartitionBits
                               : (bits > kMostBucketBits ? kMostBucketBits : bits);
}

// The end of a file. Everything is little-endian.
struct PostingsFooter {
  char magic[8] = {'u', 'n', 's', 'p', 'i', 'n', 'P', '1'};
  uint64_t first_document = 0;
  uint64_t n_documents = 0;  // numbers covered, gaps included
  uint64_t n_postings = 0;
  uint64_t bucket_bits = 0;
  uint64_t data_bytes = 0;    // from the start of the file
  uint64_t n_checksums = 0;   // of all blocks of kChecksumBlock bytes before them
  uint64_t own_checksum = 0;  // of the checksums and the footer with this as 0
};
static_assert(sizeof(PostingsFooter) == 64);
static_assert(std::endian::native == std::endian::little);

inline constexpr size_t kChecksumBlock = 64 * 1024;

// Numbers as 7 bits a byte, least first: at most so many bytes.
inline constexpr size_t kMostVarintBytes = 10;

// Writes one, and returns where it ends.
inline char* write_varint(char* at, uint64_t value) {
  for (; value >= 128; value >>= 7) *at++ = static_cast<char>(value | 128);
  *at++ = static_cast<char>(value);
  return at;
}

inline size_t varint_bytes(uint64_t value) {
  return (static_cast<size_t>(std::bit_width(value | 1)) + 6) / 7;
}

inline void put_varint(std::string& out, uint64_t value) {
  char bytes[kMostVarintBytes];
  out.append(bytes, static_cast<size_t>(write_varint(bytes, value) - bytes));
}

// Reads one and moves `at` behind it; false where none is whole before `end`.
inline bool take_varint(const uint8_t*& at, const uint8_t* end, uint64_t& value) {
  if (at < end && *at < 128) [[likely]] {
    value = *at++;
    return true;
  }
  value = 0;
  for (unsigned shift = 0; at < end && shift < 64; shift += 7) {
    uint8_t byte = *at++;
    value |= uint64_t{byte & 127U} << shift;
    if (byte < 128) return true;
  }
  return false;
}

// An entry of a bucket: a varint of the key's distance from the last in the bucket (from
// the bucket's first key) with its shape in the lowest bits, then
//   kOne   the document
//   kList  how many, how many bytes they take, the first document, and the distance to
//          each next less 1
//   kCut   how many documents had it; how many are listed, and these as for kList
enum class EntryShape : uint8_t { kOne = 0, kList = 1, kCut = 2 };
inline constexpr unsigned kShapeBits = 2;

}  // namespace unspin
