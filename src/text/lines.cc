#include "text/lines.h"

#include <cstring>

namespace unspin {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// A line end in mid-sentence: what stands before ends nothing, and what follows
// begins in lower case.
bool is_mid_sentence(std::string_view text, size_t newline) {
  size_t before = newline;
  while (before > 0 && is_blank(text[before - 1])) --before;
  size_t after = newline + 1;
  while (after < text.size() && is_blank(text[after])) ++after;
  if (before == 0 || after == text.size()) return false;
  bool ended = std::strchr(".!?\"", text[before - 1]) && text[before - 1];
  return !ended && text[after] >= 'a' && text[after] <= 'z';
}

}  // namespace

bool ends_paragraph(std::string_view text, size_t newline) {
  for (size_t i = newline + 1; i < text.size(); ++i) {
    if (text[i] == '\n') return true;
    if (!is_blank(text[i])) return false;
  }
  return true;
}

bool is_hard_wrapped(std::string_view text) {
  size_t single = 0, wrapped = 0;
  bool after_blank = false;
  for (size_t i = text.find('\n'); i != std::string_view::npos;
       i = text.find('\n', i + 1)) {
    bool blank = ends_paragraph(text, i);
    if (!blank && !after_blank) {
      ++single;
      wrapped += is_mid_sentence(text, i);
    }
    after_blank = blank;
  }
  return single >= 2 && wrapped * 5 > single;
}

}  // namespace unspin
