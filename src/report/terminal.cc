// This file prints a match for people who read it in a terminal.
//
// The order is that of a reader's questions: what is this, why do you say so, what
// was changed, show me. Each part is one function below, and each keeps within
// bounds: a table shows its first rows and a long passage its two ends, with a word
// on how to see the rest, because nobody reads ten thousand lines of a terminal.
//
// A passage is shown once, as an editor marks up a page: the words of a, and after
// each stretch that was changed what stands there in b. Two columns would repeat
// everything that is the same; the page (--html) has them.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/names.h"
#include "report/prose.h"
#include "report/report.h"
#include "report/wrap.h"

namespace unspin {
namespace {

constexpr int kKindColumns = 13;
constexpr int kMaxTextColumns = 100;  // longer lines are hard to read
constexpr int kMaxPadding = 60;       // of a table that is not wrapped
constexpr size_t kMaxCellLines = 4;
constexpr size_t kMaxEvidence = 10;
constexpr size_t kMaxEvidenceBytes = 48;

// A piece of a document, ready for a table: where, and what.
struct Cell {
  std::string place;
  std::vector<TerminalLine> lines;
};

using Row = std::array<Cell, 2>;  // a, b

class Report {
 public:
  Report(const Match& match, const Document& a, const Document& b,
         const TerminalStyle& style)
      : match_(match),
        a_(a),
        b_(b),
        style_(style),
        names_(short_names(match)),
        lines_a_(a.text),
        lines_b_(b.text),
        hard_wrapped_(lines_are_wrapped(a.text)) {
    if (style.width > 0) width_ = std::max(style.width, 40);
    names_.a = cleaned(names_.a);
    names_.b = cleaned(names_.b);
  }

  std::string print() {
    verdict();
    documents();
    if (match_.relation == Relation::kUnrelated && match_.passages.empty()) {
      paragraph("Nothing was found in the one that was taken from the other.");
    } else {
      paragraph(chance_sentence(match_.evalue));
      evidence();
      changes(Severity::kFact, "Changes of fact");
      changes(Severity::kWording, "Changes of wording");
      quotations();
      passages();
    }
    while (out_.ends_with('\n')) out_.pop_back();
    return std::move(out_);
  }

 private:
  // The parts of the report, in their order.

  void verdict() {
    std::string line = relation_sentence(match_, names_);
    if (match_.relation == Relation::kUnrelated && match_.passages.empty())
      line += ": no more in common than chance gives";
    else
      line += "; shared " + coverage_phrase(match_.coverage);
    out_ += in_ink(line, Ink::kStrong, style_.colour) + "\n\n";
  }

  void documents() {
    document("a", match_.a);
    document("b", match_.b);
    out_ += '\n';
  }

  void document(std::string_view side, const DocumentInfo& info) {
    std::string about = counted(info.bytes, "byte");
    if (info.language) about = language_name(cleaned(*info.language)) + ", " + about;
    if (info.published) about += ", published " + cleaned(*info.published);
    if (info.title) about += ", “" + cleaned(*info.title) + "”";
    std::vector<InkedRun> runs = {{cleaned(info.id), Ink::kPlain},
                                  {" (" + about + ")", Ink::kFaint}};
    block(side, 3, wrap(runs, text_columns(3), style_.colour));
  }

  void evidence() {
    const Original& original = match_.original;
    if (original.side == Side::kUnknown && original.evidence.empty()) return;
    if (original.side == Side::kUnknown)
      heading("What speaks for either side, too little to say which is the original");
    else
      heading(fmt::format("Why {} is the original", names_.of(original.side)));
    std::vector<const Evidence*> reasons = grouped_by_kind(original.evidence);
    size_t shown = std::min(reasons.size(), kMaxEvidence);
    for (size_t i = 0; i < shown; ++i) {
      bool first = i == 0 || reasons[i]->kind != reasons[i - 1]->kind;
      reason(*reasons[i], first ? label_of(reasons[i]->kind) : "");
    }
    more(reasons.size() - shown, "reason");
    out_ += '\n';
  }

  void reason(const Evidence& evidence, std::string_view label) {
    std::string text = cleaned(reason_text(evidence, kMaxEvidenceBytes));
    std::string note = cleaned(reason_note(evidence, match_.original.side));
    if (!text.empty() && !note.empty()) text += "; ";
    std::vector<InkedRun> runs = {{text, Ink::kPlain}, {note, Ink::kFaint}};
    constexpr int kMargin = 18;
    block(label, kMargin, wrap(runs, text_columns(kMargin), style_.colour));
  }

