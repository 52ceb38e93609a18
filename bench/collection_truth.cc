// This file reads the truth of a made-up collection and says which pairs are right.

#include "collection_truth.h"

#include <array>
#include <cstdlib>
#include <fstream>

namespace unspin::bench {
namespace {

// .95^45 is a tenth.
constexpr int kMostVersionsApart = 45;

std::array<std::string_view, 4> cut(std::string_view line) {
  std::array<std::string_view, 4> fields;
  for (std::string_view& field : fields) {
    size_t tab = line.find('\t');
    field = line.substr(0, tab);
    line = tab == std::string_view::npos ? "" : line.substr(tab + 1);
  }
  return fields;
}

}  // namespace

uint32_t Ids::add(std::string_view id) {
  if (auto known = numbers_.find(id); known != numbers_.end()) return known->second;
  auto number = static_cast<uint32_t>(spelled_.size());
  spelled_.push_back(&numbers_.emplace(id, number).first->first);
  return number;
}

uint32_t Ids::find(std::string_view id) const {
  auto known = numbers_.find(id);
  return known == numbers_.end() ? kNone : known->second;
}

bool CollectionTruth::read(const std::filesystem::path& path, Ids& ids) {
  std::ifstream in(path);
  if (!in) return false;
  std::string line;
  std::getline(in, line);  // the names of the columns
  while (std::getline(in, line)) {
    auto [id, kind, source, parameter] = cut(line);
    PlantedDocument planted;
    planted.document = ids.add(id);
    planted.kind = kind;
    if (source != "-") planted.source = ids.add(source);
    if (parameter != "-") planted.parameter = parameter;
    index_of_.emplace(planted.document, static_cast<uint32_t>(planted_.size()));
    planted_.push_back(std::move(planted));
  }
  return true;
}

const PlantedDocument* CollectionTruth::find(uint32_t document) const {
  auto at = index_of_.find(document);
  return at == index_of_.end() ? nullptr : &planted_[at->second];
}

CollectionTruth::Origin CollectionTruth::origin_of(uint32_t document) const {
  const PlantedDocument* planted = find(document);
  if (!planted || planted->source == Ids::kNone) return {document, Ids::kNone};
  if (planted->kind == "excerpt") return {document, planted->source};
  return {planted->source, Ids::kNone};
}

bool CollectionTruth::related(uint32_t a, uint32_t b) const {
  Origin of_a = origin_of(a), of_b = origin_of(b);
  if (of_a.text == of_b.text) {
    const PlantedDocument *x = find(a), *y = find(b);
    bool drifted = x && y && x->kind == "drift" && y->kind == "drift";
    return !drifted || std::abs(std::atoi(x->parameter.c_str()) -
                                std::atoi(y->parameter.c_str())) <= kMostVersionsApart;
  }
  return of_a.excerpt == of_b.text || of_b.excerpt == of_a.text ||
         (of_a.excerpt != Ids::kNone && of_a.excerpt == of_b.excerpt);
}

}  // namespace unspin::bench
