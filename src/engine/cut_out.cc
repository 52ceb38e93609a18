#include "engine/cut_out.h"

#include <algorithm>
#include <string_view>

namespace unspin {
namespace {

// How far a cut moves to a better place, in bytes: a long sentence.
constexpr size_t kNearby = 240;

// Where a line, or else a sentence, begins at or before `at`; `at` when none does nearby.
size_t begin_before(std::string_view text, size_t at) {
  size_t least = at - std::min(at, kNearby);
  if (least == 0) return 0;
  std::string_view before = text.substr(least, at - least);
  if (size_t line = before.rfind('\n'); line != before.npos) return least + line + 1;
  if (size_t stop = before.rfind(". "); stop != before.npos) return least + stop + 2;
  return at;
}

// Where a line, or else a sentence, ends at or after `at`; `at` when none does nearby.
size_t end_after(std::string_view text, size_t at) {
  std::string_view after = text.substr(at, kNearby);
  if (at + after.size() == text.size()) return text.size();
  if (size_t line = after.find('\n'); line != after.npos) return at + line;
  if (size_t stop = after.find(". "); stop != after.npos) return at + stop + 1;
  return at;
}

// The parts, widened and joined where they meet.
std::vector<ByteSpan> widened(std::string_view text, std::span<const ByteSpan> parts) {
  std::vector<ByteSpan> wide;
  for (ByteSpan part : parts) {
    part = {begin_before(text, part.start), end_after(text, part.end)};
    if (wide.empty() || part.start > wide.back().end)
      wide.push_back(part);
    else
      wide.back().end = std::max(wide.back().end, part.end);
  }
  return wide;
}

// A span over two pieces grows by what lay between them.
void move(ByteSpan& span, const CutOut& from) {
  size_t end = span.empty() ? from.was(span.end) : from.was(span.end - 1) + 1;
  span = {from.was(span.start), end};
}

void move(std::optional<Excerpt>& excerpt, const CutOut& from) {
  if (excerpt) move(excerpt->span, from);
}

void move(Passage& passage, const CutOut& a, const CutOut& b) {
  move(passage.a, a);
  move(passage.b, b);
  for (Edit& edit : passage.edits) {
    move(edit.a, a);
    move(edit.b, b);
  }
}

}  // namespace

const CutOut::Piece& CutOut::piece_of(size_t at) const {
  auto after = std::ranges::upper_bound(pieces, at, {}, &Piece::start);
  return *(after == pieces.begin() ? after : after - 1);
}

CutOut cut_out(const Document& whole, std::span<const ByteSpan> parts) {
  CutOut cut;
  Document& document = cut.document;
  document = {.id = whole.id,
              .title = whole.title,
              .author = whole.author,
              .published = whole.published,
              .publisher = whole.publisher,
              .url = whole.url,
              .canonical_url = whole.canonical_url,
              .language = whole.language,
              .kind = whole.kind};
  for (ByteSpan part : widened(whole.text, parts)) {
    if (!document.text.empty()) document.text += "\n\n";
    cut.pieces.push_back({document.text.size(), part.start});
    document.text.append(whole.text, part.start, part.size());
  }
  return cut;
}

bool within_pieces(const Match& match, const CutOut& a, const CutOut& b) {
  auto within = [](ByteSpan span, const CutOut& cut) {
    return span.empty() || &cut.piece_of(span.start) == &cut.piece_of(span.end - 1);
  };
  return std::ranges::all_of(match.passages, [&](const Passage& passage) {
    return within(passage.a, a) && within(passage.b, b);
  });
}

void put_back(Match& match, const CutOut& a, const CutOut& b) {
  for (Passage& passage : match.passages) move(passage, a, b);
  for (Change& change : match.changes) {
    move(change.a.span, a);
    move(change.b.span, b);
  }
  for (QuotationMatch& quotation : match.quotations) {
    move(quotation.a, a);
    move(quotation.b, b);
  }
  for (Evidence& evidence : match.original.evidence) {
    move(evidence.a, a);
    move(evidence.b, b);
  }
}

}  // namespace unspin
