// This file makes the page of a scan.
//
// A collection may be of any size and hold anything; the page stays small and harmless.
// Every text that comes from a document is cut and escaped, addresses become links only
// when they are plain http or https, and each family gets a share of the room that is
// left: four times its even share, so that the large ones, which come first, show more
// and the last still show something.

#include "report/scan_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/site.h"
#include "report/chunks.h"
#include "report/columns.h"
#include "report/markup.h"
#include "report/names.h"
#include "report/page/page.h"
#include "report/pieces.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr size_t kMaxTitleBytes = 160;
constexpr size_t kMaxIndexedBytes = 90;
constexpr size_t kMaxIdBytes = 96;
constexpr size_t kMaxDateBytes = 32;
constexpr size_t kMaxUrlBytes = 400;
constexpr size_t kMaxHostBytes = 100;
constexpr size_t kMaxFactBytes = 80;
constexpr size_t kShownFacts = 8;
constexpr size_t kGreed = 4;

std::string cut(std::string_view text, size_t most) {
  return escaped(shortened_at_word(text, most));
}

std::string words_of(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

// Title (else id), linked where there is an address; then id, site and day.
std::string described(const ShownDocument& document) {
  std::string name = cut(document.title.value_or(document.id), kMaxTitleBytes);
  std::string site = document.url ? site_of(*document.url) : "";
  if (!site.empty() && document.url->size() <= kMaxUrlBytes)
    name = fmt::format("<a href=\"{}\" rel=\"noreferrer noopener\">{}</a>",
                       escaped(*document.url), name);
  std::string about;
  if (document.title) about += cut(document.id, kMaxIdBytes);
  for (const std::string& more :
       {cut(site, kMaxHostBytes), cut(document.published.value_or(""), kMaxDateBytes)})
    if (!more.empty()) about += (about.empty() ? "" : " · ") + more;
  return fmt::format("<b class=\"name\">{}</b> <span class=\"count\">{}</span>", name,
                     about);
}

std::string facts_html(const Match& match) {
  std::map<ChangeKind, size_t> counts;
  std::string items;
  size_t n = 0;
  for (const Change& change : match.changes) {
    if (!changes_fact(change)) continue;
    ++counts[change.kind];
    if (n++ < kShownFacts)
      items += fmt::format("<li><span class=\"kind\">{}</span><p>{} → {}</p></li>",
                           name_of(change.kind), cut(change.a.text, kMaxFactBytes),
                           cut(change.b.text, kMaxFactBytes));
  }
  if (n == 0) return "<p class=\"count\">No change of fact found.</p>";
  std::string kinds;
  for (auto [kind, count] : counts)
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, name_of(kind));
  return fmt::format("<p>{} of fact: {}</p><ul class=\"reasons\">{}</ul>",
                     counted(n, "change"), kinds, items);
}

// Whether an edit of the chunk's passage lies in it or at its ends. Edits are in the
// order of a and do not overlap there: the last one that begins early enough decides.
bool is_edited(const Match& match, const Chunk& chunk) {
  const std::vector<Edit>& edits = match.passages[chunk.passage].edits;
  auto behind = std::ranges::upper_bound(edits, chunk.a.end, {},
                                         [](const Edit& edit) { return edit.a.start; });
  return behind != edits.begin() && std::prev(behind)->a.end >= chunk.a.start;
}

// Which chunks to show: those with differences first, as many as fit.
std::vector<bool> chosen(const Match& match, const std::vector<Chunk>& chunks) {
  std::vector<bool> taken(chunks.size());
  size_t bytes = 0;
  for (bool differing : {true, false})
    for (size_t i = 0; i < chunks.size() && bytes < kShownPassageBytes; ++i) {
      if (taken[i] || is_edited(match, chunks[i]) != differing) continue;
      size_t more = std::max(chunks[i].a.size(), chunks[i].b.size());
      if (bytes > 0 && bytes + more > kShownPassageBytes) continue;
      taken[i] = true;
      bytes += more;
    }
  return taken;
}

// The span, or as many whole words of it as there is room for.
std::string beginning(const Column& column, ByteSpan span, std::string_view text) {
  size_t bytes = place_to_cut(slice(text, span), kShownPassageBytes);
  if (bytes >= span.size()) return column.excerpt(span);
  return column.excerpt({span.start, span.start + bytes}) + "…";
}

// How sure it is that of a pair this one is the copy.
std::string direction_of(const FamilyMember& member) {
  constexpr double kLeast = 0.55;
  if (member.confidence < kLeast) return "which was first is not known";
  return percent(member.confidence) + " likely the copy";
}

std::string days_of(const ShownFamily& family) {
  if (family.first_day == family.last_day) return family.first_day;
  return family.first_day + " to " + family.last_day;
}

}  // namespace

ShownDocument shown(const Document& document) {
  return {document.id, document.title, document.published, document.url};
}

