#include "engine/index_features.h"

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "sketch/features.h"
#include "sketch/fingerprint.h"

namespace unspin {
namespace {

// Words' hashes need be only distinct; this spreads their bits.
uint64_t spread(uint64_t word) {
  uint64_t hash = (word ^ (word >> 32)) * 0xD6E8FEB86659FD93u;
  hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93u;
  return hash ^ (hash >> 32);
}

}  // namespace

uint64_t key_of_text(const WordHashes& words) {
  Fingerprint whole = fingerprint(words.hash);
  return key_of(spread(whole.high ^ spread(whole.low)), FeatureKind::kCopied);
}

void uncommon_features(const WordHashes& words, const CommonKeys& common,
                       std::vector<uint64_t>& keys) {
  thread_local std::vector<uint64_t> hashes;
  keys.clear();
  if (words.empty()) return;
  // No branch on what cannot be guessed.
  auto take_topics = [&] {
    size_t n = keys.size();
    keys.resize(n + hashes.size());
    for (uint64_t hash : hashes) {
      keys[n] = key_of(hash, FeatureKind::kTopic);
      n += !common.contains(keys[n]);
    }
    keys.resize(n);
  };
  hashes.assign(words.hash.begin(), words.hash.end());
  for (uint64_t& hash : hashes) hash = spread(hash);
  take_topics();
  hash_shingles(words.hash, 2, hashes);
  take_topics();
  hash_shingles(words.hash, kCopiedRun, hashes);
  for (uint64_t hash : hashes) keys.push_back(key_of(hash, FeatureKind::kCopied));
  keys.push_back(key_of_text(words));
}

void index_features(const WordHashes& words, std::vector<uint64_t>& keys) {
  uncommon_features(words, {}, keys);

  // Sorted by their first bits, which are where the spread is.
  for (uint64_t& key : keys) key <<= 64 - kKeyBits;
  sort_distinct(keys);
  for (uint64_t& key : keys) key >>= 64 - kKeyBits;
}

DocumentFeatures describe_text(std::string_view text) {
  thread_local WordHashes words;
  hash_words(text, words);
  DocumentFeatures features;
  index_features(words, features.keys);
  features.words = static_cast<uint32_t>(words.size());
  return features;
}

DocumentFeatures describe_text(std::string_view text, const CommonKeys& common) {
  thread_local WordHashes words;
  hash_words(text, words);
  DocumentFeatures features;
  uncommon_features(words, common, features.keys);
  features.words = static_cast<uint32_t>(words.size());
  return features;
}

uint64_t features_stamp() {
  DocumentFeatures features = describe_text(
      "The quick brown fox jumps over 13 lazy dogs; \u0416\u0438\u0432\u0456 "
      "\u6771\u4eac "
      "\u0e01\u0e32\u0e23 \u0127\u00e9 don't.");
  std::string bytes(reinterpret_cast<const char*>(features.keys.data()),
                    features.keys.size() * sizeof(uint64_t));
  return hash_bytes(bytes);
}

}  // namespace unspin
