// Pictures are rectangles and nothing else, without a script and without inline style:
// the page's policy forbids both. Words stand beside them as HTML, so that they neither
// shrink with the picture nor vanish in print; each picture's figures stand in a table.

#include "report/scan_overview.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/markup.h"
#include "report/names.h"
#include "report/prose.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr size_t kMaxSiteBytes = 100;
constexpr size_t kMaxBoilerplateBytes = 300;

constexpr std::array<std::string_view, kDelays> kDelayNames = {
    "earlier than what it was taken from",
    "the same day",
    "within a week",
    "within a month",
    "within a year",
    "later"};

std::string site_html(const std::string& site) {
  return escaped(shortened(site, kMaxSiteBytes));
}

// Share of the largest, in thousandths of a picture's width; never so little that what
// is there cannot be seen.
uint64_t width_of(uint64_t count, uint64_t most) {
  if (count == 0 || most == 0) return 0;
  return std::max<uint64_t>(4, count * 1000 / most);
}

std::string bar(uint64_t count, uint64_t most) {
  return fmt::format(
      "<svg class=\"amount\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\"><rect class=\"copies\" width=\"{}\" height=\"10\"/></svg>",
      width_of(count, most));
}

// What was taken to the left, what was given to the right.
std::string balance(const SiteTally& site, uint64_t most) {
  uint64_t taken = width_of(site.taken, most), given = width_of(site.given, most);
  return fmt::format(
      "<svg class=\"amount\" viewBox=\"0 0 2000 10\" preserveAspectRatio=\"none\" "
      "aria-hidden=\"true\"><rect class=\"taken\" x=\"{}\" width=\"{}\" "
      "height=\"10\"/><rect class=\"given\" x=\"1000\" width=\"{}\" height=\"10\"/>"
      "</svg>",
      1000 - taken, taken, given);
}

std::string words_of(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string kinds_html(const ScanSummary& summary) {
  if (summary.copies == 0) return "";
  uint64_t most = 0;
  for (auto [relation, count] : summary.relations) most = std::max(most, count);
  std::string rows;
  for (auto [relation, count] : summary.relations)
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"figure\">{}</td><td "
        "class=\"picture\">{}</td></tr>",
        words_of(name_of(relation)), with_commas(count), bar(count, most));
  return fmt::format(
      "<section id=\"kinds\"><h2>Kinds of copies</h2><p class=\"count\">How each copy is "
      "related to the document that it was most likely taken from.</p><table "
      "class=\"tally\"><tbody>{}</tbody></table></section>\n",
      rows);
}

std::string periods_svg(const std::vector<Period>& periods, uint64_t most) {
  constexpr uint64_t kHeight = 1000;
  uint64_t width = 100000 / periods.size();
  std::string bars;
  for (size_t i = 0; i < periods.size(); ++i) {
    const Period& period = periods[i];
    if (period.copies + period.firsts == 0) continue;
    uint64_t copies = width_of(period.copies, most),
             firsts = width_of(period.firsts, most);
    copies = std::min(copies, kHeight);
    firsts = std::min(firsts, kHeight - copies);
    auto rect = [&](std::string_view kind, uint64_t top, uint64_t height) {
      return height == 0 ? ""
                         : fmt::format(
                               "<rect class=\"{}\" x=\"{}\" y=\"{}\" "
                               "width=\"{}\" height=\"{}\"/>",
                               kind, i * width, top, width * 4 / 5, height);
    };
    bars += fmt::format("<g><title>{}: {} copies, {} firsts</title>{}{}</g>", period.name,
                        with_commas(period.copies), with_commas(period.firsts),
                        rect("copies", kHeight - copies, copies),
                        rect("firsts", kHeight - copies - firsts, firsts));
  }
  return fmt::format(
      "<svg class=\"times\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" "
      "role=\"img\" aria-label=\"Documents of families by date; the table below has the "
      "figures\">{}</svg>",
      width * periods.size(), kHeight, bars);
}

std::string periods_table(const std::vector<Period>& periods) {
  std::string rows;
  for (const Period& period : periods)
    if (period.copies + period.firsts > 0)
      rows += fmt::format(
          "<tr><th scope=\"row\">{}</th><td class=\"figure\" data-name=\"copies\">{}</td>"
          "<td class=\"figure\" data-name=\"firsts\">{}</td></tr>",
          period.name, with_commas(period.copies), with_commas(period.firsts));
  return fmt::format(
      "<details><summary>In figures</summary><table class=\"tally narrow\"><thead><tr>"
      "<th>date</th><th class=\"figure\">copies</th><th class=\"figure\">firsts</th></tr>"
      "</thead><tbody>{}</tbody></table></details>",
      rows);
}

std::string delays_table(const std::array<uint64_t, kDelays>& delays) {
  uint64_t most = *std::ranges::max_element(delays);
  if (most == 0) return "";
  std::string rows;
  for (size_t i = 0; i < kDelays; ++i)
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"figure\">{}</td><td "
        "class=\"picture\">{}</td></tr>",
        kDelayNames[i], with_commas(delays[i]), bar(delays[i], most));
  return fmt::format(
      "<h3>How long after</h3><table class=\"tally\"><tbody>{}</tbody></table>", rows);
}

