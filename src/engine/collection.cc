#include "engine/collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "base/hash.h"
#include "base/site.h"
#include "engine/batches.h"
#include "engine/checkpoint.h"
#include "engine/packed.h"
#include "engine/skip_log.h"
#include "engine/stopping.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

constexpr const char* kDocuments = "documents";
constexpr const char* kSkips = "skips";

// The checkpoint: all but the documents themselves.
constexpr const char* kFacts = "facts";

// What the reading threads leave for the one that stores, one after the other in
// DocumentBatch::output: the packed document with these facts before it.
struct Parcel {
  uint64_t order = 0;
  Fingerprint fingerprint;
  uint32_t words = 0;
  uint32_t packed_bytes = 0;
  uint64_t site = 0;
};

uint64_t site_number(const Document& document) {
  std::string site = site_of(document);
  return site.empty() ? 0 : hash_bytes(site);
}

void wrap(DocumentBatch& batch) {
  thread_local WordHashes words;
  for (const Document& document : batch.documents) {
    hash_words(document.text, words);
    std::string packed = pack(document);
    Parcel parcel{hash_bytes(document.id), fingerprint(words.hash),
                  static_cast<uint32_t>(words.size()),
                  static_cast<uint32_t>(packed.size()), site_number(document)};
    char bytes[sizeof parcel];
    std::memcpy(bytes, &parcel, sizeof parcel);
    batch.output.append(bytes, sizeof bytes);
    batch.output += packed;
  }
}

}  // namespace

std::string site_of(const Document& document) {
  std::string site = site_of(document.url.value_or(""));
  return site.empty() ? site_of(document.canonical_url.value_or("")) : site;
}

Result<Collection> Collection::read(const Inputs& inputs,
                                    const std::filesystem::path& folder,
                                    const ScanOptions& options,
                                    const ScanObserver& observer) {
  UNSPIN_TRY(DocumentStore store, DocumentStore::create(folder / kDocuments));
  UNSPIN_TRY(SkipLog skips, SkipLog::create(folder / kSkips));
  Collection collection(std::move(store));
  collection.files_ = inputs.files;
  std::optional<Error> error;
  auto store_all = [&](DocumentBatch&& batch) {
    if (!collection.add_origins(batch.file, batch.ordinals)) {
      error =
          Error{Code::kTooLarge, fmt::format("{}: more than {} records; split it",
                                             inputs.files[batch.file].path, UINT32_MAX)};
      return false;
    }
    for (std::string_view rest = batch.output; !rest.empty();) {
      Parcel parcel;
      std::memcpy(&parcel, rest.data(), sizeof parcel);
      rest.remove_prefix(sizeof parcel);
      auto number = collection.store_.add(rest.substr(0, parcel.packed_bytes));
      rest.remove_prefix(parcel.packed_bytes);
      if (!number) {
        error = std::move(number).error();
        return false;
      }
      collection.facts_.push_back(
          {parcel.order, parcel.fingerprint, parcel.words, *number, parcel.site});
    }
    if (!error && should_stop(observer)) error = stopped_error();
    return !error;
  };
  ReadSink sink{.on_skip = [&](const Skip& skip) {
    if (observer.on_skip) observer.on_skip(skip);
    if (auto added = skips.add(skip); !added && !error) error = std::move(added).error();
  }};
  if (observer.on_progress)
    sink.on_progress = [&](const ReadProgress& progress) {
      observer.on_progress(ScanStage::kReading, progress.bytes, progress.bytes_total);
    };
  ReadOptions reading = options.reading;
  reading.threads = options.threads;
  reading.find_furniture = false;  // comparing looks for it, in the few it meets
  collection.stats_ =
      read_inputs(inputs, sink, reading, {.work = wrap, .deliver = store_all});
  if (error) return tl::unexpected<Error>(*std::move(error));
  if (auto finished = collection.store_.finish(); !finished)
    return tl::unexpected<Error>(std::move(finished).error());
  collection.number_documents();
  if (auto finished = skips.finish(); !finished)
    return tl::unexpected<Error>(std::move(finished).error());
  if (auto saved = collection.save(folder, skips); !saved)
    return tl::unexpected<Error>(std::move(saved).error());
  return collection;
}

