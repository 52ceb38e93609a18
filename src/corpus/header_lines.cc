#include "corpus/header_lines.h"

#include <algorithm>
#include <charconv>

namespace unspin {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

std::string_view trim(std::string_view bytes) {
  size_t begin = bytes.find_first_not_of(kBlanks);
  if (begin == bytes.npos) return {};
  return bytes.substr(begin, bytes.find_last_not_of(kBlanks) + 1 - begin);
}

std::optional<uint64_t> parse_length(std::string_view digits) {
  uint64_t value = 0;
  auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (value >= uint64_t{1} << 62) return std::nullopt;
  return value;
}

std::optional<std::string_view> HeaderLines::next_line() {
  if (complete_) return std::nullopt;
  size_t end = bytes_.find('\n', position_);
  if (end == bytes_.npos) return std::nullopt;
  std::string_view line = bytes_.substr(position_, end - position_);
  position_ = end + 1;
  while (line.ends_with('\r')) line.remove_suffix(1);
  complete_ = line.empty();
  if (complete_) return std::nullopt;
  return line;
}

bool HeaderLines::goes_on() const {
  return position_ < bytes_.size() &&
         (bytes_[position_] == ' ' || bytes_[position_] == '\t');
}

std::optional<HeaderField> HeaderLines::next() {
  while (std::optional<std::string_view> line = next_line()) {
    size_t colon = line->find(':');
    if (colon == line->npos) {
      if (!stop_.empty() && line->starts_with(stop_)) return std::nullopt;
      continue;
    }
    const char* begin = line->data() + colon + 1;
    const char* end = line->data() + line->size();
    while (goes_on()) {
      std::optional<std::string_view> more = next_line();
      if (!more) break;
      end = more->data() + more->size();
    }
    return HeaderField{trim(line->substr(0, colon)), trim({begin, end})};
  }
  return std::nullopt;
}

}  // namespace unspin
