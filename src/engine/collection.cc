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
#include "engine/batches.h"
#include "sketch/word_hashes.h"

namespace unspin {
namespace {

// What the reading threads leave for the one that stores, one after the other in
// DocumentBatch::output: the packed document with these facts before it.
struct Parcel {
  uint64_t order = 0;
  Fingerprint fingerprint;
  uint32_t words = 0;
  uint32_t packed_bytes = 0;
};

void wrap(DocumentBatch& batch) {
  thread_local WordHashes words;
  for (const Document& document : batch.documents) {
    hash_words(document.text, words);
    std::string packed = pack(document);
    Parcel parcel{hash_bytes(document.id), fingerprint(words.hash),
                  static_cast<uint32_t>(words.size()),
                  static_cast<uint32_t>(packed.size())};
    char bytes[sizeof parcel];
    std::memcpy(bytes, &parcel, sizeof parcel);
    batch.output.append(bytes, sizeof bytes);
    batch.output += packed;
  }
}

}  // namespace

Result<Collection> Collection::read(const std::vector<std::string>& inputs,
                                    const std::filesystem::path& path,
                                    const ScanOptions& options,
                                    const ScanObserver& observer) {
  UNSPIN_TRY(DocumentStore store, DocumentStore::create(path));
  Collection collection(std::move(store));
  std::optional<size_t> too_long;  // a file
  std::optional<Error> error;
  auto store_all = [&](DocumentBatch&& batch) {
    if (!collection.add_origins(batch.file, batch.ordinals)) {
      too_long = batch.file;
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
          {parcel.order, parcel.fingerprint, parcel.words, *number});
    }
    return true;
  };
  ReadSink sink{.on_skip = observer.on_skip};
  if (observer.on_progress)
    sink.on_progress = [&](const ReadProgress& progress) {
      observer.on_progress(ScanStage::kReading, progress.bytes, progress.bytes_total);
    };
  ReadOptions reading = options.reading;
  reading.threads = options.threads;
  reading.find_furniture = false;  // comparing looks for it, in the few it meets
  InputsRead read =
      read_inputs(inputs, sink, reading, {.work = wrap, .deliver = store_all});
  collection.files_ = std::move(read.files);
  collection.stats_ = std::move(read.stats);
  if (too_long)
    return fail(Code::kTooLarge,
                fmt::format("{}: more than {} records; split it",
                            collection.files_[*too_long].path, UINT32_MAX));
  if (error) return tl::unexpected<Error>(*std::move(error));
  if (auto finished = collection.store_.finish(); !finished)
    return tl::unexpected<Error>(std::move(finished).error());
  collection.number_documents();
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