Result<void> Collection::save(const std::filesystem::path& folder,
                              const SkipLog& skips) const {
  UNSPIN_TRY(CheckpointWriter file, CheckpointWriter::create(folder / kFacts));
  std::string summary;
  put_number(summary, skips.bytes());
  put_number(summary, skips.hash());
  put_stats(summary, stats_);
  if (auto put = file.put(summary); !put) return put;
  if (auto put = file.put_array<Facts>(facts_); !put) return put;
  if (auto put = file.put_array<uint64_t>(store_.ends()); !put) return put;
  if (auto put = file.put_array<uint32_t>(file_starts_); !put) return put;
  if (auto put = file.put_array<uint32_t>(ordinals_); !put) return put;
  return file.finish();
}

Result<Collection> Collection::restore(const Inputs& inputs,
                                       const std::filesystem::path& folder,
                                       const ScanObserver& observer) {
  UNSPIN_TRY(CheckpointReader file, CheckpointReader::open(folder / kFacts));
  UNSPIN_TRY(std::string summary, file.take());
  UNSPIN_TRY(std::vector<Facts> facts, file.take_array<Facts>());
  UNSPIN_TRY(std::vector<uint64_t> ends, file.take_array<uint64_t>());
  UNSPIN_TRY(std::vector<uint32_t> file_starts, file.take_array<uint32_t>());
  UNSPIN_TRY(std::vector<uint32_t> ordinals, file.take_array<uint32_t>());
  if (auto whole = file.finish(); !whole)
    return tl::unexpected<Error>(std::move(whole).error());
  UNSPIN_TRY(DocumentStore store,
             DocumentStore::restore(folder / kDocuments, std::move(ends)));
  Collection collection(std::move(store));
  collection.facts_ = std::move(facts);
  collection.files_ = inputs.files;
  collection.file_starts_ = std::move(file_starts);
  collection.ordinals_ = std::move(ordinals);

  PackedReader numbers(summary);
  uint64_t skip_bytes = numbers.number(), skip_hash = numbers.number();
  take_stats(numbers, collection.stats_);
  bool plausible = numbers.good() && collection.stats_.files == inputs.files.size() &&
                   collection.facts_.size() == collection.store_.size() &&
                   collection.facts_.size() == collection.ordinals_.size() &&
                   collection.file_starts_.size() <= inputs.files.size();
  for (const Facts& each : collection.facts_)
    plausible &= each.stored < collection.facts_.size();
  if (!plausible) return fail(Code::kCorrupt, (folder / kFacts).string() + ": damaged");
  if (auto shown = replay_skips(folder / kSkips, skip_bytes, skip_hash, observer.on_skip);
      !shown)
    return tl::unexpected<Error>(std::move(shown).error());
  return collection;
}

bool Collection::add_origins(size_t file, const std::vector<uint64_t>& ordinals) {
  while (file_starts_.size() <= file)
    file_starts_.push_back(static_cast<uint32_t>(ordinals_.size()));
  if (!ordinals.empty() && ordinals.back() > UINT32_MAX) return false;
  for (uint64_t ordinal : ordinals) ordinals_.push_back(static_cast<uint32_t>(ordinal));
  return true;
}

Origin Collection::origin(uint32_t number) const {
  uint32_t stored = place(number);
  auto after = std::ranges::upper_bound(file_starts_, stored);
  return {static_cast<uint32_t>(after - file_starts_.begin()) - 1, ordinals_[stored]};
}

void Collection::number_documents() {
  std::ranges::sort(facts_, {}, [](const Facts& facts) {
    return std::tuple(facts.order, facts.fingerprint, facts.words, facts.stored);
  });
}

uint64_t Collection::total_words() const {
  return std::accumulate(
      facts_.begin(), facts_.end(), uint64_t{0},
      [](uint64_t sum, const Facts& facts) { return sum + facts.words; });
}

}  // namespace unspin
