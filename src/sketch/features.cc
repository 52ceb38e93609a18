#include "sketch/features.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "sketch/shingles.h"

namespace unspin {
namespace {

constexpr size_t kMostBuckets = size_t{1} << 16;
// Up to so many hashes a bucket are sorted by insertion.
constexpr size_t kFew = 24;

// Sorts [begin, end).
void sort_bucket(uint64_t* begin, uint64_t* end) {
  if (static_cast<size_t>(end - begin) > kFew) return std::sort(begin, end);
  for (uint64_t* at = begin + 1; at < end; ++at) {
    uint64_t value = *at;
    uint64_t* to = at;
    for (; to > begin && to[-1] > value; --to) *to = to[-1];
    *to = value;
  }
}

}  // namespace

void hash_shingles(std::span<const uint64_t> words, unsigned n,
                   std::vector<uint64_t>& out) {
  assert(n >= kLeastShingle && n <= kMostShingle);
  out.clear();
  if (words.size() < n) return;
  out.resize(words.size() - n + 1);
  uint64_t* to = out.data();
  for_each_shingle(words, n, [to](size_t i, uint64_t hash) { to[i] = hash; });
}

void distinct_features(std::span<const uint64_t> words, unsigned n,
                       std::vector<uint64_t>& out) {
  hash_shingles(words, n, out);
  sort_distinct(out);
}

// Hashes are evenly spread, so about one falls into each of as many buckets as there
// are hashes; buckets in order, each sorted, are all in order.
void sort_distinct(std::vector<uint64_t>& hashes) {
  if (hashes.size() < 2) return;
  size_t n_buckets = std::min(std::bit_ceil(hashes.size()), kMostBuckets);
  int shift = 64 - std::countr_zero(n_buckets);
  std::vector<uint32_t> ends(n_buckets);
  for (uint64_t hash : hashes) ++ends[hash >> shift];
  uint32_t sum = 0;
  for (uint32_t& end : ends) {
    uint32_t count = end;
    end = sum;
    sum += count;
  }
  std::vector<uint64_t> sorted(hashes.size());
  for (uint64_t hash : hashes) sorted[ends[hash >> shift]++] = hash;
  uint32_t begin = 0;
  for (uint32_t end : ends) {
    if (end > begin + 1) sort_bucket(sorted.data() + begin, sorted.data() + end);
    begin = end;
  }
  auto last = std::unique(sorted.begin(), sorted.end());
  hashes.assign(sorted.begin(), last);
}

unsigned shingle_length(uint64_t n_documents, uint64_t n_words) {
  if (n_documents < 2000 && n_words < 2'000'000) return 3;
  if (n_words < 200'000'000) return 4;
  if (n_words < 20'000'000'000) return 5;
  return 6;
}

}  // namespace unspin
