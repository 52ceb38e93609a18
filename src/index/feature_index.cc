#include "index/feature_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"

namespace unspin {
namespace {

// The least files that are merged on disk: more write each posting more seldom, and cost
// every search, though less than one would think: of most features nothing is there.
constexpr size_t kFanout = 8;

// So much of a file must come in behind it before it is worth writing again.
constexpr uint64_t kNewerPerOlder = 3;

// In memory, where merging is all that it costs.
constexpr size_t kFreshFanout = 4;

bool never_removed(uint64_t /*number*/) { return false; }

Result<std::shared_ptr<const PostingsFile>> merged_in_memory(
    std::span<const std::shared_ptr<const PostingsFile>> files) {
  std::string bytes;
  auto sink = [&](std::string_view more) -> Result<void> {
    bytes += more;
    return {};
  };
  if (auto done = merge_postings(files, never_removed, 1, sink); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return PostingsFile::of_bytes(std::move(bytes));
}

}  // namespace

FeatureHits FeatureView::find(std::span<const uint64_t> keys,
                              size_t most_topic_hits) const {
  FeatureHits hits(keys.size());
  for (size_t i = 0; i < files.size(); ++i)
    files[i]->find(keys, static_cast<uint32_t>(i), hits);
  std::array<uint64_t, kMostTopicDocuments + 1> topic_hits{};  // by documents a feature
  for (size_t i = 0; i < keys.size(); ++i)
    if (kind_of(keys[i]) == FeatureKind::kTopic && !hits.cut[i] &&
        hits.count[i] <= kMostTopicDocuments)
      topic_hits[hits.count[i]] += hits.count[i];
  uint64_t most = 0, sum = 0;
  while (most < kMostTopicDocuments && sum < most_topic_hits) sum += topic_hits[++most];
  for (const FoundList& list : hits.lists) {
    bool topic = kind_of(keys[list.feature]) == FeatureKind::kTopic;
    if (topic && (hits.cut[list.feature] || hits.count[list.feature] > most)) continue;
    files[list.file]->read(list, hits.hits);
  }
  return hits;
}

uint32_t FeatureView::length(uint64_t number) const {
  auto after = std::ranges::upper_bound(
      files, number, {}, [](const auto& file) { return file->first_document(); });
  return after == files.begin() ? 0 : (*std::prev(after))->length(number);
}

std::string postings_name(uint64_t serial) {
  return fmt::format("{:08}.postings", serial);
}

FreshFeatures::FreshFeatures(uint64_t first_document)
    : first_document_(first_document), open_(first_document) {}

FreshFeatures::FreshFeatures(uint64_t first_document, FreshPostings used)
    : first_document_(first_document), open_(std::move(used)) {
  open_.start_again(first_document);
}

Result<void> FreshFeatures::write(const std::filesystem::path& path, unsigned threads,
                                  std::vector<uint64_t>& common) {
  std::lock_guard lock(mutex_);
  if (!sealed_.empty()) {
    seal();
    auto written = write_merged(sealed_, never_removed, threads, path, &common);
    if (!written) return tl::unexpected<Error>(std::move(written).error());
    return {};
  }
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  auto sink = [&](std::string_view bytes) { return file.write(bytes); };
  if (auto done = open_.write(threads, sink, &common); !done) return done;
  return file.finish();
}

FreshPostings FreshFeatures::take_memory() {
  std::lock_guard lock(mutex_);
  return std::exchange(open_, FreshPostings(first_document_));
}

void FreshFeatures::add(uint64_t number, std::span<const uint64_t> keys, uint32_t words) {
  std::lock_guard lock(mutex_);
  while (open_.end_document() < number) open_.skip();
  open_.add(keys, words);
}

uint64_t FreshFeatures::bytes() const {
  std::lock_guard lock(mutex_);
  uint64_t bytes = open_.bytes();
  for (const auto& file : sealed_) bytes += file->bytes();
  return bytes;
}

uint64_t FreshFeatures::end_document() const {
  std::lock_guard lock(mutex_);
  return open_.end_document();
}

PostingsFiles FreshFeatures::files() {
  std::lock_guard lock(mutex_);
  seal();
  return sealed_;
}

// What we wrote ourselves into memory is not damaged, so nothing fails here.
void FreshFeatures::seal() {
  if (open_.empty()) return;
  std::string bytes;
  auto sink = [&](std::string_view more) -> Result<void> {
    bytes += more;
    return {};
  };
  if (!open_.write(1, sink)) return;
  auto file = PostingsFile::of_bytes(std::move(bytes));
  if (!file) return;
  sealed_.push_back(*std::move(file));
  open_ = FreshPostings(open_.end_document());
  while (sealed_.size() >= kFreshFanout) {
    auto last = std::span(sealed_).last(kFreshFanout);
    if (last.front()->n_postings() > 2 * kFreshFanout * last.back()->n_postings()) return;
    auto merged = merged_in_memory(last);
    if (!merged) return;
    sealed_.resize(sealed_.size() - kFreshFanout);
    sealed_.push_back(*std::move(merged));
  }
}

// The longest run of files at the end whose first is small beside the others together:
// then writing it again pays. When there is none, sizes grow by a third from file to file
// but for the last few, so there are few.
MergeChoice choose_merge(std::span<const std::shared_ptr<const PostingsFile>> files) {
  MergeChoice choice;
  uint64_t documents = 0, newer = 0;
  for (size_t begin = files.size(); begin-- > 0;) {
    const PostingsFile& file = *files[begin];
    documents += file.end_document() - file.first_document();
    if (documents >= kMostFileDocuments) break;
    if (files.size() - begin >= kFanout && kNewerPerOlder * file.n_postings() <= newer)
      choice = {begin, files.size()};
    newer += file.n_postings();
  }
  return choice;
}

Result<std::shared_ptr<const PostingsFile>> write_merged(
    std::span<const std::shared_ptr<const PostingsFile>> files,
    const std::function<bool(uint64_t)>& is_removed, unsigned threads,
    const std::filesystem::path& path, std::vector<uint64_t>* common) {
  UNSPIN_TRY(AtomicFile file, AtomicFile::create(path));
  auto sink = [&](std::string_view bytes) { return file.write(bytes); };
  if (auto done = merge_postings(files, is_removed, threads, sink, common); !done)
    return tl::unexpected<Error>(std::move(done).error());
  if (auto done = file.finish(); !done)
    return tl::unexpected<Error>(std::move(done).error());
  return PostingsFile::open(path);
}

}  // namespace unspin
