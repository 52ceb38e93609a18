// This file writes one text with its marks.
//
// Three layers lie over a text: chunks (which a reader jumps between), edits (words
// that differ) and changes (what an editor would list). Chunks and edits are made
// disjoint within their layer; changes may nest, and the layers cross each other
// freely, while HTML elements must nest. So we cut the text at every boundary of
// every layer and write each elementary stretch with the marks it has: a chunk is
// one element around its stretches, the rest is opened and closed per stretch.

#include "report/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/markup.h"
#include "report/names.h"
#include "report/pieces.h"
#include "report/prose.h"
#include "report/utf8.h"

namespace unspin {
namespace {

constexpr size_t kMaxTitleBytes = 160;

std::string_view other_name(Side side) { return side == Side::kA ? "b" : "a"; }

ByteSpan span_of(const Edit& edit, Side side) {
  return side == Side::kA ? edit.a : edit.b;
}

// What a word that differs is called when pointed at.
std::string title_of(const Edit& edit, Side side, std::string_view other_text) {
  Side other = side == Side::kA ? Side::kB : Side::kA;
  ByteSpan there = span_of(edit, other);
  std::string words = shortened(slice(other_text, there), kMaxTitleBytes);
  if (edit.op == EditOp::kMove)
    return fmt::format("stands elsewhere in {}", name_of(other));
  if (there.empty()) return fmt::format("not in {}", name_of(other));
  std::string title = fmt::format("{}: {}", name_of(other), words);
  if (edit.kinship != Kinship::kNone)
    title += fmt::format(" ({})", name_of(edit.kinship));
  return title;
}

// How a word that differs looks: replaced by a stranger, by kin, gone, new or moved.
std::string_view class_of(const Edit& edit, Side side) {
  Side other = side == Side::kA ? Side::kB : Side::kA;
  if (edit.op == EditOp::kMove) return "moved";
  if (span_of(edit, other).empty()) return "only";
  return edit.kinship == Kinship::kNone ? "other" : "kin";
}

std::string_view element_of(const Edit& edit, Side side) {
  if (edit.op == EditOp::kMove) return "span";
  return side == Side::kA ? "del" : "ins";
}

// Sorted by start; what overlaps an earlier one loses its beginning.
template <typename Span>
void make_disjoint(std::vector<Span>& spans, size_t text_bytes) {
  std::ranges::sort(spans, {},
                    [](const Span& s) { return std::pair(s.bytes, s.number); });
  size_t at = 0;
  for (Span& span : spans) {
    span.bytes.start = std::min(std::max(span.bytes.start, at), text_bytes);
    span.bytes.end = std::min(std::max(span.bytes.end, span.bytes.start), text_bytes);
    at = span.bytes.end;
  }
}

}  // namespace

Column::Column(const Match& match, const std::vector<Chunk>& chunks, Side side,
               std::string_view text, std::string_view other)
    : match_(match),
      side_(side),
      text_(text),
      other_(other),
      hard_wrapped_(lines_are_wrapped(text)) {
  for (const Passage& passage : match.passages)
    for (const Edit& edit : passage.edits) {
      edit_spans_.push_back({span_of(edit, side), edits_.size()});
      edits_.push_back(&edit);
    }
  for (const Chunk& chunk : chunks) {
    chunk_spans_.push_back(
        {side == Side::kA ? chunk.a : chunk.b, chunk_passages_.size()});
    chunk_passages_.push_back(chunk.passage);
  }
  for (size_t i = 0; i < match.changes.size(); ++i) {
    const Change& change = match.changes[i];
    change_spans_.push_back({side == Side::kA ? change.a.span : change.b.span, i});
  }
  make_disjoint(edit_spans_, text.size());
  make_disjoint(chunk_spans_, text.size());
  for (Span& span : change_spans_) {
    span.bytes.start = std::min(span.bytes.start, text.size());
    span.bytes.end = std::clamp(span.bytes.end, span.bytes.start, text.size());
  }
  std::ranges::sort(change_spans_, {},
                    [](const Span& s) { return std::pair(s.bytes, s.number); });
}

// Walks the text once, from boundary to boundary.
class Column::Writer {
 public:
  // With `links`, ids and links are written; else only the look.
  Writer(const Column& column, ByteSpan within, bool links)
      : column_(column), within_(within), links_(links) {}

