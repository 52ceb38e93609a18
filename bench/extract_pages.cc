#include "extract_pages.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace unspin::bench {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string read_gzip(const fs::path& path) {
  std::string text;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  std::vector<char> buffer(size_t{1} << 16);
  for (int n = 0;
       (n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
    text.append(buffer.data(), static_cast<size_t>(n));
  }
  gzclose(file);
  return text;
}

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> texts_at(const Json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return texts;
  for (const Json& text : *found) texts.push_back(text.get<std::string>());
  return texts;
}

LabelledPage read_page(const fs::path& folder, const fs::path& truth_path) {
  std::ifstream in(truth_path);
  const Json json = Json::parse(in);
  const Json& truth = json.at("ground_truth");
  LabelledPage page;
  page.id = truth_path.stem().string();
  page.kind = json.at("_internal").at("page_type").at("primary").get<std::string>();
  page.url = text_at(json, "url");
  page.html = read_gzip(folder / "html" / (page.id + ".html.gz"));
  page.main_content = text_at(truth, "main_content");
  page.with = texts_at(truth, "with");
  page.without = texts_at(truth, "without");
  return page;
}

using Bag = std::unordered_map<std::string, size_t>;

bool is_word_character(UChar32 c) {
  return c == '_' || u_isalpha(c) != 0 || (U_GET_GC_MASK(c) & U_GC_N_MASK) != 0;
}

size_t count_words(const std::string& text, Bag& bag) {
  const icu::UnicodeString lower = icu::UnicodeString::fromUTF8(text).toLower();
  size_t words = 0;
  for (int32_t at = 0; at < lower.length();) {
    const int32_t begin = at;
    while (at < lower.length() && is_word_character(lower.char32At(at))) {
      at = lower.moveIndex32(at, 1);
    }
    if (at == begin) {
      at = lower.moveIndex32(at, 1);
      continue;
    }
    std::string word;
    lower.tempSubStringBetween(begin, at).toUTF8String(word);
    ++bag[word];
    ++words;
  }
  return words;
}

}  // namespace

std::vector<LabelledPage> read_labelled_pages(const std::string& folder) {
  std::vector<fs::path> paths;
  std::error_code absent;
  for (const auto& entry :
       fs::directory_iterator(fs::path(folder) / "ground-truth", absent)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<LabelledPage> pages;
  pages.reserve(paths.size());
  for (const fs::path& path : paths) pages.push_back(read_page(folder, path));
  return pages;
}

Overlap measure_overlap(const std::string& found, const std::string& wanted) {
  Bag a;
  Bag b;
  const size_t n_found = count_words(found, a);
  const size_t n_wanted = count_words(wanted, b);
  if (n_found == 0 || n_wanted == 0) {
    const double same = n_found == n_wanted ? 1.0 : 0.0;
    return {same, same, same};
  }
  size_t common = 0;
  for (const auto& [word, count] : a) {
    const auto other = b.find(word);
    if (other != b.end()) common += std::min(count, other->second);
  }
  const auto shared = static_cast<double>(common);
  return {2 * shared / static_cast<double>(n_found + n_wanted),
          shared / static_cast<double>(n_found), shared / static_cast<double>(n_wanted)};
}

std::string to_lower(const std::string& text) {
  std::string lower;
  icu::UnicodeString::fromUTF8(text).toLower().toUTF8String(lower);
  return lower;
}

double share_inside(const std::string& lower, const std::vector<std::string>& snippets) {
  if (snippets.empty()) return 1;
  const auto inside = std::ranges::count_if(snippets, [&](const std::string& snippet) {
    return lower.find(to_lower(snippet)) != std::string::npos;
  });
  return static_cast<double>(inside) / static_cast<double>(snippets.size());
}

void write_text(const std::string& path, const std::string& text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace unspin::bench