std::string differences_html(const Match& match, std::string_view parent,
                             std::string_view member) {
  std::string out = facts_html(match);
  std::vector<Chunk> chunks = find_chunks(match.passages, parent, member);
  Column a(match, chunks, Side::kA, parent, member);
  Column b(match, chunks, Side::kB, member, parent);
  std::vector<bool> taken = chosen(match, chunks);
  std::string rows;
  for (size_t i = 0; i < chunks.size(); ++i)
    if (taken[i])
      rows += fmt::format(
          "<tr><td class=\"side\" data-side=\"a\"><div dir=\"auto\">{}</div></td><td "
          "class=\"side\" "
          "data-side=\"b\"><div dir=\"auto\">{}</div></td></tr>",
          beginning(a, chunks[i].a, parent), beginning(b, chunks[i].b, member));
  out += fmt::format(
      "<table><thead><tr><th>taken from</th><th>copy</th></tr></thead><tbody>{}</tbody>"
      "</table>",
      rows);
  auto left = static_cast<size_t>(std::ranges::count(taken, false));
  if (left > 0)
    out += fmt::format("<p class=\"count\">{} not shown here.</p>",
                       counted(left, "shared paragraph"));
  return out;
}

void ScanPage::add(const ShownFamily& family) {
  if (added_ == kShownFamilies) return;
  size_t room = kFamilyBytes - std::min(kFamilyBytes, families_.size());
  room = std::min(room, room / (kShownFamilies - added_) * kGreed);
  ++added_;
  index_ += fmt::format(
      "<tr><th scope=\"row\"><a href=\"#f{}\">{}</a></th><td class=\"figure\" "
      "data-name=\"documents\">{}</td><td class=\"figure\" data-name=\"sites\">{}</td>"
      "<td class=\"words\">{}</td><td class=\"days\">{}</td></tr>",
      added_, cut(family.root.title.value_or(family.root.id), kMaxIndexedBytes),
      with_commas(family.size), family.sites == 0 ? "" : with_commas(family.sites),
      relations_phrase(family.relations), days_of(family));
  std::string about = with_commas(family.size) + " documents";
  if (family.sites > 1) about += fmt::format(" on {} sites", with_commas(family.sites));
  if (std::string days = days_of(family); !days.empty()) about += ", " + days;
  std::string out = fmt::format(
      "<section id=\"f{}\" class=\"family\"><h3>{}</h3><p class=\"count\">{}: {}</p>",
      added_, described(family.root), about, relations_phrase(family.relations));
  size_t shown = 0;
  for (const ShownMember& member : family.members) {
    std::string from = member.how.parent == family.root.id
                           ? ""
                           : ", from " + cut(member.how.parent, kMaxIdBytes);
    std::string row =
        fmt::format("<details><summary>{} – {}, {} shared, {}{}</summary>",
                    described(member.document), words_of(name_of(member.how.relation)),
                    percent(member.how.coverage), direction_of(member.how), from);
    std::string whole = row + member.differences + "</details>";
    if (out.size() + whole.size() > room)
      whole = row + "<p class=\"count\">No room here: see matches.jsonl.</p></details>";
    if (out.size() + whole.size() > room) break;
    out += whole;
    ++shown;
  }
  if (uint64_t left = family.size - 1 - shown; left > 0)
    out +=
        fmt::format("<p class=\"count\">{} more of this family: see families.jsonl.</p>",
                    with_commas(left));
  families_ += out + "</section>\n";
}

std::string ScanPage::families_html() const {
  if (added_ == 0) return "";
  std::string left;
  if (summary_.families > added_)
    left = fmt::format(
        "<p class=\"count\">{} smaller families are not shown: see families.jsonl.</p>",
        with_commas(summary_.families - added_));
  return fmt::format(
      "<section id=\"families\"><h2>{}</h2><table class=\"tally\"><thead><tr>"
      "<th>first</th><th class=\"figure\">documents</th><th class=\"figure\">sites</th>"
      "<th>copies</th><th>dates</th></tr></thead><tbody>{}</tbody></table>{}</section>\n"
      "{}",
      summary_.families > added_ ? "The largest families" : "Families", index_, left,
      families_);
}

std::string ScanPage::print() const {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src '{}' '{}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>A collection "
      "scanned</title>\n<style>{}</style>\n<style>{}</style>\n</head>\n<body "
      "class=\"scan\">\n"
      "<header><p class=\"label\">A collection scanned</p><h1>{}</h1></header>\n"
      "<main>\n{}{}{}</main>\n<footer><p>Made by unspin.</p></footer>\n</body>\n"
      "</html>\n",
      kPageStyleHash, kScanStyleHash, kPageStyle, kScanStyle,
      escaped(to_terminal(summary_)), overview_html(summary_, overview_),
      boilerplate_html(boilerplate_), families_html());
}

}  // namespace unspin
