// Cutting the lines and fields of dictionary files.
#pragma once

#include <charconv>
#include <cstdint>
#include <memory>
#include <string_view>

namespace unspin {

// Takes what stands before the next `separator`, and the separator, off `rest`.
inline std::string_view take_field(std::string_view& rest, char separator) {
  size_t end = rest.find(separator);
  std::string_view field = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return field;
}

// The next line, without its end (LF or CR LF).
inline std::string_view take_line(std::string_view& rest) {
  std::string_view line = take_field(rest, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// True when all of `text` is one number in `base`.
template <typename Number>
bool parse_number(std::string_view text, Number& number, int base = 10) {
  const char* begin = std::to_address(text.begin());
  const char* end = std::to_address(text.end());
  auto [stop, error] = std::from_chars(begin, end, number, base);
  return error == std::errc() && stop == end && begin != end;
}

// True for `label` and then a number: "documents 5".
inline bool parse_labelled(std::string_view line, std::string_view label,
                           uint64_t& number) {
  return line.starts_with(label) && parse_number(line.substr(label.size()), number);
}

}  // namespace unspin
