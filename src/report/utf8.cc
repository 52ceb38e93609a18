#include "report/utf8.h"

#include <algorithm>
#include <array>

namespace unspin {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Combining marks and zero-width characters of the scripts that news is written
// in; coarse where a block holds nothing but marks.
constexpr std::array kZeroWidth = {
    Range{0x0300, 0x036F},   Range{0x0483, 0x0489},   Range{0x0591, 0x05BD},
    Range{0x05BF, 0x05BF},   Range{0x05C1, 0x05C2},   Range{0x05C4, 0x05C5},
    Range{0x0610, 0x061A},   Range{0x064B, 0x065F},   Range{0x0670, 0x0670},
    Range{0x06D6, 0x06DC},   Range{0x06DF, 0x06E4},   Range{0x06E7, 0x06E8},
    Range{0x06EA, 0x06ED},   Range{0x0900, 0x0902},   Range{0x093A, 0x093A},
    Range{0x093C, 0x093C},   Range{0x0941, 0x0948},   Range{0x094D, 0x094D},
    Range{0x0981, 0x0981},   Range{0x09BC, 0x09BC},   Range{0x09C1, 0x09C4},
    Range{0x09CD, 0x09CD},   Range{0x0E31, 0x0E31},   Range{0x0E34, 0x0E3A},
    Range{0x0E47, 0x0E4E},   Range{0x1160, 0x11FF},   Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF},   Range{0x200B, 0x200F},   Range{0x2060, 0x2064},
    Range{0x20D0, 0x20F0},   Range{0x302A, 0x302D},   Range{0x3099, 0x309A},
    Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F},   Range{0xFEFF, 0xFEFF},
    Range{0x1F3FB, 0x1F3FF}, Range{0xE0100, 0xE01EF},
};

// East Asian Wide and Fullwidth, and emoji shown as pictures.
constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},
    Range{0x23E9, 0x23EC},   Range{0x2614, 0x2615},   Range{0x2648, 0x2653},
    Range{0x26A1, 0x26A1},   Range{0x26BD, 0x26BE},   Range{0x2705, 0x2705},
    Range{0x274C, 0x274C},   Range{0x2753, 0x2755},   Range{0x2795, 0x2797},
    Range{0x2E80, 0x303E},   Range{0x3041, 0x3098},   Range{0x309B, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF},
    Range{0x1FA70, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};

template <size_t n>
bool within(const std::array<Range, n>& ranges, char32_t code) {
  auto after = std::ranges::upper_bound(ranges, code, {}, &Range::first);
  return after != ranges.begin() && code <= std::prev(after)->last;
}

void append_three_bytes(std::string& out, char32_t code) {
  out += static_cast<char>(0xE0 | code >> 12);
  out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  out += static_cast<char>(0x80 | (code & 0x3F));
}

}  // namespace

Character character_at(std::string_view text, size_t at) {
  constexpr Character kBad = {kReplacement, 1, false};
  auto byte = [&](size_t i) -> uint8_t { return static_cast<uint8_t>(text[i]); };
  uint8_t lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return kBad;
  size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - at < bytes) return kBad;
  char32_t code = lead & (0x7F >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return kBad;
    code = code << 6 | (byte(at + i) & 0x3F);
  }
  bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (overlong || surrogate || code > 0x10FFFF) return kBad;
  return {code, bytes, true};
}

int column_width(char32_t code) {
  if (code < 0x300) return 1;
  if (within(kZeroWidth, code)) return 0;
  return within(kWide, code) ? 2 : 1;
}

int column_width(std::string_view text) {
  int columns = 0;
  for (size_t at = 0; at < text.size();) {
    Character character = character_at(text, at);
    columns += column_width(character.code);
    at += character.bytes;
  }
  return columns;
}

bool is_control(char32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return true;
  if (code < 0x2028) return code == 0x061C || code == 0x200E || code == 0x200F;
  return code <= 0x202E || (code >= 0x2066 && code <= 0x2069) ||
         (code >= 0xE0000 && code <= 0xE007F);
}

void append_visible(std::string& out, std::string_view bytes, char32_t code) {
  constexpr char32_t kPictures = 0x2400, kPictureOfDelete = 0x2421;
  if (!is_control(code))
    out += bytes;
  else if (code < 0x20)
    append_three_bytes(out, kPictures + code);
  else if (code == 0x7F)
    append_three_bytes(out, kPictureOfDelete);
  else if (code < 0xA0)
    out += kReplacementUtf8;
}

namespace {

// Where the last character ends that is whole within `most` bytes.
size_t end_of_characters(std::string_view text, size_t most) {
  size_t end = 0;
  for (size_t at = 0; at < text.size() && at + character_at(text, at).bytes <= most;)
    end = at += character_at(text, at).bytes;
  return end;
}

}  // namespace

std::string shortened(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  return std::string(text.substr(0, end_of_characters(text, most))) + "…";
}

size_t place_to_cut(std::string_view text, size_t most) {
  constexpr std::string_view kSpaces = " \n\t\r";
  if (text.size() <= most) return text.size();
  size_t end = end_of_characters(text, most);
  size_t space = text.find_last_of(kSpaces, end);  // the one right behind counts too
  if (space == std::string_view::npos || space < end - end / 3) return end;
  size_t word = text.find_last_not_of(kSpaces, space);
  return word == std::string_view::npos ? end : word + 1;
}

std::string shortened_at_word(std::string_view text, size_t most) {
  if (text.size() <= most) return std::string(text);
  return std::string(text.substr(0, place_to_cut(text, most))) + "…";
}

}  // namespace unspin
