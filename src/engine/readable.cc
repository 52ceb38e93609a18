// Furniture is blanked, not cut out: every byte keeps its place, so spans need no
// translation, and every room that reads the text or its tokens sees blank lines where
// furniture stands. Nothing there can be matched, counted or listed as a change.

#include "engine/readable.h"

#include <algorithm>

#include "extract/furniture.h"

namespace unspin {
namespace {

// A passage ends at lines of this many words, and runs over fewer: what is cut at every
// "Advertisement" is hard to read.
constexpr size_t kWordsThatPart = 8;

// A text with less furniture is compared as it stands.
constexpr size_t kFewestLines = 4;
constexpr size_t kFewestWords = 40;

bool was_a_page(const Document& document) {
  return document.kind == "html" || document.kind == "warc" || document.kind == "arc";
}

size_t count_words(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

ByteSpan inside(ByteSpan span, const std::string& text) {
  return {std::min(span.start, text.size()), std::min(span.end, text.size())};
}

}  // namespace

void mark_furniture(Document& document) {
  if (!document.furniture.empty() || was_a_page(document)) return;
  document.furniture = find_furniture(document.text, document.title);
}

bool has_much_furniture(const Document& document) {
  size_t lines = 0, words = 0;
  for (ByteSpan span : document.furniture) {
    span = inside(span, document.text);
    std::string_view text =
        std::string_view(document.text).substr(span.start, span.size());
    words += count_words(text);
    lines += 1;
    for (size_t i = 1; i < text.size(); ++i)
      lines += text[i] != '\n' && text[i - 1] == '\n';
  }
  return lines >= kFewestLines || words >= kFewestWords;
}

std::string without_furniture(const Document& document) {
  std::string text = document.text;
  for (ByteSpan span : document.furniture) {
    span = inside(span, text);
    for (size_t i = span.start; i < span.end; ++i)
      if (text[i] != '\n') text[i] = ' ';
  }
  return text;
}

void flag_furniture(const Document& document, Tokens& tokens) {
  for (ByteSpan span : document.furniture) {
    span = inside(span, document.text);
    if (span.empty()) continue;
    std::string_view words =
        std::string_view(document.text).substr(span.start, span.size());
    if (count_words(words) < kWordsThatPart) continue;
    auto after = std::ranges::lower_bound(tokens.list, span.end, {}, &Token::begin);
    if (after != tokens.list.end()) after->flags |= kAfterFurniture;
  }
}

}  // namespace unspin