std::string times_html(const ScanOverview& overview) {
  const std::vector<Period>& periods = overview.timeline.periods;
  if (periods.empty()) return "";
  uint64_t most = 0;
  for (const Period& period : periods)
    most = std::max(most, period.copies + period.firsts);
  std::string off;
  for (auto [count, where] : {std::pair(overview.timeline.before, "earlier"),
                              std::pair(overview.timeline.after, "later")})
    if (count > 0) off += fmt::format(" {} {}.", with_commas(count), where);
  if (overview.without_date > 0)
    off += fmt::format(" {} without a date.", with_commas(overview.without_date));
  return fmt::format(
      "<section id=\"times\"><h2>When</h2><p class=\"count\">Documents of families by "
      "their own dates; the tallest bar is {}.{}</p>{}<p class=\"axis\"><span>{}</span>"
      "<span>{}</span><span>{}</span></p><ul class=\"keys\"><li class=\"copies\">copies"
      "</li><li class=\"firsts\">firsts: the documents that families began with</li></ul>"
      "{}{}</section>\n",
      with_commas(most), off, periods_svg(periods, most), periods.front().name,
      periods.size() > 2 ? periods[periods.size() / 2].name : "",
      periods.size() > 1 ? periods.back().name : "", periods_table(periods),
      delays_table(overview.delays));
}

std::string pairs_table(const ScanOverview& overview) {
  if (overview.pairs.empty()) return "";
  uint64_t most = overview.pairs.front().copies;
  std::string rows;
  for (const SitePair& pair : overview.pairs)
    rows += fmt::format(
        "<tr><th scope=\"row\">{} → {}</th><td class=\"figure\">{}</td><td "
        "class=\"picture\">{}</td></tr>",
        site_html(pair.from), site_html(pair.to), with_commas(pair.copies),
        bar(pair.copies, most));
  std::string left;
  if (overview.n_pairs > overview.pairs.size())
    left = fmt::format("<p class=\"count\">{} more.</p>",
                       with_commas(overview.n_pairs - overview.pairs.size()));
  return fmt::format(
      "<h3>Who from whom</h3><table class=\"tally\"><thead><tr><th>from → on</th>"
      "<th class=\"figure\">copies</th><th></th></tr></thead><tbody>{}</tbody></table>{}",
      rows, left);
}

std::string sites_html(const ScanOverview& overview) {
  if (overview.sites.empty()) return "";
  uint64_t most = 1;
  for (const SiteTally& site : overview.sites)
    most = std::max({most, site.taken, site.given});
  std::string rows;
  for (const SiteTally& site : overview.sites) {
    rows += fmt::format("<tr><th scope=\"row\">{}</th>", site_html(site.site));
    for (auto [name, count] :
         {std::pair("in families", site.documents), std::pair("taken", site.taken),
          std::pair("given", site.given), std::pair("own again", site.within)})
      rows += fmt::format("<td class=\"figure\" data-name=\"{}\">{}</td>", name,
                          with_commas(count));
    rows += fmt::format("<td class=\"picture\">{}</td></tr>", balance(site, most));
  }
  std::string left;
  if (overview.n_sites > overview.sites.size())
    left += fmt::format(" {} more sites are not shown.",
                        with_commas(overview.n_sites - overview.sites.size()));
  if (overview.without_site > 0)
    left +=
        fmt::format(" {} of {} documents in families have no address.",
                    with_commas(overview.without_site), with_commas(overview.documents));
  return fmt::format(
      "<section id=\"sites\"><h2>Sites that copy and are copied</h2><p class=\"count\">"
      "Who took from whom is told by dates and by what the texts say; where they say "
      "nothing, it is a guess.{}</p><table class=\"tally\"><thead><tr><th>site</th>"
      "<th class=\"figure\">in families</th><th class=\"figure\">taken</th>"
      "<th class=\"figure\">given</th><th class=\"figure\">own again</th>"
      "<th class=\"picture\">taken · given</th></tr></thead><tbody>{}</tbody></table>{}"
      "</section>\n",
      left, rows, pairs_table(overview));
}

}  // namespace

Delay delay_of(int64_t days) {
  if (days < 0) return Delay::kBefore;
  if (days == 0) return Delay::kSameDay;
  if (days <= 7) return Delay::kWeek;
  if (days <= 31) return Delay::kMonth;
  return days <= 365 ? Delay::kYear : Delay::kLater;
}

std::string overview_html(const ScanSummary& summary, const ScanOverview& overview) {
  return kinds_html(summary) + times_html(overview) + sites_html(overview);
}

std::string boilerplate_html(std::span<const Boilerplate> texts) {
  if (texts.empty()) return "";
  std::string rows;
  for (const Boilerplate& text : texts.first(std::min(texts.size(), kShownBoilerplate)))
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"figure\" "
        "data-name=\"documents\">{}</td>"
        "<td class=\"words\"><div dir=\"auto\">{}</div></td></tr>",
        site_html(text.site), with_commas(text.documents),
        escaped(shortened_at_word(text.text, kMaxBoilerplateBytes)));
  std::string left;
  if (texts.size() > kShownBoilerplate)
    left = fmt::format("<p class=\"count\">{} more: see boilerplate.jsonl.</p>",
                       with_commas(texts.size() - kShownBoilerplate));
  return fmt::format(
      "<section id=\"boilerplate\"><h2>What sites repeat</h2><p class=\"count\">Text "
      "that stands on many documents of one site. It makes nobody a copy.</p><table "
      "class=\"tally\"><thead><tr><th>site</th><th class=\"figure\">documents</th>"
      "<th>text</th></tr></thead><tbody>{}</tbody></table>{}</section>\n",
      rows, left);
}

}  // namespace unspin
