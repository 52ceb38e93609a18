#include "extract/furniture_lines.h"

#include <algorithm>
#include <array>

#include "text/characters.h"
#include "text/fold.h"

namespace unspin {
namespace {

using Marks = std::initializer_list<std::string_view>;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool ends_with_one(std::string_view text, Marks marks) {
  return std::ranges::any_of(marks, [&](auto mark) { return text.ends_with(mark); });
}

bool starts_with_one(std::string_view text, Marks marks) {
  return std::ranges::any_of(marks, [&](auto mark) { return text.starts_with(mark); });
}

// Without blanks, no-break spaces included, at both ends.
ByteSpan trimmed(std::string_view text, ByteSpan span) {
  constexpr std::string_view kNoBreak = "\u00a0";
  for (;;) {
    std::string_view rest = text.substr(span.start, span.size());
    if (!rest.empty() && is_blank(rest.front())) {
      ++span.start;
    } else if (!rest.empty() && is_blank(rest.back())) {
      --span.end;
    } else if (rest.starts_with(kNoBreak)) {
      span.start += kNoBreak.size();
    } else if (rest.ends_with(kNoBreak)) {
      span.end -= kNoBreak.size();
    } else {
      return span;
    }
  }
}

bool ends_as_sentence(std::string_view line) {
  static constexpr std::array<std::string_view, 7> kBehind = {
      "\"", "'", "\u201D", "\u2019", "\u00BB", ")", "]"};
  auto closes = [&](std::string_view mark) { return line.ends_with(mark); };
  for (int i = 0; i < 3; ++i)
    if (const auto* mark = std::ranges::find_if(kBehind, closes); mark != kBehind.end())
      line.remove_suffix(mark->size());
  return ends_with_one(line, {".", "!", "?", "\u3002", "\uFF01", "\uFF1F", "\u0964"});
}

// Counts words by the spaces between them.
uint32_t rough_count(std::string_view line) {
  uint32_t words = 0;
  bool inside = false;
  for (char c : line) {
    bool blank = is_blank(c);
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

TextLine read_line(std::string_view text, ByteSpan span) {
  TextLine line;
  line.bytes = span;
  line.raw = text.substr(span.start, span.size());
  line.words = rough_count(line.raw);
  line.cut =
      ends_with_one(line.raw, {"[\u2026]", "[...]", "[\u00a0\u2026]", "[ \u2026 ]"});
  line.trails = !line.cut && ends_with_one(line.raw, {"\u2026", "..."});
  line.ends = !line.cut && !line.trails && ends_as_sentence(line.raw);
  line.quoted = starts_with_one(line.raw, {"\"", "\u201C", "\u2018", "\u00AB", "\u201E"});
  if (line.words <= kLongestLineKeyed) {
    uint32_t words = 0;
    line.key = word_key(line.raw, words);
  }
  return line;
}

bool is_word(CharKind kind) {
  return kind == CharKind::kLetter || kind == CharKind::kDigit ||
         kind == CharKind::kComplex || kind == CharKind::kExtend;
}

}  // namespace

std::string word_key(std::string_view text, uint32_t& words) {
  std::string key;
  words = 0;
  for (size_t at = 0; at < text.size();) {
    size_t begin = at;
    Char c = char_at(text, at);
    while (c.bytes > 0 && is_word(c.kind)) {
      at += c.bytes;
      c = char_at(text, at);
    }
    if (at > begin) {
      if (words++ > 0) key += ' ';
      fold_word(text.substr(begin, at - begin), key);
    }
    at += std::max<size_t>(c.bytes, at == begin ? 1 : 0);
  }
  return key;
}

std::vector<TextLine> read_lines(std::string_view text) {
  std::vector<TextLine> lines;
  bool blank = true;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    ByteSpan span = trimmed(text, {at, end});
    if (!span.empty()) {
      lines.push_back(read_line(text, span));
      lines.back().after_blank = blank;
    }
    blank = span.empty();
    at = end + 1;
  }
  return lines;
}

}  // namespace unspin