  std::string write() {
    skip_to(within_.start);
    std::vector<size_t> cuts = boundaries();
    for (size_t i = 0; i < cuts.size(); ++i) {
      at_boundary(cuts[i]);
      if (i + 1 < cuts.size()) stretch({cuts[i], cuts[i + 1]});
    }
    if (links_ && chunk_open_) out_ += "</span>";
    return std::move(out_);
  }

 private:
  std::vector<size_t> boundaries() const {
    std::vector<size_t> cuts = {within_.start, within_.end};
    auto add = [&](const std::vector<Span>& spans) {
      auto first = std::ranges::lower_bound(spans, within_.start, {},
                                            [](const Span& s) { return s.bytes.start; });
      if (first != spans.begin()) --first;
      for (; first != spans.end() && first->bytes.start <= within_.end; ++first)
        for (size_t byte : {first->bytes.start, first->bytes.end})
          if (byte > within_.start && byte < within_.end) cuts.push_back(byte);
    };
    add(column_.edit_spans_);
    if (links_) add(column_.chunk_spans_);
    if (links_) add(column_.change_spans_);
    std::ranges::sort(cuts);
    cuts.erase(std::ranges::unique(cuts).begin(), cuts.end());
    return cuts;
  }

  // Leaves behind the edits that end before `byte`.
  void skip_to(size_t byte) {
    const std::vector<Span>& edits = column_.edit_spans_;
    edit_ = static_cast<size_t>(
        std::ranges::lower_bound(edits, byte, {},
                                 [](const Span& s) { return s.bytes.start; }) -
        edits.begin());
    if (edit_ > 0 && edits[edit_ - 1].bytes.end > byte) --edit_;
  }

  void at_boundary(size_t byte) {
    if (links_) end_changes(byte);
    if (links_) turn_chunk(byte);
    if (links_) begin_changes(byte);
    empty_edits(byte);
  }

  // Closes the chunk that ends here, opens those that begin here.
  void turn_chunk(size_t byte) {
    if (chunk_open_ && column_.chunk_spans_[chunk_ - 1].bytes.end <= byte) {
      out_ += "</span>";
      chunk_open_ = false;
    }
    const std::vector<Span>& chunks = column_.chunk_spans_;
    for (; chunk_ < chunks.size() && chunks[chunk_].bytes.start == byte; ++chunk_) {
      if (chunk_open_) out_ += "</span>";
      open_chunk(chunks[chunk_].number);
      chunk_open_ = !chunks[chunk_].bytes.empty();
      if (!chunk_open_) out_ += "</span>";
    }
  }

  void open_chunk(size_t number) {
    size_t passage = column_.chunk_passages_[number];
    const Passage& whole = column_.match_.passages[passage];
    out_ += fmt::format(
        "<span class=\"chunk\" id=\"p{0}{1}\"><a class=\"verse\" href=\"#p{0}{2}\" "
        "title=\"Passage {3}, {4}, {5} alike: go to {2}\" aria-label=\"{0}, go to "
        "{2}\">{0}</a>",
        number + 1, name_of(column_.side_), other_name(column_.side_), passage + 1,
        name_of(whole.kind), percent(whole.similarity));
  }

  void begin_changes(size_t byte) {
    const std::vector<Span>& changes = column_.change_spans_;
    for (; change_ < changes.size() && changes[change_].bytes.start == byte; ++change_) {
      const Span& span = changes[change_];
      out_ += fmt::format("<span id=\"c{}{}\" class=\"place\" tabindex=\"-1\"></span>",
                          span.number + 1, name_of(column_.side_));
      if (span.bytes.empty())
        reference(span.number);
      else
        open_changes_.push_back(span);
    }
  }

