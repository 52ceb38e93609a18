// The tokeniser against its slow twin, on all short strings over a small alphabet
// and on random longer ones.

#include <gtest/gtest.h>
#include <unicode/utf8.h>

#include <array>
#include <random>
#include <string>

#include "reference/tokenize.h"
#include "text/tokens.h"

namespace unspin {
namespace {

constexpr std::array<std::string_view, 17> kAlphabet = {
    "a",  "U", "S", "s", "5",    "'",      ".",      ",",     " ",
    "\n", "-", "é", "’", "\xff", "\u6587", "\u200b", "\u0301"};

std::string escape(const std::string& text) {
  std::string out;
  for (char c : text) {
    std::array<char, 8> hex{};
    bool plain = c >= ' ' && c < 0x7f;
    std::snprintf(hex.data(), hex.size(), plain ? "%c" : "\\x%02x",
                  static_cast<unsigned char>(c));
    out += hex.data();
  }
  return out;
}

std::string utf8(char32_t c) {
  std::array<char, 4> bytes{};
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes.data(), length, static_cast<uint32_t>(c));
  return {bytes.data(), static_cast<size_t>(length)};
}

// No Greek or Cyrillic, for the twin knows no look-alikes; no spaces and line ends
// but those of the alphabet.
char32_t random_character(std::mt19937& random) {
  char32_t c = 0x0700 + random() % 0xD000;
  if (random() % 4 == 0) c = 0x10000 + random() % 0x20000;
  bool surrogate = c >= 0xD800 && c < 0xE000;
  bool space = (c >= 0x2000 && c < 0x2030) || c == 0x3000;
  return surrogate || space ? U'a' : c;
}

// False, with a word, when the two differ.
bool agrees(const std::string& text) {
  Tokens tokens = tokenize(text, "en");
  reference::Words words = reference::tokenize(text);
  std::string fault = reference::find_fault(text, tokens);
  EXPECT_EQ(fault, "") << escape(text);
  EXPECT_EQ(tokens.invalid_bytes, words.invalid_bytes) << escape(text);
  EXPECT_EQ(tokens.size(), words.list.size()) << escape(text);
  if (testing::Test::HasFailure()) return false;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    uint16_t flags =
        tokens[i].flags & (kCapitalised | kAllCaps | kDigits | kParagraphStart);
    const reference::Word& word = words.list[i];
    EXPECT_EQ(tokens[i].begin, word.begin) << escape(text);
    EXPECT_EQ(tokens[i].end, word.end) << escape(text);
    EXPECT_EQ(tokens.word(i), word.normalised) << escape(text);
    EXPECT_EQ(flags, word.flags) << escape(text);
  }
  return !testing::Test::HasFailure();
}

TEST(Tokens, AreThoseOfTheTwinOnAllShortStrings) {
  constexpr size_t n = kAlphabet.size();
  for (size_t length = 0, count = 1; length <= 4; ++length, count *= n) {
    for (size_t k = 0; k < count; ++k) {
      std::string text;
      for (size_t i = 0, rest = k; i < length; ++i, rest /= n)
        text += kAlphabet[rest % n];
      if (!agrees(text)) return;
    }
  }
}

TEST(Tokens, AreThoseOfTheTwinOnRandomStrings) {
  unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int k = 0; k < 5000; ++k) {
    std::string text;
    for (size_t n = 5 + random() % 36; n > 0; --n)
      text += kAlphabet[random() % kAlphabet.size()];
    if (!agrees(text)) return;
  }
}

TEST(Tokens, AreThoseOfTheTwinOnRandomCharacters) {
  unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int k = 0; k < 5000; ++k) {
    std::string text;
    for (size_t n = 1 + random() % 8; n > 0; --n) {
      text += utf8(random_character(random));
      if (random() % 3 == 0) text += kAlphabet[random() % kAlphabet.size()];
    }
    if (!agrees(text)) return;
  }
}

}  // namespace
}  // namespace unspin
