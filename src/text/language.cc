#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace unspin {
namespace {

constexpr size_t kMostBytes = 2048;

// The beginning, with spaces for bytes that are no UTF-8: CLD2 stops at those.
std::string beginning(std::string_view text) {
  std::string kept;
  for (size_t at = 0; at < text.size() && kept.size() < kMostBytes;) {
    Char c = char_at(text, at);
    if (c.kind == CharKind::kInvalid || c.code == 0) {
      kept += ' ';
    } else {
      kept += text.substr(at, c.bytes);
    }
    at += c.bytes;
  }
  return kept;
}

// CLD2 writes some codes as they were decades ago.
std::string modern_code(std::string_view code) {
  code = code.substr(0, code.find('-'));
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "mo") return "ro";
  if (code == "un" || code.size() != 2) return "";
  return std::string(code);
}

// The small words that no English sentence of any length does without. Sorted.
constexpr std::string_view kEnglish[] = {
    "a",    "about", "after", "and",  "are",   "as",    "at",   "be",   "been",  "but",
    "by",   "for",   "from",  "had",  "has",   "have",  "he",   "his",  "how",   "if",
    "in",   "into",  "is",    "it",   "its",   "more",  "not",  "of",   "on",    "or",
    "over", "said",  "she",   "that", "the",   "their", "they", "this", "to",    "was",
    "we",   "were",  "what",  "when", "which", "who",   "will", "with", "would", "you"};
static_assert(std::ranges::is_sorted(kEnglish));

// For texts too short for CLD2: at least a fifth of the words are small English ones,
// two of them different.
bool looks_english(std::string_view text) {
  size_t words = 0, small = 0;
  std::string word, first;
  bool two = false;
  for (size_t i = 0; i <= text.size(); ++i) {
    auto c = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
    if (kAscii.is_word[c] || c >= 0x80) {
      word += kAscii.lower[c];
      continue;
    }
    if (word.empty()) continue;
    ++words;
    if (std::ranges::binary_search(kEnglish, std::string_view(word))) {
      if (++small == 1) first = word;
      two |= word != first;
    }
    word.clear();
  }
  return two && small * 5 >= words;
}

}  // namespace

std::string detect_language(std::string_view text) {
  std::string kept = beginning(text);
  CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                          CLD2::UNKNOWN_LANGUAGE};
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummary(kept.data(), static_cast<int>(kept.size()), true, &hints,
                                 0, languages.data(), percents.data(), scores.data(),
                                 nullptr, &text_bytes, &reliable);
  std::string code = modern_code(CLD2::LanguageCode(languages[0]));
  bool mostly = percents[0] > 50;
  if (reliable && mostly && !code.empty()) return code;
  return looks_english(kept) ? "en" : "";
}

}  // namespace unspin
