#include "labelled_corpora.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace unspin::bench {
namespace {

size_t number_in(std::string_view text) {
  size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string_view element(std::string_view xml, std::string_view name) {
  std::string open = fmt::format("<{}>", name);
  size_t at = xml.find(open);
  if (at == xml.npos) return {};
  xml.remove_prefix(at + open.size());
  return xml.substr(0, xml.find('<'));
}

// The byte where each character begins, and the end.
std::vector<size_t> characters(std::string_view text) {
  std::vector<size_t> starts;
  for (size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) starts.push_back(i);
  starts.push_back(text.size());
  return starts;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (true) {
    size_t end = std::min(text.find(mark), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<Label> read_labels(std::string_view xml) {
  std::vector<Label> labels;
  constexpr std::string_view kOpen = "<relation>";
  for (size_t at = 0; (at = xml.find(kOpen, at)) != xml.npos; at += kOpen.size()) {
    std::string_view relation = xml.substr(at, xml.find("</relation>", at) - at);
    labels.push_back(
        {number_in(element(relation, "pair_id")), element(relation, "type_name"),
         element(relation, "sense_preserving") == "yes", element(relation, "s1_text"),
         element(relation, "s2_text"), number_in(element(relation, "s1_scope")),
         number_in(element(relation, "s2_scope"))});
  }
  return labels;
}

// brat standoff: "T1<TAB>Source 0 12<TAB>text", "E1<TAB>Attribution:T4 Content:T3 ...".
std::vector<Attribution> read_attributions(std::string_view standoff,
                                           std::string_view text) {
  std::vector<size_t> byte = characters(text);
  auto place = [&](size_t i) { return byte[std::min(i, byte.size() - 1)]; };
  std::map<std::string_view, std::vector<ByteSpan>> spans;
  for (std::string_view line : split(standoff, '\n')) {
    if (!line.starts_with('T')) continue;
    std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() < 2) continue;
    size_t first = cells[1].find(' ');
    if (first == cells[1].npos) continue;
    // In pieces: "Content 5 9;12 20".
    for (std::string_view piece : split(cells[1].substr(first + 1), ';'))
      if (size_t mid = piece.find(' '); mid != piece.npos)
        spans[cells[0]].push_back(
            {place(number_in(piece)), place(number_in(piece.substr(mid + 1)))});
  }
  std::vector<Attribution> found;
  for (std::string_view line : split(standoff, '\n')) {
    if (!line.starts_with('E')) continue;
    Attribution attribution;
    for (std::string_view role : split(split(line, '\t').back(), ' ')) {
      std::vector<std::string_view> parts = split(role, ':');
      const std::vector<ByteSpan>& pieces = spans[parts.back()];
      if (pieces.empty()) continue;
      ByteSpan hull{pieces.front().start, pieces.back().end};
      if (parts[0] == "Source") attribution.source = hull;
      if (parts[0] == "Cue") attribution.cue = hull;
      if (parts[0] == "Content") attribution.content = hull, attribution.pieces = pieces;
    }
    if (!attribution.source.empty() && !attribution.content.empty())
      found.push_back(attribution);
  }
  return found;
}

}  // namespace unspin::bench
