// CLD2 tells the language, but takes longer for that than the tokenizer takes for its
// words. Most texts are plain English and show it in their small words, so those are
// counted first; and again at the end, for texts too short for CLD2.

#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

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

// The small words that no English sentence of any length does without: those that are
// words of English alone, and those that its neighbours have too ("was", "of", "over"
// are Dutch, "has" is Spanish, "to" Polish).
constexpr std::string_view kOwn[] = {"about", "after", "and",  "are",   "from",  "his",
                                     "how",   "into",  "its",  "said",  "she",   "that",
                                     "the",   "this",  "they", "their", "were",  "what",
                                     "when",  "which", "who",  "with",  "would", "you"};
constexpr std::string_view kShared[] = {
    "a",   "as",   "at", "be",   "been", "but", "by", "for",  "had",
    "has", "have", "he", "if",   "in",   "is",  "it", "more", "not",
    "of",  "on",   "or", "over", "to",   "was", "we", "will"};
constexpr size_t kLongestSmall = 5;

struct SmallWord {
  uint64_t bytes = 0;  // of the word, as one number
  bool own = false;
};

constexpr auto kSmallWords = [] {
  std::array<SmallWord, std::size(kOwn) + std::size(kShared)> words{};
  size_t n = 0;
  auto add = [&](std::string_view word, bool own) {
    for (char c : word) words[n].bytes = words[n].bytes << 8 | static_cast<uint8_t>(c);
    words[n++].own = own;
  };
  for (std::string_view word : kOwn) add(word, true);
  for (std::string_view word : kShared) add(word, false);
  std::ranges::sort(words, {}, &SmallWord::bytes);
  return words;
}();

// How often a text has small words of English.
struct SmallWords {
  size_t words = 0;  // of the text, all
  size_t small = 0;
  size_t own = 0;             // of the small ones
  uint64_t different = 0;     // a bit for each small word that is there
  size_t uncommon_bytes = 0;  // no ASCII

  explicit SmallWords(std::string_view text) {
    size_t bytes = 0;
    uint64_t lower = 0;
    for (char byte : text) {
      auto c = static_cast<unsigned char>(byte);
      if (kAscii.is_word[c] || c >= 0x80) {
        lower = lower << 8 | static_cast<unsigned char>(kAscii.lower[c]);
        uncommon_bytes += c >= 0x80;
        ++bytes;
      } else if (bytes > 0) {
        count(bytes, lower);
        bytes = lower = 0;
      }
    }
    if (bytes > 0) count(bytes, lower);
  }

 private:
  void count(size_t bytes, uint64_t lower) {
    ++words;
    if (bytes > kLongestSmall) return;
    const auto* found =
        std::ranges::lower_bound(kSmallWords, lower, {}, &SmallWord::bytes);
    if (found == kSmallWords.end() || found->bytes != lower) return;
    ++small;
    own += found->own;
    different |= uint64_t{1} << (found - kSmallWords.begin());
    static_assert(kSmallWords.size() <= 64);
  }
};

// Nothing else reads like this, and no mixture with other languages in which English is
// not the larger part: of 40 words or more at least a quarter are small English ones, an
// eighth such as English alone has, and the text is all but ASCII.
bool is_plain_english(std::string_view text) {
  SmallWords found(text);
  return found.words >= 40 && found.small * 4 >= found.words &&
         found.own * 8 >= found.words && found.uncommon_bytes * 16 <= text.size();
}

// For texts too short for CLD2: at least a fifth of the words are small English ones,
// two of them different, and a tenth such as English alone has.
bool looks_english(std::string_view text) {
  SmallWords found(text);
  return std::popcount(found.different) > 1 && found.own * 10 >= found.words &&
         found.small * 5 >= found.words;
}

}  // namespace

std::string detect_language(std::string_view text) {
  if (is_plain_english(text.substr(0, kMostBytes))) return "en";
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
