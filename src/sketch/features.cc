#include "sketch/features.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "sketch/shingles.h"

namespace unspin {
namespace {

constexpr size_t kMostBuckets = size_t{1} << 18;

// Moves the hashes to where their first bits say; those with the same first bits stay
// in the order they came in.
std::vector<uint64_t> in_buckets(std::span<const uint64_t> hashes) {
  const size_t n_buckets = std::min(std::bit_ceil(hashes.size()), kMostBuckets);
  const int shift = 64 - std::countr_zero(n_buckets);
  std::vector<uint32_t> places(n_buckets);
  for (uint64_t hash : hashes) ++places[hash >> shift];
  uint32_t sum = 0;
  for (uint32_t& place : places) sum += std::exchange(place, sum);
  std::vector<uint64_t> sorted(hashes.size());
  for (uint64_t hash : hashes) sorted[places[hash >> shift]++] = hash;
  return sorted;
}

// Swaps neighbours that stand the wrong way round, once, from the first to the last.
void bubble(std::span<uint64_t> hashes) {
  uint64_t greater = hashes[0];
  for (size_t i = 1; i < hashes.size(); ++i) {
    uint64_t hash = hashes[i];
    hashes[i - 1] = std::min(greater, hash);
    greater = std::max(greater, hash);
  }
  hashes.back() = greater;
}

// Sorts what is nearly sorted by insertion; what turns out not to be, otherwise.
void finish_sorting(std::span<uint64_t> hashes) {
  size_t moves_left = 16 * hashes.size();
  for (size_t i = 1; i < hashes.size(); ++i) {
    if (hashes[i - 1] <= hashes[i]) [[likely]]
      continue;
    uint64_t hash = hashes[i];
    size_t to = i;
    for (; to > 0 && hashes[to - 1] > hash && moves_left; --to, --moves_left)
      hashes[to] = hashes[to - 1];
    hashes[to] = hash;
    if (moves_left) continue;
    std::ranges::sort(hashes);
    return;
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
// are hashes. In a bucket of two that stand the wrong way round one pass without
// branches puts them right; what is left for insertion is so little that its branches
// are guessed well. 1.5 times as fast as insertion
// alone.
void sort_distinct(std::vector<uint64_t>& hashes) {
  if (hashes.size() < 2) return;
  std::vector<uint64_t> sorted = in_buckets(hashes);
  bubble(sorted);
  finish_sorting(sorted);
  size_t n = 1;
  hashes[0] = sorted[0];
  for (size_t i = 1; i < sorted.size(); ++i) {
    hashes[n] = sorted[i];
    n += sorted[i] != sorted[i - 1];
  }
  hashes.resize(n);
}

// A rewrite that keeps the share s of its words keeps s^n of its runs of n: at .4, 6 %
// of 3-grams but 1 % of 5-grams. So n should be small. But the larger the collection,
// the more runs are in some other text by chance; those cost pairs, and above the cap
// on document frequency nothing is found by them. On news (bench_sketch --only growth),
// pairs a document by features of 2 to 10 documents, and share of features that one
// document alone holds:
//
//      words          n = 3        n = 4        n = 5
//      .6 million    216  .92     53  .98     15  .99
//     2.4 million    317  .89    111  .96     39  .98
//    10   million    398  .85    193  .93     79  .97
//    20   million    413  .83    232  .92    101  .96
//
// 3-grams stop growing because more and more are too common to be used. 4-grams of 20
// million words are as rare as 3-grams of .6 million: one word more stands for a
// collection 30 times as large. 3-grams serve collections of some thousand documents,
// where they find what is heavily rewritten, and end at 8 million words.
unsigned shingle_length(uint64_t n_documents, uint64_t n_words) {
  constexpr uint64_t kMostFor3 = 8'000'000;
  constexpr uint64_t kGrowth = 32;
  // So few that all pairs could be looked at: nothing is gained by finding fewer.
  constexpr uint64_t kFewDocuments = 2000;
  unsigned n = 3;
  for (uint64_t most = kMostFor3; n_words > most && n < 6; most *= kGrowth) ++n;
  return n_documents < kFewDocuments ? std::min(n, 4u) : n;
}

}  // namespace unspin