  void changes(Severity severity, std::string_view title) {
    std::vector<const Change*> rows;
    for (const Change& change : match_.changes)
      if (change.severity == severity) rows.push_back(&change);
    if (rows.empty()) return;
    heading(fmt::format("{} ({})", title, rows.size()));
    size_t shown = limited(rows.size());
    std::vector<Row> cells;
    for (size_t i = 0; i < shown; ++i)
      cells.push_back(Row{cell(rows[i]->a, lines_a_, Ink::kPlain),
                          cell(rows[i]->b, lines_b_, Ink::kNew)});
    int column = widest(cells);
    row("", Row{Cell{"", {line_of(strong("a"), 1)}}, Cell{"", {line_of(strong("b"), 1)}}},
        column);
    for (size_t i = 0; i < shown; ++i) row(name_of(rows[i]->kind), cells[i], column);
    more(rows.size() - shown, "change");
    out_ += '\n';
  }

  void quotations() {
    if (match_.quotations.empty()) return;
    heading(fmt::format("Quotations: {}", quotations_phrase(match_.quotations)));
    std::vector<const QuotationMatch*> rows;
    for (const QuotationMatch& quotation : match_.quotations)
      if (quotation.verdict != QuotationVerdict::kVerbatim ||
          quotation.kind == QuotationKind::kIndirect)
        rows.push_back(&quotation);
    size_t shown = limited(rows.size());
    for (size_t i = 0; i < shown; ++i) quotation(*rows[i]);
    more(rows.size() - shown, "quotation");
    out_ += '\n';
  }

  void quotation(const QuotationMatch& quotation) {
    std::string about;
    if (!quotation.speaker.empty()) about = cleaned(quotation.speaker) + ", ";
    if (quotation.a) about += place("a", lines_a_, quotation.a->span);
    if (quotation.a && quotation.b) about += ", ";
    if (quotation.b) about += place("b", lines_b_, quotation.b->span);
    int columns = text_columns(kKindColumns);
    std::vector<TerminalLine> lines =
        wrap({{about, Ink::kFaint}}, columns, style_.colour);
    std::vector<InkedRun> runs = inked(pieces_of(quotation), style_.colour);
    for (TerminalLine& line : wrap(runs, columns, style_.colour))
      lines.push_back(std::move(line));
    block(quotation_label(quotation), kKindColumns, lines);
  }

  void passages() {
    size_t shown = limited(match_.passages.size());
    for (size_t i = 0; i < shown; ++i) {
      const Passage& passage = match_.passages[i];
      heading(fmt::format("Passage {} of {}", i + 1, match_.passages.size()));
      std::string about =
          fmt::format("{}, {} of the words equal or akin; {}, {}", name_of(passage.kind),
                      percent(passage.similarity), place("a", lines_a_, passage.a),
                      place("b", lines_b_, passage.b));
      remark(about);
      out_ += '\n';
      std::vector<Piece> pieces =
          merged_pieces(passage.edits, passage.a, a_.text, b_.text);
      CleanStyle style = {.paragraphs = true, .hard_wrapped = hard_wrapped_};
      std::vector<InkedRun> runs = inked(pieces, style_.colour, style);
      passage_lines(wrap(runs, text_columns(2), style_.colour));
      out_ += '\n';
    }
    more(match_.passages.size() - shown, "passage");
  }

  void passage_lines(const std::vector<TerminalLine>& lines) {
    size_t most = style_.max_passage_lines;
    bool cut = most > 0 && lines.size() > most + 1;
    size_t head = cut ? (most + 1) / 2 : lines.size();
    size_t tail = cut ? lines.size() - most / 2 : lines.size();
    for (size_t i = 0; i < head; ++i) text_line(lines[i]);
    if (!cut) return;
    out_ += '\n';
    remark(fmt::format("… {} more here; --html FILE shows them all …",
                       counted(tail - head, "line")));
    out_ += '\n';
    for (size_t i = tail; i < lines.size(); ++i) text_line(lines[i]);
  }

  // What they are made of.

  // Both sides of a quotation as one marked text, where a passage aligns them;
  // else the one or the other whole.
  std::vector<Piece> pieces_of(const QuotationMatch& quotation) const {
    if (!quotation.a) return {{slice(b_.text, quotation.b->span), Ink::kNew}};
    if (!quotation.b) return {{slice(a_.text, quotation.a->span), Ink::kOld}};
    for (const Passage& passage : match_.passages)
      if (passage.a.overlaps(quotation.a->span) && passage.b.overlaps(quotation.b->span))
        return merged_pieces(passage.edits, quotation.a->span, a_.text, b_.text);
    return {{slice(a_.text, quotation.a->span), Ink::kOld},
            {slice(b_.text, quotation.b->span), Ink::kNew}};
  }

