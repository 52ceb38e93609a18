// This file counts who took from whom, and when. A site is a number until it is known to
// be among those that are shown: then its name is read from one of its documents.

#include "engine/scan_overview.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/parallel.h"
#include "engine/first_error.h"
#include "engine/stopping.h"
#include "family/family_date.h"

namespace unspin {
namespace {

constexpr size_t kBlock = 64;
constexpr int64_t kSecondsADay = 86400;

int32_t day_of(const Document& document) {
  Moment moment = parse_moment(document.published.value_or(""));
  if (!moment.known()) return kUnknownDay;
  int64_t day = moment.seconds / kSecondsADay - (moment.seconds % kSecondsADay < 0);
  return static_cast<int32_t>(day);  // of years of four digits
}

// Calls each(document, parent) for the documents of families; of a root both are it.
template <typename Each>
void for_each_related(const Scanned& scanned, const Each& each) {
  for (const std::vector<uint32_t>& documents : scanned.family_documents)
    for (uint32_t document : documents) each(document, scanned.parent_of[document]);
}

class SiteCount {
 public:
  explicit SiteCount(const Scanned& scanned) : scanned_(scanned) {
    for_each_related(scanned, [&](uint32_t document, uint32_t parent) {
      ++documents_;
      count(document, parent);
    });
  }

  Result<void> write(ScanOverview& overview) {
    overview.documents = documents_;
    overview.without_site = without_site_;
    overview.n_sites = sites_.size();
    for (const auto& [number, site] : shown_sites()) {
      UNSPIN_TRY(std::string name, name_of(number));
      overview.sites.push_back(site.tally);
      overview.sites.back().site = std::move(name);
    }
    return write_pairs(overview);
  }

 private:
  struct Site {
    SiteTally tally;
    uint32_t example = UINT32_MAX;
  };

  void count(uint32_t document, uint32_t parent) {
    uint64_t here = scanned_.collection.site(document);
    if (here == 0) {
      ++without_site_;
      return;
    }
    Site& site = sites_[here];
    site.example = std::min(site.example, document);
    ++site.tally.documents;
    uint64_t there = scanned_.collection.site(parent);
    if (parent == document || there == 0) return;
    if (here == there) {
      ++site.tally.within;
      return;
    }
    ++site.tally.taken;
    ++sites_[there].tally.given;
    pairs_.emplace_back(there, here);
  }

  // Those that have most to do with others, then with themselves.
  std::vector<std::pair<uint64_t, Site>> shown_sites() const {
    std::vector<std::pair<uint64_t, Site>> order(sites_.begin(), sites_.end());
    std::ranges::sort(order, std::greater<>(), [](const auto& site) {
      const SiteTally& tally = site.second.tally;
      return std::tuple(tally.across(), tally.within, tally.documents, site.first);
    });
    order.resize(std::min(order.size(), kShownSites));
    return order;
  }

  Result<void> write_pairs(ScanOverview& overview) {
    std::ranges::sort(pairs_);
    std::vector<std::tuple<uint64_t, uint64_t, uint64_t>> counts;  // copies, from, to
    for (size_t i = 0; i < pairs_.size();) {
      size_t end = i + 1;
      while (end < pairs_.size() && pairs_[end] == pairs_[i]) ++end;
      counts.emplace_back(end - i, pairs_[i].first, pairs_[i].second);
      i = end;
    }
    std::ranges::sort(counts, std::greater<>());
    overview.n_pairs = counts.size();
    counts.resize(std::min(counts.size(), kShownSitePairs));
    for (auto [copies, from, to] : counts) {
      UNSPIN_TRY(std::string from_name, name_of(from));
      UNSPIN_TRY(std::string to_name, name_of(to));
      overview.pairs.push_back({std::move(from_name), std::move(to_name), copies});
    }
    return {};
  }

  Result<std::string> name_of(uint64_t number) const {
    UNSPIN_TRY(Document document,
               scanned_.collection.document(sites_.at(number).example));
    return site_of(document);
  }

  const Scanned& scanned_;
  std::unordered_map<uint64_t, Site> sites_;
  std::vector<std::pair<uint64_t, uint64_t>> pairs_;  // from, to; one a copy
  uint64_t documents_ = 0;
  uint64_t without_site_ = 0;
};

void count_times(const Scanned& scanned, const std::vector<int32_t>& days,
                 ScanOverview& overview) {
  std::vector<DatedDocument> dated;
  for_each_related(scanned, [&](uint32_t document, uint32_t parent) {
    if (days[document] == kUnknownDay) {
      ++overview.without_date;
      return;
    }
    dated.push_back({days[document], parent != document});
    if (parent == document || days[parent] == kUnknownDay) return;
    Delay delay = delay_of(int64_t{days[document]} - days[parent]);
    ++overview.delays[static_cast<size_t>(delay)];
  });
  overview.timeline = make_timeline(std::move(dated));
}

}  // namespace

Result<std::vector<int32_t>> read_days(const Scanned& scanned, unsigned threads,
                                       const ScanObserver& observer) {
  std::vector<int32_t> days(scanned.collection.size(), kUnknownDay);
  FirstError error;
  std::atomic<uint64_t> done = 0;
  const auto& families = scanned.family_documents;
  parallel_for(families.size(), threads, kBlock, [&](size_t i, unsigned thread) {
    if (should_stop(observer)) error.keep(stopped_error());
    if (thread == 0 && observer.on_progress)
      observer.on_progress(ScanStage::kWriting, done, families.size());
    for (uint32_t number : families[i]) {
      if (error.any()) return;
      auto document = scanned.collection.document(number);
      if (!document) return error.keep(std::move(document).error());
      days[number] = day_of(*document);
    }
    ++done;
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  return days;
}

Result<ScanOverview> make_overview(const Scanned& scanned,
                                   const std::vector<int32_t>& days) {
  ScanOverview overview;
  if (auto done = SiteCount(scanned).write(overview); !done)
    return tl::unexpected<Error>(std::move(done).error());
  count_times(scanned, days, overview);
  return overview;
}

}  // namespace unspin
