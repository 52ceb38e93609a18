// This file gathers what the page of a scan shows: the largest families, and of each some
// members of every relation with what they changed. Pairs are compared once more: a few
// thousand at most, and nothing of them needs to be kept while the scan runs.

#include "engine/scan_report.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/parallel.h"
#include "engine/first_error.h"
#include "report/scan_page.h"

namespace unspin {
namespace {

// The largest first; of equals by id.
std::vector<const Family*> largest(const std::vector<Family>& families) {
  std::vector<const Family*> order;
  for (const Family& family : families) order.push_back(&family);
  std::ranges::stable_sort(order, std::greater<>(), &Family::size);
  order.resize(std::min(order.size(), kShownFamilies));
  return order;
}

// Members in turns from each relation, so that a thousand identical texts do not hide
// the one that was rewritten; in the order of ids.
std::vector<const FamilyMember*> some_members(const Family& family) {
  std::map<Relation, std::vector<const FamilyMember*>> kinds;
  for (const FamilyMember& member : family.members)
    kinds[member.relation].push_back(&member);
  std::vector<const FamilyMember*> some;
  size_t most = std::min(kShownMembers, family.members.size());
  for (size_t turn = 0; some.size() < most; ++turn)
    for (const auto& [relation, members] : kinds)
      if (turn < members.size() && some.size() < most) some.push_back(members[turn]);
  std::ranges::sort(some);  // they are of one vector
  return some;
}

using Numbers = std::unordered_map<std::string, uint32_t>;
constexpr uint32_t kNowhere = UINT32_MAX;

// The numbers of the documents with these ids; of several with one id the first.
Result<Numbers> find_numbers(const Scanned& scanned, Numbers wanted) {
  std::vector<bool> related(scanned.parent_of.size());
  for (uint32_t i = 0; i < scanned.parent_of.size(); ++i)
    if (scanned.parent_of[i] != i) related[i] = related[scanned.parent_of[i]] = true;
  for (uint32_t i = 0; i < related.size(); ++i) {
    if (!related[i]) continue;
    UNSPIN_TRY(Document document, scanned.collection.document(i));
    auto found = wanted.find(document.id);
    if (found != wanted.end() && found->second == kNowhere) found->second = i;
  }
  for (const auto& [id, number] : wanted)
    if (number == kNowhere)
      return fail(Code::kCorrupt,
                  "a family names a document that was not scanned: " + id);
  return wanted;
}

Result<ShownFamily> show(const Scanned& scanned, const Family& family,
                         const Numbers& numbers, unsigned threads) {
  ShownFamily shown_family;
  shown_family.size = family.size;
  for (const FamilyMember& member : family.members)
    ++shown_family.relations[member.relation];
  UNSPIN_TRY(Document root, scanned.collection.document(numbers.at(family.root)));
  shown_family.root = shown(root);
  std::vector<const FamilyMember*> members = some_members(family);
  shown_family.members.resize(members.size());
  FirstError error;
  parallel_for(members.size(), threads, 1, [&](size_t i, unsigned) {
    auto parent = scanned.collection.document(numbers.at(members[i]->parent));
    if (!parent) return error.keep(std::move(parent).error());
    auto member = scanned.collection.document(numbers.at(members[i]->id));
    if (!member) return error.keep(std::move(member).error());
    Match match = scanned.comparer.compare(*parent, *member);
    shown_family.members[i] = {shown(*member), *members[i],
                               differences_html(match, parent->text, member->text)};
  });
  if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
  return shown_family;
}

}  // namespace

Result<std::string> scan_page(const Scanned& scanned, const ScanSummary& summary,
                              unsigned threads) {
  std::vector<const Family*> families = largest(scanned.families);
  Numbers wanted;
  for (const Family* family : families) {
    wanted.emplace(family->root, kNowhere);
    for (const FamilyMember* member : some_members(*family)) {
      wanted.emplace(member->id, kNowhere);
      wanted.emplace(member->parent, kNowhere);
    }
  }
  UNSPIN_TRY(Numbers numbers, find_numbers(scanned, std::move(wanted)));
  ScanPage page(summary);
  for (const Family* family : families) {
    UNSPIN_TRY(ShownFamily one, show(scanned, *family, numbers, count_threads(threads)));
    page.add(one);
  }
  return page.print();
}

}  // namespace unspin