  Cell cell(const Excerpt& excerpt, const LineIndex& index, Ink ink) const {
    Cell result;
    result.place = std::to_string(index.line_of(excerpt.span.start));
    std::string text = cleaned(excerpt.text);
    if (text.empty()) return {result.place, {line_of(faint("nothing"), 7)}};
    result.lines = wrap({{text, ink}}, cell_columns(), style_.colour);
    if (result.lines.size() > kMaxCellLines) {
      result.lines.resize(kMaxCellLines - 1);
      result.lines.push_back(line_of(faint("…"), 1));
    }
    return result;
  }

  void row(std::string_view kind, const Row& cells, int column) {
    size_t height = std::max(cells[0].lines.size(), cells[1].lines.size());
    for (size_t i = 0; i < height; ++i) {
      std::string line = fmt::format("  {:<{}}", i ? "" : kind, kKindColumns);
      for (size_t side : {0, 1}) {
        const Cell& cell = cells[side];
        std::string where = fmt::format("{:>{}}  ", i ? "" : cell.place, place_columns());
        line += i ? where : faint(where);
        if (i < cell.lines.size()) line += cell.lines[i].text;
        int used = i < cell.lines.size() ? cell.lines[i].columns : 0;
        if (side == 0)
          line.append(static_cast<size_t>(std::max(0, column - used)) + 2, ' ');
      }
      while (line.ends_with(' ')) line.pop_back();
      out_ += line + "\n";
    }
  }

  // A label in the margin, lines beside it.
  void block(std::string_view label, int label_columns,
             const std::vector<TerminalLine>& lines) {
    for (size_t i = 0; i < lines.size(); ++i) {
      std::string margin = fmt::format("{:<{}}", i ? "" : label, label_columns);
      out_ += "  " + margin + lines[i].text + "\n";
    }
  }

  void text_line(const TerminalLine& line) {
    out_ += line.text.empty() ? "\n" : "  " + line.text + "\n";
  }

  void heading(std::string_view title) {
    for (const TerminalLine& line :
         wrap({{std::string(title), Ink::kStrong}}, width_, style_.colour))
      out_ += line.text + "\n";
  }

  // Ours, indented and faint.
  void remark(std::string_view text) {
    block("", 0,
          wrap({{std::string(text), Ink::kFaint}}, text_columns(2), style_.colour));
  }

  void paragraph(std::string_view sentence) {
    for (const TerminalLine& line : wrap({{std::string(sentence)}}, width_, false))
      out_ += line.text + "\n";
    out_ += '\n';
  }

  void more(size_t n, std::string_view noun) {
    if (n > 0)
      remark(
          fmt::format("… {} more; --json or --html FILE has them all", counted(n, noun)));
  }

  std::string place(std::string_view side, const LineIndex& index, ByteSpan span) const {
    size_t first = index.line_of(span.start);
    size_t last = index.line_of(std::max(span.start + 1, span.end) - 1);
    if (first == last) return fmt::format("{} line {}", side, first);
    return fmt::format("{} lines {}–{}", side, first, last);
  }

  size_t limited(size_t n) const {
    return style_.max_rows == 0 ? n : std::min(n, style_.max_rows);
  }

  int place_columns() const {
    size_t most =
        std::max(lines_a_.line_of(a_.text.size()), lines_b_.line_of(b_.text.size()));
    return static_cast<int>(std::to_string(most).size());
  }

  // Columns for text beside a margin; 0: any.
  int text_columns(int margin) const {
    return width_ == 0 ? 0 : std::min(width_ - margin - 2, kMaxTextColumns);
  }

  // Columns of each side of a table; 0: any.
  int cell_columns() const {
    if (width_ == 0) return 0;
    return (width_ - 4 - kKindColumns - 2 * (place_columns() + 2)) / 2;
  }

  // The widest cell of column a.
  static int widest(const std::vector<Row>& cells) {
    int columns = 1;
    for (const auto& pair : cells)
      for (const TerminalLine& line : pair[0].lines)
        columns = std::max(columns, line.columns);
    return std::min(columns, kMaxPadding);
  }

  std::string strong(std::string_view text) const {
    return in_ink(text, Ink::kStrong, style_.colour);
  }
  std::string faint(std::string_view text) const {
    return in_ink(text, Ink::kFaint, style_.colour);
  }
  static TerminalLine line_of(std::string text, int columns) {
    return {std::move(text), columns};
  }

  const Match& match_;
  const Document& a_;
  const Document& b_;
  const TerminalStyle& style_;
  Names names_;
  LineIndex lines_a_;
  LineIndex lines_b_;
  bool hard_wrapped_;
  int width_ = 0;
  std::string out_;
};

}  // namespace

std::string to_terminal(const Match& match, const Document& a, const Document& b,
                        const TerminalStyle& style) {
  return Report(match, a, b, style).print();
}

}  // namespace unspin
