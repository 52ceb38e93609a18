#include "corpus/mend_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace unspin {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEscapedReplacement = "\\ufffd";

bool is_printable(char c) { return c >= 0x20 && c < 0x7F; }

// The length of the well-formed UTF-8 character at the front of `bytes`, 0 without one.
size_t utf8_length(std::string_view bytes) {
  auto byte = [&](size_t i) {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  auto follows = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  unsigned lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead < 0xF0) {
    bool in_range = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second < 0xA0);
    return in_range && follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    bool in_range = (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second < 0x90);
    return in_range && follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

// The unit that `\uXXXX` at the front of `json` stands for.
std::optional<unsigned> escaped_unit(std::string_view json) {
  if (json.size() < 6 || !json.starts_with("\\u")) return std::nullopt;
  unsigned unit = 0;
  auto [end, error] = std::from_chars(json.data() + 2, json.data() + 6, unit, 16);
  if (error != std::errc() || end != json.data() + 6) return std::nullopt;
  return unit;
}

bool is_high_surrogate(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Copies the escape at the front of `json`, mended; returns how much it took.
size_t mend_escape(std::string_view json, std::string& out) {
  std::optional<unsigned> unit = escaped_unit(json);
  if (!unit || !(is_high_surrogate(*unit) || is_low_surrogate(*unit))) {
    // Before a byte that no escape has, the backslash means nothing; the byte is mended
    // on its own.
    if (json.size() > 1 && (!is_printable(json[1]))) return 1;
    out += json.substr(0, 2);
    return std::min<size_t>(2, json.size());
  }
  std::optional<unsigned> low = escaped_unit(json.substr(6));
  if (is_high_surrogate(*unit) && low && is_low_surrogate(*low)) {
    out += json.substr(0, 12);
    return 12;
  }
  out += kEscapedReplacement;
  return 6;
}

}  // namespace

std::string mend_json(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  bool in_string = false;
  for (size_t i = 0; i < json.size();) {
    auto byte = static_cast<unsigned char>(json[i]);
    if (in_string && byte == '\\') {
      i += mend_escape(json.substr(i), out);
    } else if (byte >= 0x80) {
      size_t length = utf8_length(json.substr(i));
      out += length > 0 ? json.substr(i, length) : kReplacement;
      i += std::max<size_t>(length, 1);
    } else if (in_string && byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
      ++i;
    } else {
      if (byte == '"') in_string = !in_string;
      out += json[i++];
    }
  }
  return out;
}

}  // namespace unspin
