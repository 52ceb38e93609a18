// What the page of a scan says of the whole collection: how many copies of which kind,
// when, on which sites, and what sites put around their articles.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/timeline.h"
#include "unspin/boilerplate.h"
#include "unspin/scan.h"

namespace unspin {

// How much is shown, whatever the collection.
inline constexpr size_t kShownSites = 30;
inline constexpr size_t kShownSitePairs = 20;
inline constexpr size_t kShownBoilerplate = 30;

// What a site has to do with copies. A copy counts for its site and for that of the
// document it was taken from.
struct SiteTally {
  std::string site;
  uint64_t documents = 0;  // in families
  uint64_t taken = 0;      // copies on it of another site's
  uint64_t given = 0;      // copies of it on other sites
  uint64_t within = 0;     // copies on it of its own

  uint64_t across() const { return taken + given; }
};

struct SitePair {
  std::string from;
  std::string to;
  uint64_t copies = 0;
};

// How long after what it was taken from a copy was published.
enum class Delay : uint8_t { kBefore, kSameDay, kWeek, kMonth, kYear, kLater };
inline constexpr size_t kDelays = 6;
Delay delay_of(int64_t days);

struct ScanOverview {
  std::vector<SiteTally> sites;  // those to show, in order
  uint64_t n_sites = 0;          // with a document in a family
  std::vector<SitePair> pairs;   // those to show, in order
  uint64_t n_pairs = 0;

  // Documents in families, and those without address or date.
  uint64_t documents = 0;
  uint64_t without_site = 0;
  uint64_t without_date = 0;

  Timeline timeline;
  std::array<uint64_t, kDelays> delays = {};  // of copies where both dates are known
};

// Sections of the page: kinds, times, sites.
std::string overview_html(const ScanSummary& summary, const ScanOverview& overview);

// The section of what sites repeat; empty where nothing is.
std::string boilerplate_html(std::span<const Boilerplate> texts);

}  // namespace unspin
