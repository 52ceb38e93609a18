// What an open index is made of.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "index/live_features.h"
#include "index/store.h"
#include "unspin/compare.h"
#include "unspin/index.h"

namespace unspin {

// Sums over all documents.
struct IndexTotals {
  uint64_t documents = 0;
  uint64_t words = 0;
  uint64_t text_bytes = 0;
  uint64_t next_number = 0;
  uint64_t judged = 0;
};

// What the store keeps of an id.
struct StoredId {
  uint64_t number = 0;
  uint64_t text_high = 0;  // hash of the text
  uint64_t text_low = 0;
  bool same_text(const StoredId& other) const {
    return text_high == other.text_high && text_low == other.text_low;
  }
};

struct Index::State {
  State(std::filesystem::path the_path, IndexAccess the_access, IndexOptions the_options,
        Store the_store, Comparer the_comparer)
      : path(std::move(the_path)),
        access(the_access),
        options(std::move(the_options)),
        store(std::move(the_store)),
        comparer(std::move(the_comparer)) {}

  std::filesystem::path path;
  IndexAccess access;
  IndexOptions options;
  Store store;
  Comparer comparer;
  std::optional<LiveFeatures> features;

  mutable std::shared_mutex totals_mutex;
  IndexTotals totals;

  IndexTotals get_totals() const {
    std::shared_lock lock(totals_mutex);
    return totals;
  }

  Result<std::optional<Document>> document(uint64_t number) const;
  Result<std::optional<StoredId>> stored_id(std::string_view id) const;
  Result<std::vector<Arrival>> arrivals(Table table, size_t most, uint64_t before) const;
  Result<void> load_totals();
};

// What the files of an index are called.
inline constexpr const char* kIndexFormatFile = "unspin-index";
inline constexpr const char* kIndexStore = "store";
inline constexpr const char* kIndexPostings = "postings";
inline constexpr std::string_view kIndexFormat = "unspin.index/1";

// Entries of Table::kState.
inline constexpr std::string_view kTotalsKey = "totals";
inline constexpr std::string_view kStampKey = "features";

std::string pack_totals(const IndexTotals& totals);
Result<IndexTotals> unpack_totals(const std::optional<std::string>& packed);

std::string pack_id(const StoredId& id);
std::optional<StoredId> unpack_id(std::string_view packed);
StoredId id_of_text(uint64_t number, std::string_view text);

// Everything of an arrival but the document.
std::string pack_arrival(const Arrival& arrival);
std::optional<Arrival> unpack_arrival(std::string_view packed);

// Names of Table::kCounts, each of one kind of count.
enum class CountKind : char {
  kSite = 's',
  kDay = 'd',
  kDayCopies = 'e',
  kSiteCopies = 'c',
  kVerdict = 'v',
};
std::string count_key(CountKind kind, std::string_view name);
std::string pack_count(uint64_t count);
uint64_t unpack_count(std::string_view packed);

// "2024-06-18" of a date; empty without one.
std::string day_of(const Document& document);

// Whether the verdict says that the newcomer was taken from its best match.
bool is_copy(const Verdict& verdict);

// Fills in what documents are stored without, for it would be found for many and asked of
// few: the language, and what the page put around the article.
void complete(Document& document);

// Opens the store of the index at `path`, of a format that we know.
Result<Store> open_index_store(const std::filesystem::path& path, StoreAccess access);

}  // namespace unspin
