// Identical texts are told by a hash of their words. Near-identical ones share one of the
// band keys of a small sketch with all but certainty; who shares one is then compared
// shingle by shingle, so nothing rests on the estimate.
//
// A document is collapsed onto another only when the two were compared themselves: a
// chain of versions, each close to the one before, collapses only as far as each is
// close to the one that stands for it.

#include "engine/collapse.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <optional>
#include <tuple>

#include "base/parallel.h"
#include "engine/checkpoint.h"
#include "engine/first_error.h"
#include "engine/stopping.h"
#include "join/equal_keys.h"
#include "sketch/features.h"
#include "sketch/fingerprint.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

constexpr unsigned kShingle = 3;
constexpr size_t kBlock = 64;

using Pair = std::pair<uint32_t, uint32_t>;

// std::pair as files hold it.
struct FlatPair {
  uint32_t document = 0;
  uint32_t first = 0;
};

std::vector<FlatPair> flat(const std::vector<Pair>& pairs) {
  std::vector<FlatPair> flat;
  flat.reserve(pairs.size());
  for (auto [document, first] : pairs) flat.push_back({document, first});
  return flat;
}

void collapse_identical(const Collection& collection, Collapsed& collapsed) {
  std::vector<uint32_t> order(collection.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](uint32_t d) { return collection.words(d) == 0; });
  std::ranges::sort(order, {},
                    [&](uint32_t d) { return std::tuple(collection.fingerprint(d), d); });
  for (size_t i = 1, first = 0; i < order.size(); ++i) {
    if (collection.fingerprint(order[i]) == collection.fingerprint(order[first])) {
      collapsed.stands_for[order[i]] = order[first];
      collapsed.identical.emplace_back(order[i], order[first]);
    } else {
      first = i;
    }
  }
  std::ranges::sort(collapsed.identical);
}

class NearFinder {
 public:
  NearFinder(const Collection& collection, const ScanOptions& options,
             const ScanObserver& observer)
      : collection_(collection),
        threads_(count_threads(options.threads)),
        observer_(observer) {}

  Result<void> find(EqualKeys keys, Collapsed& collapsed) {
    add_keys(keys, collapsed);
    if (auto error = error_.take()) return tl::unexpected<Error>(*std::move(error));
    UNSPIN_TRY(std::vector<Pair> pairs, candidates(keys));
    verify(pairs);
    if (auto error = error_.take()) return tl::unexpected<Error>(*std::move(error));
    for (auto [document, first] : pairs) {
      // Whoever stands for itself may stand for others; a pair with one that does not is
      // left to the rest of the scan.
      if (collapsed.stands_for[document] != document) continue;
      if (collapsed.stands_for[first] != first) continue;
      collapsed.stands_for[document] = first;
      collapsed.near.emplace_back(document, first);
    }
    return {};
  }

 private:
  void add_keys(EqualKeys& keys, const Collapsed& collapsed) {
    std::atomic<uint64_t> done = 0;
    parallel_for(collection_.size(), threads_, kBlock, [&](size_t i, unsigned thread) {
      auto document = static_cast<uint32_t>(i);
      if (thread == 0 && observer_.on_progress)
        observer_.on_progress(ScanStage::kCollapsing, done, collection_.size());
      ++done;
      if (should_stop(observer_)) error_.keep(stopped_error());
      if (collapsed.stands_for[document] != document || error_.any()) return;
      thread_local WordHashes words;
      if (!read_words(document, words)) return;
      NearSketch sketch = near_sketch(words.hash);
      if (sketch.empty) return;
      for (uint64_t key : band_keys(sketch))
        if (auto added = keys.appender(thread).add(document, key); !added)
          return error_.keep(std::move(added).error());
    });
  }

  bool read_words(uint32_t number, WordHashes& words) {
    auto document = collection_.document(number);
    if (!document) {
      error_.keep(std::move(document).error());
      return false;
    }
    hash_words(document->text, words);
    return true;
  }

