// The page of a scan: figures, families, and their pairs side by side. Made family by
// family, so that the texts of one are all that is in memory besides the page itself.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "report/scan_overview.h"
#include "unspin/document.h"
#include "unspin/family.h"
#include "unspin/match.h"
#include "unspin/scan.h"

namespace unspin {

// How much the page shows, whatever the collection.
inline constexpr size_t kShownFamilies = 100;
inline constexpr size_t kShownMembers = 20;                 // of each family
inline constexpr size_t kShownPassageBytes = 2000;          // of each side of a pair
inline constexpr size_t kFamilyBytes = size_t{4400} << 10;  // of the page, all families

struct ShownDocument {
  std::string id;
  std::optional<std::string> title;
  std::optional<std::string> published;
  std::optional<std::string> url;
};
ShownDocument shown(const Document& document);

struct ShownMember {
  ShownDocument document;
  FamilyMember how;
  std::string differences;  // of differences_html(); may be empty
};

struct ShownFamily {
  ShownDocument root;
  uint64_t size = 0;
  uint64_t sites = 0;  // known ones, each once

  // The days of the first and the last document with a known date; empty without.
  std::string first_day;
  std::string last_day;

  std::map<Relation, uint64_t> relations;  // of all members
  std::vector<ShownMember> members;        // those to show
};

// What became of the parent (side a) in the member (side b): counts and texts of the
// changes of fact, and the paragraphs that differ, else the first ones, side by side.
std::string differences_html(const Match& match, std::string_view parent,
                             std::string_view member);

class ScanPage {
 public:
  // All must outlive this.
  ScanPage(const ScanSummary& summary, const ScanOverview& overview,
           std::span<const Boilerplate> boilerplate)
      : summary_(summary), overview_(overview), boilerplate_(boilerplate) {}

  // Families in the order in which they shall stand; at most kShownFamilies. What does
  // not fit into the room is left out, and its number said.
  void add(const ShownFamily& family);

  std::string print() const;

 private:
  std::string families_html() const;

  const ScanSummary& summary_;
  const ScanOverview& overview_;
  std::span<const Boilerplate> boilerplate_;
  std::string index_;
  std::string families_;
  size_t added_ = 0;
};

}  // namespace unspin
