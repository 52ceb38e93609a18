// This file pairs quotation marks.
//
// Marks are paired like brackets, paragraph by paragraph: an opening mark is pushed,
// a closing one takes the nearest open mark of its family. So a mark that was never
// closed leaves the pairs after it alone, and a nested quotation does not end the
// outer one. Families pair on their own, which keeps
//
//   "It was the boys' idea," she said
//
// from being torn by the apostrophe; single marks inside a pair of double ones are
// not even looked at. A mark that may as well be an apostrophe closes a quotation
// only when no surer one comes before the next opening mark:
//
//   'The countries' duty is clear,' he said     ends at "clear,'"
//   the 'fake news' story                       ends at "news'"
//
// Of what is paired, the outermost are kept. Every step is one pass over the marks.

#include "text/quotations.h"

#include <algorithm>
#include <array>

#include "text/quote_marks.h"

namespace unspin {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kFamilies = 6;

// An open quotation, waiting for its end. Indices of marks.
struct Open {
  uint32_t mark = kNone;
  uint32_t may_close = kNone;  // the first that might end it
};

struct Pair {
  uint32_t begin, end;  // bytes, with the marks
  uint32_t inner_begin, inner_end;
};

class Pairing {
 public:
  Pairing(const std::vector<QuoteMark>& marks, std::string_view text)
      : marks_(marks), text_(text) {}

  // Double marks and the like first; then single ones outside of what they enclose.
  std::vector<Pair> pair() {
    for (uint32_t i = 0; i < marks_.size(); ++i)
      if (marks_[i].family != QuoteFamily::kSingle) take(i);
    std::ranges::sort(pairs_, {}, &Pair::begin);
    std::vector<Pair> enclosing = outermost(pairs_);
    size_t next = 0;
    for (uint32_t i = 0; i < marks_.size(); ++i) {
      while (next < enclosing.size() && enclosing[next].end <= marks_[i].begin) ++next;
      bool inside = next < enclosing.size() && enclosing[next].begin < marks_[i].begin;
      bool single = marks_[i].family == QuoteFamily::kSingle;
      if ((single || is_end(marks_[i])) && !inside) take(i);
    }
    std::ranges::sort(pairs_, {}, &Pair::begin);
    return outermost(pairs_);
  }

 private:
  static bool is_end(const QuoteMark& mark) {
    return mark.family == QuoteFamily::kLineEnd ||
           mark.family == QuoteFamily::kParagraphEnd;
  }

  // Of pairs in order of their beginnings, those that no earlier one reaches into.
  static std::vector<Pair> outermost(const std::vector<Pair>& pairs) {
    std::vector<Pair> kept;
    for (const Pair& pair : pairs)
      if (kept.empty() || pair.begin >= kept.back().end) kept.push_back(pair);
    return kept;
  }

  void take(uint32_t i) {
    const QuoteMark& mark = marks_[i];
    if (is_end(mark)) return end_unit(i);
    std::vector<Open>& stack = stacks_[static_cast<size_t>(mark.family)];
    QuoteShape shape = mark.shape;
    if (shape == QuoteShape::kEither)
      shape = stack.empty() ? QuoteShape::kOpens : QuoteShape::kCloses;
    if (shape == QuoteShape::kOpens) {
      if (!stack.empty()) close_by_doubtful(stack);
      stack.push_back({i, kNone});
    } else if (!stack.empty()) {
      if (shape == QuoteShape::kMayClose) {
        if (stack.back().may_close == kNone) stack.back().may_close = i;
      } else {
        add(stack.back().mark, i);
        stack.pop_back();
      }
    }
  }

  void add(uint32_t opening, uint32_t closing) {
    pairs_.push_back({marks_[opening].begin, marks_[closing].end, marks_[opening].end,
                      marks_[closing].begin});
  }

  void close_by_doubtful(std::vector<Open>& stack) {
    if (stack.back().may_close == kNone) return;
    add(stack.back().mark, stack.back().may_close);
    stack.pop_back();
  }

  // Nothing stays open beyond a paragraph; beyond a line only what the next line
  // closes.
  void end_unit(uint32_t i) {
    for (size_t family = 0; family < kFamilies; ++family) {
      std::vector<Open>& stack = stacks_[family];
      if (stack.empty()) continue;
      if (marks_[i].family == QuoteFamily::kLineEnd && next_closes(i, family)) continue;
      close_by_doubtful(stack);
      if (!stack.empty() && opens_anew(i, family)) run_to_end(stack.back(), i);
      stack.clear();
    }
  }

  // Is the next mark of the family, in the next line, a closing one?
  bool next_closes(uint32_t i, size_t family) const {
    for (uint32_t k = i + 1; k < marks_.size() && k <= i + 4; ++k) {
      if (is_end(marks_[k])) return false;
      if (static_cast<size_t>(marks_[k].family) == family)
        return marks_[k].shape == QuoteShape::kCloses;
    }
    return false;
  }

  // Does the next paragraph begin with an opening mark of the family?
  bool opens_anew(uint32_t i, size_t family) const {
    uint32_t k = i + 1;
    if (k >= marks_.size() || static_cast<size_t>(marks_[k].family) != family ||
        marks_[k].shape != QuoteShape::kOpens)
      return false;
    size_t first = text_.find_first_not_of(" \t\r\n", marks_[i].end);
    return first == marks_[k].begin;
  }

  // Only where nothing was quoted after the opening mark: else it is a slip.
  void run_to_end(Open open, uint32_t i) {
    uint32_t begin = marks_[open.mark].begin, end = marks_[i].begin;
    if (!pairs_.empty() && pairs_.back().begin > begin) return;
    while (end > marks_[open.mark].end &&
           (text_[end - 1] == ' ' || text_[end - 1] == '\r' || text_[end - 1] == '\t'))
      --end;
    pairs_.push_back({begin, end, marks_[open.mark].end, end});
  }

  const std::vector<QuoteMark>& marks_;
  std::string_view text_;
  std::array<std::vector<Open>, kFamilies> stacks_;
  std::vector<Pair> pairs_;
};

// The tokens that lie in bytes [begin, end).
TokenSpan tokens_within(const Tokens& tokens, size_t begin, size_t end) {
  auto first = std::ranges::lower_bound(tokens.list, begin, {}, &Token::begin);
  auto last = std::ranges::upper_bound(first, tokens.list.end(), end, {}, &Token::end);
  return {static_cast<uint32_t>(first - tokens.list.begin()),
          static_cast<uint32_t>(last - tokens.list.begin())};
}

}  // namespace

std::vector<QuotedSpan> find_quotations(std::string_view text, const Tokens& tokens) {
  std::vector<QuoteMark> marks = find_quote_marks(text);
  std::vector<QuotedSpan> quotations;
  for (const Pair& pair : Pairing(marks, text).pair()) {
    TokenSpan inside = tokens_within(tokens, pair.inner_begin, pair.inner_end);
    if (!inside.empty()) quotations.push_back({{pair.begin, pair.end}, inside});
  }
  return quotations;
}

}  // namespace unspin