  // Pairs (document, first of a group it is in), sorted, each once.
  static Result<std::vector<Pair>> candidates(EqualKeys& keys) {
    std::vector<Pair> pairs;
    UNSPIN_TRY([[maybe_unused]] bool whole,
               keys.emit([&](std::span<const EqualKey> equal) {
                 for (const EqualKey& key : equal)
                   pairs.emplace_back(key.document, key.first);
                 return true;
               }));
    std::ranges::sort(pairs);
    auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    return pairs;
  }

  // Leaves the pairs that resemble each other enough.
  void verify(std::vector<Pair>& pairs) {
    std::vector<char> near(pairs.size());
    parallel_for(pairs.size(), threads_, kBlock, [&](size_t i, unsigned) {
      thread_local std::vector<uint64_t> one, other;
      if (should_stop(observer_)) error_.keep(stopped_error());
      if (error_.any() || !read_features(pairs[i].first, one) ||
          !read_features(pairs[i].second, other))
        return;
      near[i] = resemblance(one, other) >= kNearResemblance;
    });
    size_t kept = 0;
    for (size_t i = 0; i < pairs.size(); ++i)
      if (near[i]) pairs[kept++] = pairs[i];
    pairs.resize(kept);
  }

  bool read_features(uint32_t document, std::vector<uint64_t>& features) {
    thread_local WordHashes words;
    if (!read_words(document, words)) return false;
    distinct_features(words.hash, kShingle, features);
    return true;
  }

  const Collection& collection_;
  unsigned threads_;
  const ScanObserver& observer_;
  FirstError error_;
};

}  // namespace

Result<void> save(const Collapsed& collapsed, const std::filesystem::path& path) {
  UNSPIN_TRY(CheckpointWriter file, CheckpointWriter::create(path));
  for (const auto* pairs : {&collapsed.identical, &collapsed.near}) {
    std::vector<FlatPair> array = flat(*pairs);
    if (auto put = file.put_array<FlatPair>(array); !put) return put;
  }
  return file.finish();
}

Result<Collapsed> restore_collapsed(const Collection& collection,
                                    const std::filesystem::path& path) {
  UNSPIN_TRY(CheckpointReader file, CheckpointReader::open(path));
  Collapsed collapsed;
  collapsed.stands_for.resize(collection.size());
  std::iota(collapsed.stands_for.begin(), collapsed.stands_for.end(), 0U);
  for (auto* pairs : {&collapsed.identical, &collapsed.near}) {
    UNSPIN_TRY(std::vector<FlatPair> flat, file.take_array<FlatPair>());
    for (auto [document, first] : flat) {
      if (document >= collection.size() || first >= collection.size())
        return fail(Code::kCorrupt, path.string() + ": damaged");
      pairs->emplace_back(document, first);
      collapsed.stands_for[document] = first;
    }
  }
  if (auto whole = file.finish(); !whole)
    return tl::unexpected<Error>(std::move(whole).error());
  return collapsed;
}

Result<Collapsed> collapse(const Collection& collection,
                           const std::filesystem::path& folder,
                           const ScanOptions& options, const ScanObserver& observer) {
  Collapsed collapsed;
  collapsed.stands_for.resize(collection.size());
  std::iota(collapsed.stands_for.begin(), collapsed.stands_for.end(), 0U);
  collapse_identical(collection, collapsed);
  if (options.reach == ScanReach::kIdentical) return collapsed;

  EqualKeysOptions keys{.memory_bytes = options.memory_bytes / 2,
                        .threads = count_threads(options.threads)};
  UNSPIN_TRY(EqualKeys equal, EqualKeys::create(folder, keys));
  NearFinder finder(collection, options, observer);
  if (auto found = finder.find(std::move(equal), collapsed); !found)
    return tl::unexpected<Error>(std::move(found).error());
  return collapsed;
}

}  // namespace unspin
