// This file makes one page of a match: verdict on top, then what was changed, why we
// think so, the quotations, and both texts side by side.
//
// The page is one file that asks the network for nothing: style and script are
// inside it, and its security policy allows these two by their hashes and nothing
// else, so that a document full of markup stays text even if we failed to escape
// something. Look and behaviour are in page/; here is what stands where.
//
// The lists link to places in the texts by id (columns.h says how they are named).

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/chunks.h"
#include "report/columns.h"
#include "report/markup.h"
#include "report/names.h"
#include "report/page/page.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr size_t kMaxEvidenceBytes = 72;
constexpr size_t kMaxListedBytes = 600;

class Page {
 public:
  Page(const Match& match, const Document& a, const Document& b)
      : match_(match),
        a_(a),
        b_(b),
        names_(short_names(match)),
        chunks_(find_chunks(match.passages, a.text, b.text)),
        column_a_(match, chunks_, Side::kA, a.text, b.text),
        column_b_(match, chunks_, Side::kB, b.text, a.text) {}

  std::string print() const {
    std::string verdict = escaped(relation_sentence(match_, names_));
    return filled({{"title", verdict},
                   {"style", std::string(kPageStyle)},
                   {"script", std::string(kPageScript)},
                   {"style_hash", std::string(kPageStyleHash)},
                   {"script_hash", std::string(kPageScriptHash)},
                   {"verdict", verdict},
                   {"lede", lede()},
                   {"documents", document(Side::kA) + document(Side::kB)},
                   {"facts", facts()},
                   {"evidence", evidence()},
                   {"quotations", quotations()},
                   {"wording", wording()},
                   {"steps_hidden", count(Severity::kFact) == 0 ? " hidden" : ""},
                   {"columns", column(Side::kA) + column(Side::kB)},
                   {"footer", footer()}});
  }

 private:
  using Values = std::map<std::string_view, std::string>;

  // The template with its {{names}} replaced; values are not looked into.
  static std::string filled(const Values& values) {
    std::string out;
    std::string_view rest = kPageTemplate;
    for (size_t open; (open = rest.find("{{")) != std::string_view::npos;) {
      size_t close = rest.find("}}", open);
      out += rest.substr(0, open);
      out += values.at(rest.substr(open + 2, close - open - 2));
      rest.remove_prefix(close + 2);
    }
    out += rest;
    return out;
  }

  // The head.

  std::string lede() const {
    if (match_.passages.empty()) return "They have no more in common than chance gives.";
    return fmt::format("{} of a is found in b, and {} of b in a. {}",
                       percent(match_.coverage.a), percent(match_.coverage.b),
                       chance_sentence(match_.evalue));
  }

  std::string document(Side side) const {
    const DocumentInfo& info = side == Side::kA ? match_.a : match_.b;
    std::string role = match_.original.side == side ? " <i>– the original</i>" : "";
    std::string about = escaped(info.id);
    auto add = [&](std::string_view before, const std::string& value) {
      about += fmt::format(" · {}{}", before, escaped(value));
    };
    if (info.language) add("", language_name(*info.language));
    add("", counted(info.bytes, "byte"));
    if (info.published) add("published ", *info.published);
    if (info.url) add("", *info.url);
    std::string title =
        info.title ? fmt::format("<p>“{}”</p>", escaped(*info.title)) : "";
    return fmt::format(
        "<div class=\"document {0}\"><h2><i>{0}</i> {1}{2}</h2>{3}{4}<p>{5}</p></div>",
        name_of(side), escaped(names_.of(side)), role, title, map(side, info.bytes),
        about);
  }

  // A strip of the whole document, its passages dark.
  std::string map(Side side, size_t bytes) const {
    std::string bars;
    for (const Passage& passage : match_.passages) {
      ByteSpan span = side == Side::kA ? passage.a : passage.b;
      double scale = 1000.0 / static_cast<double>(std::max<size_t>(bytes, 1));
      bars += fmt::format(
          "<rect class=\"shared\" x=\"{:.1f}\" width=\"{:.1f}\" height=\"1\"/>",
          static_cast<double>(span.start) * scale,
          static_cast<double>(span.size()) * scale);
    }
    return fmt::format(
        "<svg class=\"map\" viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\" "
        "role=\"img\" aria-label=\"Where the shared passages lie\">{}</svg>",
        bars);
  }

  // The lists.

  size_t count(Severity severity) const {
    return static_cast<size_t>(
        std::ranges::count(match_.changes, severity, &Change::severity));
  }

  std::string facts() const {
    size_t n = count(Severity::kFact);
    if (n == 0) return "";
    return fmt::format(
        "<section id=\"facts\"><h2>Changes of fact <span class=\"count\">{}</span></h2>"
        "{}</section>",
        n, changes(Severity::kFact));
  }

  std::string wording() const {
    size_t n = count(Severity::kWording);
    if (n == 0) return "";
    return fmt::format(
        "<section id=\"wording\"><details><summary><h2>Changes of wording <span "
        "class=\"count\">{}</span></h2></summary>{}</details></section>",
        n, changes(Severity::kWording));
  }

