#include "extract/declared_charset.h"

#include <algorithm>

namespace unspin {
namespace {

constexpr size_t kPrescanBytes = 1024;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

size_t find_ignoring_case(std::string_view text, std::string_view piece, size_t from) {
  if (from >= text.size()) return std::string_view::npos;
  const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from),
                                 text.end(), piece.begin(), piece.end(),
                                 [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? std::string_view::npos
                             : static_cast<size_t>(found - text.begin());
}

// The value after `name` and an equals sign, where one follows.
std::string_view value_of(std::string_view tag, std::string_view name) {
  for (size_t at = find_ignoring_case(tag, name, 0); at != std::string_view::npos;
       at = find_ignoring_case(tag, name, at)) {
    at += name.size();
    while (at < tag.size() && is_space(tag[at])) ++at;
    if (at >= tag.size() || tag[at] != '=') continue;
    ++at;
    while (at < tag.size() && (is_space(tag[at]) || tag[at] == '"' || tag[at] == '\''))
      ++at;
    const size_t end = tag.find_first_of(" \t\r\n\f\"';>/?", at);
    return tag.substr(at, end == std::string_view::npos ? end : end - at);
  }
  return {};
}

}  // namespace

std::string_view find_declared_charset(std::string_view html) {
  html = html.substr(0, kPrescanBytes);
  if (html.starts_with("<?xml")) {
    const std::string_view value = value_of(html.substr(0, html.find('>')), "encoding");
    if (!value.empty()) return value;
  }
  for (size_t at = html.find('<'); at != std::string_view::npos;
       at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      const size_t end = html.find("-->", at + 2);
      if (end == std::string_view::npos) return {};
      at = end;
      continue;
    }
    const std::string_view tag = html.substr(at, html.find('>', at) - at);
    if (find_ignoring_case(tag.substr(0, 5), "<meta", 0) == 0) {
      const std::string_view value = value_of(tag, "charset");
      if (!value.empty()) return value;
    }
    ++at;
  }
  return {};
}

}  // namespace unspin
