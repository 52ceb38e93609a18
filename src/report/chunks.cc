// This file cuts passages into chunks.
//
// A passage can be a whole article, and "the passage over there" is then no help to
// a reader. We cut it where a begins a paragraph and look up the same place in b.
// The edits tell: between two of them the words are equal, so a byte of a lies as
// far behind the last edit as its counterpart in b does, but for quotation marks and
// spaces that are written differently. We look for a line end near there, else for a
// space.
//
// Not every edit is a landmark: inside a moved stretch they lead elsewhere. We take
// the longest chain of edits that goes forward in both texts.

#include "report/chunks.h"

#include <algorithm>

#include "report/pieces.h"

namespace unspin {
namespace {

constexpr size_t kLongParagraph = 700;  // bytes; beyond, sentences begin chunks too
constexpr size_t kLineEndReach = 24;    // bytes to look for a line end in b
constexpr size_t kSpaceReach = 8;       // the same for a space

// A pair of places that correspond: after the edit on both sides.
struct Landmark {
  ByteSpan a;
  ByteSpan b;
};

// The longest chain of `edits` (sorted by a) whose b goes forward too, by patience
// sorting: tails[n] is the edit that ends the chain of length n + 1 earliest in b.
std::vector<Landmark> forward_chain(const std::vector<Edit>& edits) {
  constexpr size_t kNone = static_cast<size_t>(-1);
  std::vector<size_t> tails, before(edits.size(), kNone);
  for (size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].op == EditOp::kMove) continue;
    auto place = std::ranges::upper_bound(tails, edits[i].b.start, {},
                                          [&](size_t t) { return edits[t].b.start; });
    if (place != tails.begin()) before[i] = *std::prev(place);
    if (place == tails.end())
      tails.push_back(i);
    else
      *place = i;
  }
  std::vector<Landmark> chain;
  for (size_t i = tails.empty() ? kNone : tails.back(); i != kNone; i = before[i])
    chain.push_back({edits[i].a, edits[i].b});
  std::ranges::reverse(chain);
  return chain;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

class Cutter {
 public:
  Cutter(const Passage& passage, std::string_view a, std::string_view b)
      : passage_(passage), a_(a), b_(b), chain_(forward_chain(passage.edits)) {}

  // Where b goes on as a does at `at`; the passage's end when it cannot be told.
  size_t counterpart(size_t at) const {
    auto next = std::ranges::upper_bound(chain_, at, {},
                                         [](const Landmark& l) { return l.a.end; });
    size_t low = passage_.b.start, high = passage_.b.end;
    size_t from = passage_.a.start;
    if (next != chain_.begin()) {
      low = std::prev(next)->b.end;
      from = std::prev(next)->a.end;
    }
    if (next != chain_.end()) high = std::max(low, next->b.start);
    size_t guess = std::min(low + (at - std::min(at, from)), high);
    if (next != chain_.end() && next->a.start <= at) guess = high;
    return near(guess, low, high);
  }

 private:
  // The start of a line, else of a word, closest to `guess` in [low, high].
  size_t near(size_t guess, size_t low, size_t high) const {
    auto starts_line = [&](size_t i) { return i > 0 && b_[i - 1] == '\n'; };
    auto starts_word = [&](size_t i) {
      return i > 0 && is_space(b_[i - 1]) && !is_space(b_[i]);
    };
    size_t place = closest(guess, low, high, kLineEndReach, starts_line);
    if (place == kNowhere) place = closest(guess, low, high, kSpaceReach, starts_word);
    return place == kNowhere ? passage_.b.end : place;
  }

  template <typename Test>
  size_t closest(size_t guess, size_t low, size_t high, size_t reach, Test test) const {
    for (size_t off = 0; off <= reach; ++off) {
      if (guess + off <= high && guess + off < b_.size() && test(guess + off))
        return guess + off;
      if (guess >= low + off && guess - off < b_.size() && test(guess - off))
        return guess - off;
    }
    return kNowhere;
  }

  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  const Passage& passage_;
  std::string_view a_;
  std::string_view b_;
  std::vector<Landmark> chain_;
};

// Does something new begin at `at`: a paragraph, or after `length` bytes a sentence?
bool begins_chunk(std::string_view text, size_t at, size_t length, bool hard_wrapped) {
  if (is_space(text[at]) || at < 2 || !is_space(text[at - 1])) return false;
  if (text[at - 1] == '\n' && (!hard_wrapped || text[at - 2] == '\n')) return true;
  char before = text[at - 2];
  return length > kLongParagraph && (before == '.' || before == '!' || before == '?');
}

}  // namespace

std::vector<Chunk> find_chunks(const std::vector<Passage>& passages,
                               std::string_view text_a, std::string_view text_b) {
  std::vector<Chunk> chunks;
  bool hard_wrapped = lines_are_wrapped(text_a);
  for (size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    Cutter cutter(passage, text_a, text_b);
    Chunk chunk{passage.a, passage.b, i};
    size_t end = std::min(passage.a.end, text_a.size());
    for (size_t at = passage.a.start; at < end; ++at) {
      if (!begins_chunk(text_a, at, at - chunk.a.start, hard_wrapped)) continue;
      size_t place = cutter.counterpart(at);
      if (at == chunk.a.start || place <= chunk.b.start || place >= passage.b.end)
        continue;
      chunks.push_back({{chunk.a.start, at}, {chunk.b.start, place}, i});
      chunk.a.start = at;
      chunk.b.start = place;
    }
    chunks.push_back(chunk);
  }
  return chunks;
}

}  // namespace unspin