  std::string changes(Severity severity) const {
    std::string rows;
    for (size_t i = 0; i < match_.changes.size(); ++i)
      if (match_.changes[i].severity == severity) rows += change(i);
    return fmt::format(
        "<table><thead><tr><th></th><th>kind</th><th>a · {}</th><th>b · "
        "{}</th></tr></thead><tbody>{}</tbody></table>",
        escaped(names_.a), escaped(names_.b), rows);
  }

  std::string change(size_t i) const {
    const Change& change = match_.changes[i];
    std::string what =
        fmt::format("{}: {} → {}", name_of(change.kind), shortened(change.a.text, 80),
                    shortened(change.b.text, 80));
    return fmt::format(
        "<tr id=\"c{0}\"{1} data-what=\"{2}\"><td class=\"n\">{0}</td><td "
        "class=\"kind\">{3}"
        "</td>{4}{5}</tr>",
        i + 1, change.severity == Severity::kFact ? " data-fact" : "", escaped(what),
        name_of(change.kind), change_side(i, Side::kA), change_side(i, Side::kB));
  }

  std::string change_side(size_t i, Side side) const {
    const Excerpt& excerpt = side == Side::kA ? match_.changes[i].a : match_.changes[i].b;
    std::string text = escaped(shortened(excerpt.text, kMaxListedBytes));
    if (text.empty()) text = "<span class=\"nothing\">nothing</span>";
    return fmt::format(
        "<td class=\"side\" data-side=\"{0}\"><a href=\"#c{1}{0}\">{2}</a></td>",
        name_of(side), i + 1, text);
  }

  std::string evidence() const {
    const Original& original = match_.original;
    if (original.evidence.empty()) return "";
    std::string items;
    const Evidence* before = nullptr;
    for (const Evidence* evidence : grouped_by_kind(original.evidence)) {
      bool first = !before || before->kind != evidence->kind;
      items += reason(*evidence, first ? label_of(evidence->kind) : "");
      before = evidence;
    }
    std::string title = "What speaks for either side, too little to tell the original";
    if (original.side != Side::kUnknown)
      title = fmt::format("Why {} is the original", escaped(names_.of(original.side)));
    return fmt::format(
        "<section id=\"why\"><h2>{}</h2><ul class=\"reasons\">{}</ul></section>", title,
        items);
  }

  std::string reason(const Evidence& evidence, std::string_view label) const {
    std::string text = escaped(reason_text(evidence, kMaxEvidenceBytes));
    std::string note = escaped(reason_note(evidence, match_.original.side));
    if (!note.empty()) note = fmt::format(" <span class=\"note\">{}</span>", note);
    return fmt::format("<li><span class=\"kind\">{}</span><p>{}{}</p></li>", label, text,
                       note);
  }

  std::string quotations() const {
    if (match_.quotations.empty()) return "";
    std::string rows;
    for (const QuotationMatch& quotation : match_.quotations)
      rows += fmt::format(
          "<tr><td class=\"verdict\">{}</td><td class=\"speaker\">{}</td>{}{}</tr>",
          quotation_label(quotation), escaped(quotation.speaker),
          quotation_side(quotation.a, Side::kA), quotation_side(quotation.b, Side::kB));
    return fmt::format(
        "<section id=\"quotations\"><h2>Quotations <span class=\"count\">{}</span></h2>"
        "<table><thead><tr><th></th><th>speaker</th><th>a</th><th>b</th></tr></thead>"
        "<tbody>{}</tbody></table></section>",
        quotations_phrase(match_.quotations), rows);
  }

  std::string quotation_side(const std::optional<Excerpt>& excerpt, Side side) const {
    std::string text = "<span class=\"nothing\">nothing</span>";
    if (excerpt) text = column_of(side).excerpt(excerpt->span);
    return fmt::format("<td class=\"side\" data-side=\"{}\">{}</td>", name_of(side),
                       text);
  }

  // The texts.

  const Column& column_of(Side side) const {
    return side == Side::kA ? column_a_ : column_b_;
  }

  std::string column(Side side) const {
    const Document& document = side == Side::kA ? a_ : b_;
    std::string role = match_.original.side == side ? " <i>– the original</i>" : "";
    std::string language =
        document.language ? fmt::format(" lang=\"{}\"", escaped(*document.language)) : "";
    return fmt::format(
        "<article class=\"pane {0}\" id=\"pane-{0}\" tabindex=\"0\" aria-label=\"Text "
        "{0}, "
        "{1}\"><h3><i>{0}</i> {1}{2}</h3><div class=\"text\"{3} dir=\"auto\">{4}</div>"
        "</article>",
        name_of(side), escaped(names_.of(side)), role, language, column_of(side).text());
  }

  std::string footer() const {
    return fmt::format("Made by unspin. Likeness {:.1f} nats, E-value {:.1g}.",
                       match_.score, match_.evalue);
  }

  const Match& match_;
  const Document& a_;
  const Document& b_;
  Names names_;
  std::vector<Chunk> chunks_;
  Column column_a_;
  Column column_b_;
};

}  // namespace

std::string to_html(const Match& match, const Document& a, const Document& b) {
  return Page(match, a, b).print();
}

}  // namespace unspin
