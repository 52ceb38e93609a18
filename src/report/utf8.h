// Reading the characters of a text that may hold anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace unspin {

// What stands for a byte that is not part of valid UTF-8.
inline constexpr char32_t kReplacement = 0xFFFD;
inline constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

struct Character {
  char32_t code = 0;
  size_t bytes = 1;
  bool valid = true;  // else `code` is kReplacement and `bytes` is 1
};

// The character at byte `at`. Overlong forms, surrogates and what lies above
// U+10FFFF are not valid.
//
// Requires: at < text.size().
Character character_at(std::string_view text, size_t at);

// Columns that a terminal gives the character: 0 for combining marks and
// zero-width characters, 2 for East Asian wide ones and emoji, else 1.
int column_width(char32_t code);

// Columns of a whole text without control characters.
int column_width(std::string_view text);

// A character that does not print but acts: C0, DEL and C1 controls, and the
// marks that reorder text or are invisible (bidirectional overrides, tags).
bool is_control(char32_t code);

// Adds a character so that it shows and does nothing: a picture for a control
// character (ESC as U+241B), nothing for a mark that reorders text, else `bytes`,
// its own UTF-8.
void append_visible(std::string& out, std::string_view bytes, char32_t code);

// At most `most` bytes of `text`, cut at a character, with "…" where cut.
std::string shortened(std::string_view text, size_t most);

// Where to cut `text` so that at most `most` bytes are left: behind a word; inside one
// of which more than a third of the bytes would go with it, between its characters.
size_t place_to_cut(std::string_view text, size_t most);

// As shortened(), cut there.
std::string shortened_at_word(std::string_view text, size_t most);

}  // namespace unspin
