// This file reads what scans and peers write. Lines of matches.jsonl hold every edit of a
// pair; of millions of them only the two ids and the relation are wanted, which stand
// before all else, so the lines are not parsed but searched. What is searched for holds
// bare quotation marks, so it is in no string.

#include "found_families.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace unspin::bench {
namespace {

// The string that begins behind `mark`, and what is behind it.
std::string_view string_behind(std::string_view mark, std::string_view& line) {
  size_t at = line.find(mark);
  if (at == std::string_view::npos) return {};
  size_t begin = at + mark.size(), end = begin;
  while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
  end = std::min(end, line.size());
  std::string_view found = line.substr(begin, end - begin);
  line = line.substr(end);
  return found;
}

}  // namespace

bool FoundFamilies::read_scan(const std::filesystem::path& path, Ids& ids) {
  std::ifstream in(path);
  if (!in) return false;
  for (std::string line; std::getline(in, line);) {
    nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded()) return false;
    FoundFamily family{ids.add(record.value("root", ""))};
    for (const nlohmann::json& member : record["members"]) {
      family.push_back(ids.add(member.value("id", "")));
      std::string relation = member.value("relation", "");
      if (relation != "identical" && relation != "near_copy") continue;
      uint32_t parent = ids.add(member.value("parent", ""));
      near_[family.back()] = parent;
      if (relation == "identical") identical_[family.back()] = parent;
    }
    families_.push_back(std::move(family));
  }
  index_documents();
  return true;
}

bool FoundFamilies::read_clusters(const std::filesystem::path& path, Ids& ids) {
  std::ifstream in(path);
  if (!in) return false;
  std::unordered_map<std::string, size_t> clusters;
  for (std::string line; std::getline(in, line);) {
    size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    auto [at, added] = clusters.try_emplace(line.substr(0, tab), families_.size());
    if (added) families_.emplace_back();
    families_[at->second].push_back(ids.add(std::string_view(line).substr(tab + 1)));
  }
  std::erase_if(families_, [](const FoundFamily& family) { return family.size() < 2; });
  index_documents();
  return true;
}

void FoundFamilies::index_documents() {
  for (uint32_t i = 0; i < families_.size(); ++i)
    for (uint32_t document : families_[i]) family_of_.emplace(document, i);
}

uint32_t FoundFamilies::family_of(uint32_t document) const {
  auto at = family_of_.find(document);
  return at == family_of_.end() ? Ids::kNone : at->second;
}

uint32_t FoundFamilies::last_parent(const Parents& parents, uint32_t document) {
  // Parents lead to a root; the bound is for files that say otherwise.
  for (size_t step = 0; step < parents.size(); ++step) {
    auto parent = parents.find(document);
    if (parent == parents.end()) break;
    document = parent->second;
  }
  return document;
}

uint32_t FoundFamilies::stand_in(uint32_t document) const {
  return last_parent(identical_, document);
}

uint32_t FoundFamilies::near_stand_in(uint32_t document) const {
  return last_parent(near_, document);
}

bool read_matches(const std::filesystem::path& path,
                  const std::function<void(const FoundMatch&)>& each) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat known{};
  if (file < 0 || fstat(file, &known) != 0) return false;
  auto size = static_cast<size_t>(known.st_size);
  void* bytes = size ? mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
  close(file);
  if (bytes == MAP_FAILED) return false;
  std::string_view rest(static_cast<const char*>(bytes), size);
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest = rest.substr(std::min(line.size() + 1, rest.size()));
    FoundMatch match;
    match.a = string_behind(R"("a":{"id":")", line);
    match.b = string_behind(R"("b":{"id":")", line);
    match.relation = string_behind(R"(},"relation":")", line);
    each(match);
  }
  if (size) munmap(bytes, size);
  return true;
}

}  // namespace unspin::bench
