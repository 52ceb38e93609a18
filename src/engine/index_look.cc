// What is in an index, and what came in lately.

#include <algorithm>
#include <system_error>
#include <tuple>
#include <utility>

#include "engine/index_state.h"
#include "text/language.h"
#include "unspin/index.h"

namespace unspin {
namespace {

// All counts of a kind, by name.
Result<std::vector<std::pair<std::string, uint64_t>>> counts_of(const Index::State& index,
                                                                CountKind kind) {
  std::vector<std::pair<std::string, uint64_t>> counts;
  std::string first = count_key(kind, "");
  auto take = [&](std::string_view key, std::string_view value) {
    if (!key.starts_with(first)) return false;
    counts.emplace_back(key.substr(1), unpack_count(value));
    return true;
  };
  if (auto read = index.store.scan(Table::kCounts, first, take); !read)
    return tl::unexpected<Error>(std::move(read).error());
  return counts;
}

DocumentInfo info_of(Document&& document) {
  DocumentInfo info;
  info.bytes = document.text.size();
  info.id = std::move(document.id);
  info.language = std::move(document.language);
  info.title = std::move(document.title);
  info.published = std::move(document.published);
  info.url = std::move(document.url);
  return info;
}

uint64_t bytes_below(const std::filesystem::path& folder) {
  uint64_t bytes = 0;
  std::error_code ignored;
  std::filesystem::recursive_directory_iterator at(folder, ignored), end;
  while (at != end) {
    uint64_t size = at->is_regular_file(ignored) ? at->file_size(ignored) : 0;
    if (!ignored) bytes += size;
    at.increment(ignored);
    if (ignored) break;
  }
  return bytes;
}

template <typename T>
void cut(std::vector<T>& list, size_t most) {
  if (list.size() > most) list.resize(most);
}

}  // namespace

Result<std::vector<Arrival>> Index::State::arrivals(Table table, size_t most,
                                                    uint64_t before) const {
  std::vector<uint64_t> numbers;
  std::string below = before == UINT64_MAX ? std::string() : key_of_number(before);
  auto take = [&](std::string_view key, std::string_view) {
    if (numbers.size() < most) numbers.push_back(number_of_key(key));
    return numbers.size() < most;
  };
  if (auto read = store.scan_back(table, below, take); !read)
    return tl::unexpected<Error>(std::move(read).error());
  std::vector<Arrival> arrivals;
  for (uint64_t number : numbers) {
    UNSPIN_TRY(std::optional<std::string> packed,
               store.get(Table::kArrivals, key_of_number(number)));
    UNSPIN_TRY(std::optional<Document> found, document(number));
    if (!packed || !found) continue;  // removed meanwhile
    std::optional<Arrival> arrival = unpack_arrival(*packed);
    if (!arrival) return fail(Code::kCorrupt, path.string() + ": an arrival is damaged");
    arrival->number = number;
    arrival->site = publication_of(*found);
    if (!found->language)
      if (std::string language = detect_language(found->text); !language.empty())
        found->language = std::move(language);
    arrival->document = info_of(*std::move(found));
    arrivals.push_back(*std::move(arrival));
  }
  return arrivals;
}

Result<std::vector<Arrival>> Index::recent(size_t most, uint64_t before) const {
  return state_->arrivals(Table::kArrivals, most, before);
}

Result<std::vector<Arrival>> Index::recent_matches(size_t most, uint64_t before) const {
  return state_->arrivals(Table::kMatches, most, before);
}

Result<IndexStats> Index::stats() const {
  IndexTotals totals = state_->get_totals();
  IndexStats stats;
  stats.documents = totals.documents;
  stats.words = totals.words;
  stats.text_bytes = totals.text_bytes;
  stats.judged = totals.judged;
  stats.removed = state_->features->n_removed();
  stats.disk_bytes = bytes_below(state_->path);
  stats.format = kIndexFormat;
  UNSPIN_TRY(auto verdicts, counts_of(*state_, CountKind::kVerdict));
  for (const auto& [name, count] : verdicts)
    if (name.size() == 1 && name[0] >= 0 &&
        name[0] <= static_cast<char>(Relation::kUnrelated))
      stats.verdicts[static_cast<Relation>(name[0])] = count;
  return stats;
}

Result<std::vector<SiteCount>> Index::sites(size_t most) const {
  UNSPIN_TRY(auto counts, counts_of(*state_, CountKind::kSite));
  std::vector<SiteCount> sites;
  for (auto& [name, count] : counts) sites.push_back({std::move(name), count});
  std::ranges::sort(sites, {}, [](const SiteCount& site) {
    return std::tuple(-static_cast<int64_t>(site.documents), std::string_view(site.site));
  });
  cut(sites, most);
  return sites;
}

Result<std::vector<SiteCopies>> Index::copying(size_t most) const {
  UNSPIN_TRY(auto counts, counts_of(*state_, CountKind::kSiteCopies));
  std::vector<SiteCopies> copies;
  for (const auto& [name, count] : counts) {
    size_t middle = name.find('\0');
    if (middle == std::string::npos) continue;
    copies.push_back({name.substr(0, middle), name.substr(middle + 1), count});
  }
  std::ranges::sort(copies, {}, [](const SiteCopies& pair) {
    return std::tuple(-static_cast<int64_t>(pair.documents),
                      std::string_view(pair.copier), std::string_view(pair.source));
  });
  cut(copies, most);
  return copies;
}

Result<std::vector<DayCount>> Index::days(size_t most) const {
  UNSPIN_TRY(auto counts, counts_of(*state_, CountKind::kDay));
  UNSPIN_TRY(auto copies, counts_of(*state_, CountKind::kDayCopies));
  std::vector<DayCount> days;
  size_t first = counts.size() - std::min(counts.size(), most);
  for (size_t i = first; i < counts.size(); ++i) {
    auto found = std::ranges::lower_bound(copies, counts[i].first, {},
                                          [](const auto& one) { return one.first; });
    bool known = found != copies.end() && found->first == counts[i].first;
    days.push_back({counts[i].first, counts[i].second, known ? found->second : 0});
  }
  return days;
}

}  // namespace unspin
