// This file gathers what the page of a scan shows: of the whole collection, who took from
// whom and when (scan_overview.h); then the largest families, and of each some members of
// every relation with what they changed. Pairs are compared once more: a few thousand at
// most, and nothing of them needs to be kept while the scan runs.

#include "engine/scan_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "engine/first_error.h"
#include "engine/scan_overview.h"
#include "engine/stopping.h"
#include "report/scan_page.h"

namespace unspin {
namespace {

// Indices of families, the largest first; of equals by id.
std::vector<size_t> largest(const std::vector<Family>& families) {
  std::vector<size_t> order(families.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](size_t i) { return families[i].size; });
  order.resize(std::min(order.size(), kShownFamilies));
  return order;
}

// Indices of members, in turns from each relation, so that a thousand identical texts do
// not hide the one that was rewritten; in order.
std::vector<size_t> some_members(const Family& family) {
  std::map<Relation, std::vector<size_t>> kinds;
  for (size_t i = 0; i < family.members.size(); ++i)
    kinds[family.members[i].relation].push_back(i);
  std::vector<size_t> some;
  size_t most = std::min(kShownMembers, family.members.size());
  for (size_t turn = 0; some.size() < most; ++turn)
    for (const auto& [relation, members] : kinds)
      if (turn < members.size() && some.size() < most) some.push_back(members[turn]);
  std::ranges::sort(some);
  return some;
}

std::string name_of_day(int32_t day) {
  std::chrono::year_month_day date = std::chrono::sys_days(std::chrono::days(day));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// All that is said of a family but its members.
ShownFamily describe(const Scanned& scanned, size_t family,
                     const std::vector<int32_t>& days) {
  ShownFamily shown_family;
  shown_family.size = scanned.families[family].size;
  for (const FamilyMember& member : scanned.families[family].members)
    ++shown_family.relations[member.relation];
  std::set<uint64_t> sites;
  std::set<int32_t> known_days;
  for (uint32_t document : scanned.family_documents[family]) {
    if (uint64_t site = scanned.collection.site(document); site != 0) sites.insert(site);
    if (days[document] != kUnknownDay) known_days.insert(days[document]);
  }
  shown_family.sites = sites.size();
  if (!known_days.empty()) {
    shown_family.first_day = name_of_day(*known_days.begin());
    shown_family.last_day = name_of_day(*known_days.rbegin());
  }
  return shown_family;
}

Result<ShownMember> show_member(const Scanned& scanned, const FamilyMember& how,
                                uint32_t number) {
  UNSPIN_TRY(Document parent, scanned.collection.document(scanned.parent_of[number]));
  UNSPIN_TRY(Document member, scanned.collection.document(number));
  Match match = scanned.comparer.compare(parent, member);
  return ShownMember{shown(member), how,
                     differences_html(match, parent.text, member.text)};
}

Result<ShownFamily> show(const Scanned& scanned, size_t index,
                         const std::vector<int32_t>& days, unsigned threads,
                         const ScanObserver& observer) {
  const Family& family = scanned.families[index];
  const std::vector<uint32_t>& documents = scanned.family_documents[index];
  ShownFamily shown_family = describe(scanned, index, days);
  UNSPIN_TRY(Document root, scanned.collection.document(documents[0]));
  shown_family.root = shown(root);
  std::vector<size_t> members = some_members(family);
  shown_family.members.resize(members.size());
  FirstError error;
  parallel_for(members.size(), threads, 1, [&](size_t i, unsigned) {
    if (should_stop(observer)) error.keep(stopped_error());
    if (error.any()) return;
    size_t member = members[i];
    auto one = show_member(scanned, family.members[member], documents[member + 1]);
    if (!one) return error.keep(std::move(one).error());
    shown_family.members[i] = *std::move(one);
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  return shown_family;
}

}  // namespace

Result<std::string> scan_page(const Scanned& scanned, const ScanSummary& summary,
                              unsigned threads, const ScanObserver& observer) {
  threads = count_threads(threads);
  UNSPIN_TRY(std::vector<int32_t> days, read_days(scanned, threads, observer));
  UNSPIN_TRY(ScanOverview overview, make_overview(scanned, days));
  ScanPage page(summary, overview, scanned.boilerplate);
  for (size_t family : largest(scanned.families)) {
    UNSPIN_TRY(ShownFamily one, show(scanned, family, days, threads, observer));
    page.add(one);
  }
  return page.print();
}

}  // namespace unspin
