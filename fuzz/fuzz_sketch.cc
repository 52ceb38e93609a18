// Any bytes make the same words by every kernel as by the slow twin, and features,
// sketches and chains that keep their promises.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reference/word_hashes.h"
#include "sketch/diagonal_filter.h"
#include "sketch/features.h"
#include "sketch/fingerprint.h"
#include "sketch/word_edges.h"
#include "sketch/word_hashes.h"

namespace {

using unspin::WordHashes;

void require(bool holds) {
  if (!holds) std::abort();
}

WordHashes words_of(std::string_view text) {
  WordHashes words;
  unspin::hash_words(text, words);
  for (const unspin::NamedEdgeKernel& kernel : unspin::edge_kernels()) {
    WordHashes same;
    unspin::hash_words_by(kernel.kernel, text, same);
    require(same.hash == words.hash && same.begin == words.begin);
  }
  return words;
}

void check_words(std::string_view text, const WordHashes& words) {
  std::vector<unspin::reference::WordText> expected = unspin::reference::words_of(text);
  require(words.size() == expected.size() && words.begin.size() == words.size());
  std::map<std::string_view, uint64_t> hash_of;
  std::map<uint64_t, std::string_view> word_of;
  for (size_t i = 0; i < words.size(); ++i) {
    std::string_view folded = expected[i].folded;
    require(words.begin[i] == expected[i].begin);
    require(hash_of.try_emplace(folded, words.hash[i]).first->second == words.hash[i]);
    require(word_of.try_emplace(words.hash[i], folded).first->second == folded);
  }
}

void check_features(const std::vector<uint64_t>& words) {
  for (unsigned n = unspin::kLeastShingle; n <= unspin::kMostShingle; ++n) {
    std::vector<uint64_t> all, once;
    unspin::hash_shingles(words, n, all);
    unspin::distinct_features(words, n, once);
    require(all.size() == (words.size() < n ? 0 : words.size() - n + 1));
    require(std::ranges::is_sorted(once));
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    require(all == once);
    require(unspin::containment(once, once) == (once.empty() ? 0 : 1));
  }
}

void check_pair(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  unspin::NearSketch x = unspin::near_sketch(a), y = unspin::near_sketch(b);
  require(x.empty == (a.size() < 3));
  double estimate = unspin::estimated_resemblance(x, y);
  require(estimate >= 0 && estimate <= 1);
  if (a == b) require(x == y && unspin::fingerprint(a) == unspin::fingerprint(b));
  unspin::DiagonalFilter filter;
  filter.set_first(a);
  uint32_t longest = filter.longest_chain(b);
  require(longest <= std::min(a.size(), b.size()));
  require(filter.longest_chain(b, 3) == std::min(longest, 3u));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  WordHashes whole = words_of(text), tail = words_of(text.substr(size / 3));
  check_words(text, whole);
  check_features(whole.hash);
  check_pair(whole.hash, tail.hash);
  check_pair(whole.hash, whole.hash);
  return 0;
}
