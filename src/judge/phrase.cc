#include "judge/phrase.h"

#include <algorithm>

#include "judge/english.h"

namespace unspin {

bool runs_on(std::string_view text, const Tokens& tokens, uint32_t i) {
  if (i + 1 >= tokens.size()) return false;
  std::string_view gap = text.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end);
  return gap == " " || gap == "-" || gap == "\u00a0" || gap == "\n";
}

TokenSpan with_left(std::string_view text, const Tokens& tokens, TokenSpan span) {
  for (uint32_t i = span.start; i > 0 && i + 2 > span.start; --i) {
    if (tokens[i].has(kSentenceStart) || !runs_on(text, tokens, i - 1)) break;
    if (!is_english(tokens[i - 1].word, kFunctionWord)) return {i - 1, span.end};
  }
  return span;
}

TokenSpan with_right(std::string_view text, const Tokens& tokens, TokenSpan span) {
  if (span.empty()) return span;
  for (uint32_t i = span.end; i < tokens.size() && i < span.end + 2; ++i) {
    if (tokens[i].has(kSentenceStart) || !runs_on(text, tokens, i - 1)) break;
    if (!is_english(tokens[i].word, kFunctionWord)) return {span.start, i + 1};
  }
  return span;
}

TokenSpan around(const Tokens& tokens, TokenSpan span, uint32_t reach) {
  if (tokens.size() == 0) return {};
  TokenSpan sentence = tokens.sentence_of(std::min(span.start, tokens.size() - 1));
  uint32_t start = span.start > reach ? span.start - reach : 0;
  uint32_t end = std::min(span.end + reach, tokens.size());
  return {std::max(start, std::min(sentence.start, span.start)),
          std::min(end, std::max(sentence.end, span.end))};
}

Draft draft_wide(const Sight& sight, ChangeKind kind, Severity severity, TokenSpan wide,
                 TokenSpan other) {
  TokenSpan there = sight.map.counterpart(wide);
  if (!other.empty() && !there.empty())
    there = {std::min(there.start, other.start), std::max(there.end, other.end)};
  // A counterpart much longer than the phrase was torn apart: say only the core.
  if (there.empty() || there.size() > 3 * wide.size() + 6) there = other;
  return sight.draft(kind, severity, wide, there);
}

}  // namespace unspin
