#include "extract/data_body.h"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "extract/blocks.h"
#include "extract/render.h"

namespace unspin {
namespace {

// The JSON string that begins at `text`, with its quotes; empty when it has no end.
std::string_view string_at(std::string_view text) {
  for (size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return text.substr(0, at + 1);
    }
  }
  return {};
}

// The longest value of an "articleBody", as it stands in `json`.
std::string_view find_longest_body(std::string_view json) {
  constexpr std::string_view kKey = "\"articleBody\"";
  std::string_view longest;
  for (size_t at = json.find(kKey); at != std::string_view::npos;) {
    at = json.find_first_not_of(" \t\r\n:", at + kKey.size());
    if (at == std::string_view::npos) break;
    if (json[at] == '"') {
      const std::string_view value = string_at(json.substr(at));
      if (value.empty()) break;
      if (value.size() > longest.size()) longest = value;
      at += value.size();
    }
    at = json.find(kKey, at);
  }
  return longest;
}

std::string unquote(std::string_view json_string) {
  constexpr bool kThrow = false;
  const auto json = nlohmann::json::parse(json_string, nullptr, kThrow);
  return json.is_string() ? json.get<std::string>() : std::string();
}

// Some sites put markup there, some put lines.
std::string to_paragraphs(const std::string& body) {
  const bool is_markup = body.find("</") != std::string::npos;
  const auto dom = Dom::parse(is_markup ? body : "<pre>" + body);
  if (!dom) return {};
  const BlockPage page = find_blocks(*dom);
  return render_blocks(page, std::vector<bool>(page.blocks.size(), true));
}

}  // namespace

std::string find_data_body(const Dom& dom) {
  std::string_view longest;
  for (Node at = dom.root(); at; at = next_in_order(at, dom.root())) {
    if (!at.is_element() || at.tag() != LXB_TAG_SCRIPT) continue;
    if (!at.first_child() || !at.first_child().is_text()) continue;
    if (dom.attribute_or_empty(at, Attribute::kType) != "application/ld+json") continue;
    const std::string_view body = find_longest_body(at.first_child().text());
    if (body.size() > longest.size()) longest = body;
  }
  return longest.empty() ? std::string() : to_paragraphs(unquote(longest));
}

}  // namespace unspin
