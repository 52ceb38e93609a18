#include "engine/index_state.h"

#include <algorithm>
#include <cstring>

#include "base/file.h"
#include "base/hash.h"
#include "engine/collection.h"
#include "engine/document_store.h"
#include "engine/packed.h"
#include "engine/readable.h"
#include "text/language.h"

namespace unspin {
namespace {

// As a number of its own, so that no bit is lost.
void put_double(std::string& out, double value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  put_number(out, bits);
}

double take_double(PackedReader& in) {
  uint64_t bits = in.number();
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

void put_verdict(std::string& out, const Verdict& verdict) {
  put_number(out, static_cast<uint64_t>(verdict.relation));
  put_field(out, verdict.match_id);
  put_field(out, verdict.match_site);
  put_number(out, static_cast<uint64_t>(verdict.original));
  for (double value :
       {verdict.evalue, verdict.score, verdict.confidence, verdict.coverage})
    put_double(out, value);
  put_number(out, verdict.matches);
  put_number(out, verdict.facts_changed);
}

Verdict take_verdict(PackedReader& in) {
  Verdict verdict;
  verdict.relation = static_cast<Relation>(
      std::min(in.number(), static_cast<uint64_t>(Relation::kUnrelated)));
  verdict.match_id = in.field().value_or("");
  verdict.match_site = in.field().value_or("");
  verdict.original =
      static_cast<Side>(std::min(in.number(), static_cast<uint64_t>(Side::kB)));
  for (double* value :
       {&verdict.evalue, &verdict.score, &verdict.confidence, &verdict.coverage})
    *value = take_double(in);
  verdict.matches = in.number();
  verdict.facts_changed = in.number();
  return verdict;
}

}  // namespace

std::string publication_of(const Document& document) {
  std::string site = site_of(document);
  if (site.empty() && document.publisher) site = *document.publisher;
  // A name, not an essay; and a key that has other things behind it.
  constexpr size_t kMostBytes = 200;
  return site.substr(0, std::min(site.find('\0'), kMostBytes));
}

std::string day_of(const Document& document) {
  constexpr std::string_view kShape = "dddd-dd-dd";
  std::string_view date = document.published ? *document.published : std::string_view();
  if (date.size() < kShape.size()) return {};
  for (size_t i = 0; i < kShape.size(); ++i) {
    bool digit = date[i] >= '0' && date[i] <= '9';
    if (kShape[i] == 'd' ? !digit : date[i] != '-') return {};
  }
  return std::string(date.substr(0, kShape.size()));
}

bool is_copy(const Verdict& verdict) {
  return verdict.relation < Relation::kSharedPassages && verdict.original != Side::kA;
}

std::string pack_totals(const IndexTotals& totals) {
  std::string packed;
  for (uint64_t number : {totals.documents, totals.words, totals.text_bytes,
                          totals.next_number, totals.judged})
    put_number(packed, number);
  return packed;
}

Result<IndexTotals> unpack_totals(const std::optional<std::string>& packed) {
  IndexTotals totals;
  PackedReader in(packed ? std::string_view(*packed) : std::string_view());
  for (uint64_t* number : {&totals.documents, &totals.words, &totals.text_bytes,
                           &totals.next_number, &totals.judged})
    *number = in.number();
  if (!in.good()) return fail(Code::kCorrupt, "the totals are damaged");
  return totals;
}

std::string pack_id(const StoredId& id) {
  std::string packed;
  for (uint64_t number : {id.number, id.text_high, id.text_low})
    put_number(packed, number);
  return packed;
}

std::optional<StoredId> unpack_id(std::string_view packed) {
  PackedReader in(packed);
  StoredId id{in.number(), in.number(), in.number()};
  if (!in.good() || !in.at_end()) return std::nullopt;
  return id;
}

StoredId id_of_text(uint64_t number, std::string_view text) {
  Hash128 hash = hash_bytes_128(text);
  return {number, hash.high, hash.low};
}

std::string pack_arrival(const Arrival& arrival) {
  std::string packed;
  put_number(packed, static_cast<uint64_t>(arrival.added_at));
  put_number(packed, arrival.verdict.has_value());
  if (arrival.verdict) put_verdict(packed, *arrival.verdict);
  return packed;
}

std::optional<Arrival> unpack_arrival(std::string_view packed) {
  PackedReader in(packed);
  Arrival arrival;
  arrival.added_at = static_cast<int64_t>(in.number());
  if (in.number() != 0) arrival.verdict = take_verdict(in);
  if (!in.good() || !in.at_end()) return std::nullopt;
  return arrival;
}

std::string count_key(CountKind kind, std::string_view name) {
  std::string key(1, static_cast<char>(kind));
  key += name;
  return key;
}

std::string pack_count(uint64_t count) {
  std::string packed;
  put_number(packed, count);
  return packed;
}

uint64_t unpack_count(std::string_view packed) { return PackedReader(packed).number(); }

void complete(Document& document) {
  if (!document.language)
    if (std::string language = detect_language(document.text); !language.empty())
      document.language = std::move(language);
  mark_furniture(document);
}

Result<Store> open_index_store(const std::filesystem::path& path, StoreAccess access) {
  constexpr size_t kMostBytes = 4096;
  std::string name = path.string();
  auto format = read_file(path / kIndexFormatFile, kMostBytes);
  if (!format && format.error().code == Code::kNotFound)
    return fail(Code::kNotFound,
                name + ": no index there; make one with 'unspin index create'");
  if (!format) return tl::unexpected<Error>(std::move(format).error());
  std::string_view first = *format;
  first = first.substr(0, first.find('\n'));
  if (first != kIndexFormat) {
    std::string shown;
    for (char c : first.substr(0, 40)) shown += c >= ' ' && c <= '~' ? c : '?';
    return fail(Code::kCorrupt, name + ": an index of format \"" + shown +
                                    "\", which this version does not know; it knows \"" +
                                    std::string(kIndexFormat) + "\"");
  }
  return Store::open(path / kIndexStore, access);
}

Result<std::optional<Document>> Index::State::document(uint64_t number) const {
  UNSPIN_TRY(std::optional<std::string> packed,
             store.get(Table::kDocuments, key_of_number(number)));
  if (!packed) return std::nullopt;
  auto found = unpack(*packed);
  if (!found)
    return fail(Code::kCorrupt, path.string() + ": document " + std::to_string(number) +
                                    " is damaged; see 'unspin index verify'");
  return std::optional<Document>(*std::move(found));
}

Result<std::optional<StoredId>> Index::State::stored_id(std::string_view id) const {
  UNSPIN_TRY(std::optional<std::string> packed, store.get(Table::kIds, id));
  if (!packed) return std::nullopt;
  std::optional<StoredId> found = unpack_id(*packed);
  if (!found) return fail(Code::kCorrupt, path.string() + ": an id is damaged");
  return found;
}

Result<void> Index::State::load_totals() {
  UNSPIN_TRY(std::optional<std::string> packed, store.get(Table::kState, kTotalsKey));
  UNSPIN_TRY(IndexTotals found, unpack_totals(packed));
  std::unique_lock lock(totals_mutex);
  totals = found;
  return {};
}

}  // namespace unspin
