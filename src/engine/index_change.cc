#include <chrono>
#include <limits>
#include <utility>

#include "engine/document_store.h"
#include "engine/index_add.h"
#include "engine/index_features.h"

namespace unspin {
namespace {

// Postings name documents by 32 bits.
constexpr uint64_t kMostNumbers = std::numeric_limits<uint32_t>::max() - 1;

// RocksDB would take more, and its users are none the happier.
constexpr size_t kMostIdBytes = 64 * 1024;

int64_t seconds_since_1970() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

// What stands in for a name that is not known.
std::string copies_name(std::string_view copier, std::string_view source) {
  std::string name(copier);
  name += '\0';
  name += source;
  return name;
}

}  // namespace

Newcomer newcomer_of(const Document& document, const CommonKeys& common) {
  Newcomer newcomer{.id = document.id,
                    .packed = pack(document),
                    .text = id_of_text(0, document.text),
                    .text_bytes = document.text.size(),
                    .site = publication_of(document),
                    .day = day_of(document),
                    .features = describe_text(document.text, common)};
  return newcomer;
}

Result<AddOutcome> IndexChange::add(const Newcomer& newcomer, const Verdict* verdict) {
  if (newcomer.id.empty() || newcomer.id.size() > kMostIdBytes)
    return fail(Code::kBadArgument, newcomer.id.empty()
                                        ? "a document without an id cannot be added"
                                        : "an id of more than 64 KiB cannot be added");
  if (newcomer.packed.empty() || totals_.next_number >= kMostNumbers)
    return fail(Code::kTooLarge, newcomer.id + ": too large, or the index is");
  std::optional<StoredId> old;
  if (auto pending = ids_.find(newcomer.id); pending != ids_.end()) {
    old = pending->second;
  } else {
    UNSPIN_TRY(old, index_.stored_id(newcomer.id));
  }
  if (old && old->same_text(newcomer.text)) return AddOutcome::kUnchanged;
  if (old)
    if (auto done = forget(*old); !done)
      return tl::unexpected<Error>(std::move(done).error());
  put(totals_.next_number++, newcomer, verdict);
  return old ? AddOutcome::kReplaced : AddOutcome::kAdded;
}

void IndexChange::put(uint64_t number, const Newcomer& newcomer, const Verdict* verdict) {
  StoredId id = newcomer.text;
  id.number = number;
  std::string key = key_of_number(number);
  batch_.put(Table::kDocuments, key, newcomer.packed);
  batch_.put(Table::kIds, newcomer.id, pack_id(id));
  Arrival arrival;
  arrival.added_at = seconds_since_1970();
  if (verdict) arrival.verdict = *verdict;
  batch_.put(Table::kArrivals, key, pack_arrival(arrival));
  ids_[newcomer.id] = id;
  numbers_[number] = &newcomer;
  added_.emplace_back(number, &newcomer);
  ++totals_.documents;
  totals_.words += newcomer.features.words;
  totals_.text_bytes += newcomer.text_bytes;
  if (!newcomer.site.empty()) count(CountKind::kSite, newcomer.site, 1);
  if (!newcomer.day.empty()) count(CountKind::kDay, newcomer.day, 1);
  if (!verdict) return;
  ++totals_.judged;
  count(CountKind::kVerdict, std::string(1, static_cast<char>(verdict->relation)), 1);
  if (verdict->relation == Relation::kUnrelated) return;
  batch_.put(Table::kMatches, key, "");
  if (!is_copy(*verdict)) return;
  if (!newcomer.day.empty()) count(CountKind::kDayCopies, newcomer.day, 1);
  if (!newcomer.site.empty() && !verdict->match_site.empty())
    count(CountKind::kSiteCopies, copies_name(newcomer.site, verdict->match_site), 1);
}

// Takes a document out, whether it is in the index or only in this change.
Result<void> IndexChange::forget(const StoredId& old) {
  Newcomer stored;
  const Newcomer* was = nullptr;
  if (auto pending = numbers_.find(old.number); pending != numbers_.end()) {
    was = pending->second;
    numbers_.erase(pending);
  } else {
    UNSPIN_TRY(std::optional<Document> document, index_.document(old.number));
    if (document) stored = newcomer_of(*document, {});
    was = &stored;
  }
  std::string key = key_of_number(old.number);
  for (Table table : {Table::kDocuments, Table::kArrivals, Table::kMatches})
    batch_.remove(table, key);
  batch_.put(Table::kRemoved, key, "");
  removed_.push_back(old.number);
  --totals_.documents;
  totals_.words -= was->features.words;
  totals_.text_bytes -= was->text_bytes;
  if (!was->site.empty()) count(CountKind::kSite, was->site, -1);
  if (!was->day.empty()) count(CountKind::kDay, was->day, -1);
  return {};
}

Result<bool> IndexChange::remove(std::string_view id) {
  UNSPIN_TRY(std::optional<StoredId> old, index_.stored_id(id));
  if (!old) return false;
  if (auto done = forget(*old); !done)
    return tl::unexpected<Error>(std::move(done).error());
  batch_.remove(Table::kIds, id);
  return true;
}

void IndexChange::count(CountKind kind, std::string_view name, int64_t change) {
  counts_[count_key(kind, name)] += change;
}

Result<void> IndexChange::put_counts() {
  for (const auto& [key, change] : counts_) {
    UNSPIN_TRY(std::optional<std::string> old, index_.store.get(Table::kCounts, key));
    int64_t was = old ? static_cast<int64_t>(unpack_count(*old)) : 0;
    int64_t now = was + change;
    if (now > 0)
      batch_.put(Table::kCounts, key, pack_count(static_cast<uint64_t>(now)));
    else if (old)
      batch_.remove(Table::kCounts, key);
  }
  return {};
}

Result<void> IndexChange::commit(bool synced) {
  if (batch_.empty()) return {};
  if (auto done = put_counts(); !done) return done;
  batch_.put(Table::kState, kTotalsKey, pack_totals(totals_));
  if (auto written = index_.store.write(std::move(batch_), synced); !written)
    return written;

  // Beyond this point it is done: what goes wrong is told, and undoes nothing.
  {
    std::unique_lock lock(index_.totals_mutex);
    index_.totals = totals_;
  }
  for (uint64_t number : removed_) index_.features->remove(number);
  Result<void> result;
  for (auto [number, newcomer] : added_)
    if (auto added = index_.features->add(number, newcomer->features); !added)
      result = std::move(added);
  return result;
}

}  // namespace unspin