  void end_changes(size_t byte) {
    for (const Span& span : open_changes_)
      if (span.bytes.end <= byte) reference(span.number);
    std::erase_if(open_changes_, [&](const Span& s) { return s.bytes.end <= byte; });
  }

  // The number by which the list of changes calls it; for facts only.
  void reference(size_t number) {
    if (column_.match_.changes[number].severity != Severity::kFact) return;
    out_ += fmt::format(
        "<a class=\"ref\" href=\"#c{0}\" aria-label=\"change {0}\">{0}</a>", number + 1);
  }

  // Edits that have words on the other side only: a caret.
  void empty_edits(size_t byte) {
    const std::vector<Span>& edits = column_.edit_spans_;
    while (edit_ < edits.size() && edits[edit_].bytes.start <= byte &&
           edits[edit_].bytes.end <= byte) {
      const Span& span = edits[edit_++];
      const Edit& edit = *column_.edits_[span.number];
      if (span.bytes.start < byte || !span_of(edit, column_.side_).empty()) continue;
      if (!links_ && !has_words({byte, within_.end})) continue;
      out_ += fmt::format("<i class=\"caret\"{} title=\"{}\"></i>", edit_id(span.number),
                          escaped(title_of(edit, column_.side_, column_.other_)));
    }
  }

  // A caret behind the last word of an excerpt speaks of what follows it.
  bool has_words(ByteSpan bytes) const {
    return std::ranges::any_of(slice(column_.text_, bytes), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             static_cast<unsigned char>(c) >= 0xE3;  // CJK; not quotation marks
    });
  }

  std::string edit_id(size_t number) const {
    if (!links_) return "";
    return fmt::format(" id=\"e{}{}\"", number + 1, name_of(column_.side_));
  }

  void stretch(ByteSpan bytes) {
    if (!open_changes_.empty()) open_change_mark();
    const std::vector<Span>& edits = column_.edit_spans_;
    bool edited = edit_ < edits.size() && edits[edit_].bytes.start <= bytes.start &&
                  bytes.start < edits[edit_].bytes.end;
    if (edited)
      edited_stretch(bytes, edits[edit_]);
    else
      append_body(out_, slice(column_.text_, bytes), column_.hard_wrapped_);
    if (!open_changes_.empty()) out_ += "</b>";
  }

  void open_change_mark() {
    std::string numbers;
    bool fact = false;
    for (const Span& span : open_changes_) {
      if (!numbers.empty()) numbers += ' ';
      numbers += std::to_string(span.number + 1);
      fact |= column_.match_.changes[span.number].severity == Severity::kFact;
    }
    out_ +=
        fmt::format("<b class=\"{}\" data-c=\"{}\">", fact ? "fact" : "said", numbers);
  }

  void edited_stretch(ByteSpan bytes, const Span& span) {
    const Edit& edit = *column_.edits_[span.number];
    std::string_view element = element_of(edit, column_.side_);
    bool first = bytes.start == span.bytes.start;
    out_ += fmt::format("<{} class=\"{}\"{} title=\"{}\">", element,
                        class_of(edit, column_.side_), first ? edit_id(span.number) : "",
                        escaped(title_of(edit, column_.side_, column_.other_)));
    append_body(out_, slice(column_.text_, bytes), column_.hard_wrapped_);
    out_ += fmt::format("</{}>", element);
  }

  const Column& column_;
  ByteSpan within_;
  bool links_;
  std::string out_;

  // The next of each layer.
  size_t edit_ = 0;
  size_t chunk_ = 0;
  size_t change_ = 0;

  bool chunk_open_ = false;
  std::vector<Span> open_changes_;
};

std::string Column::text() const {
  return Writer(*this, {0, text_.size()}, true).write();
}

std::string Column::excerpt(ByteSpan span) const {
  span.start = std::min(span.start, text_.size());
  span.end = std::clamp(span.end, span.start, text_.size());
  return Writer(*this, span, false).write();
}

}  // namespace unspin
