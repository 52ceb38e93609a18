#include "report/pieces.h"

#include <algorithm>
#include <cctype>

namespace unspin {
namespace {

// What an edit leaves of a, and what it puts there from b. A moved stretch is
// shown once, where a has it.
void add_edit(std::vector<Piece>& pieces, const Edit& edit, std::string_view old_text,
              std::string_view new_text) {
  if (edit.op == EditOp::kMove) {
    pieces.push_back({old_text, Ink::kMoved});
    return;
  }
  if (!old_text.empty()) pieces.push_back({old_text, Ink::kOld});
  if (!new_text.empty()) pieces.push_back({new_text, Ink::kNew});
}

bool starts_inside(const Edit& edit, ByteSpan within) {
  return edit.a.start >= within.start && edit.a.start <= within.end &&
         edit.a.end <= within.end;
}

}  // namespace

std::string_view slice(std::string_view text, ByteSpan span) {
  size_t start = std::min(span.start, text.size());
  size_t end = std::clamp(span.end, start, text.size());
  return text.substr(start, end - start);
}

std::vector<Piece> merged_pieces(const std::vector<Edit>& edits, ByteSpan within,
                                 std::string_view text_a, std::string_view text_b) {
  std::vector<Piece> pieces;
  size_t at = within.start;
  auto first = std::ranges::lower_bound(edits, within.start, {},
                                        [](const Edit& e) { return e.a.start; });
  for (auto edit = first; edit != edits.end() && edit->a.start <= within.end; ++edit) {
    if (edit->a.start < at || !starts_inside(*edit, within)) continue;
    if (edit->a.start > at)
      pieces.push_back({slice(text_a, {at, edit->a.start}), Ink::kPlain});
    add_edit(pieces, *edit, slice(text_a, edit->a), slice(text_b, edit->b));
    at = edit->a.end;
  }
  if (at < within.end) pieces.push_back({slice(text_a, {at, within.end}), Ink::kPlain});
  return pieces;
}

LineIndex::LineIndex(std::string_view text) : starts_{0} {
  for (size_t at = text.find('\n'); at != std::string_view::npos;
       at = text.find('\n', at + 1))
    starts_.push_back(at + 1);
}

size_t LineIndex::line_of(size_t byte) const {
  return static_cast<size_t>(std::ranges::upper_bound(starts_, byte) - starts_.begin());
}

bool lines_are_wrapped(std::string_view text) {
  constexpr std::string_view kEnds = ".!?:;\"'";
  size_t single = 0, inside = 0;
  for (size_t at = text.find('\n'); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('\n', at + 1)) {
    char before = at > 0 ? text[at - 1] : '\n', after = text[at + 1];
    if (before == '\n' || after == '\n' || before == '\r') continue;
    ++single;
    bool lower = after >= 'a' && after <= 'z';
    if (lower && kEnds.find(before) == std::string_view::npos) ++inside;
  }
  return inside * 5 > single;
}

}  // namespace unspin
