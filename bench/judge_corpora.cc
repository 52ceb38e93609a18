// This file reads the corpora of bench_judge, and mines pairs of articles on the
// same event: cosine of idf-weighted words among articles of one day and the next.
// Two outlets on one event come out at .3 to .7; the same agency story carried by
// both comes out above .8 and is left out, as it is no independent report.

#include "judge_corpora.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unordered_map>

#include "base/charset.h"
#include "text/tokens.h"

namespace unspin::bench {
namespace fs = std::filesystem;

namespace {

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

std::string output_of(const std::string& command) {
  std::string all;
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::array<char, 1 << 16> buffer;
  if (pipe)
    while (size_t n = fread(buffer.data(), 1, buffer.size(), pipe.get()))
      all.append(buffer.data(), n);
  return all;
}

std::string between(const std::string& text, const std::string& from,
                    const std::string& to) {
  size_t start = text.find(from);
  if (start == std::string::npos) return {};
  start += from.size();
  size_t end = text.find(to, start);
  return end == std::string::npos ? std::string() : text.substr(start, end - start);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

size_t count_words(const std::string& text) {
  std::istringstream in(text);
  size_t n = 0;
  for (std::string word; in >> word;) ++n;
  return n;
}

}  // namespace

fs::path data_folder() {
  if (const char* set = std::getenv("UNSPIN_DATA")) return set;
  return fs::path(UNSPIN_DATA_DEFAULT);
}

std::vector<Article> read_allsides(size_t min_bytes) {
  fs::path path = data_folder() / "allsides-news/articles.jsonl.gz";
  std::istringstream lines(output_of("gzip -cd '" + path.string() + "' 2>/dev/null"));
  std::vector<Article> articles;
  size_t n_lines = 0;
  for (std::string line; std::getline(lines, line);) {
    ++n_lines;
    nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded()) continue;
    Article article{record.value("ID", ""),   record.value("source_url", ""),
                    record.value("date", ""), record.value("text", ""),
                    n_lines % 10 == 0,        record.value("topic", "")};
    if (article.text.size() >= min_bytes) articles.push_back(std::move(article));
  }
  return articles;
}

std::vector<Article> read_reuters(size_t min_bytes) {
  std::vector<Article> articles;
  for (int i = 0; i < 22; ++i) {
    std::array<char, 32> name;
    snprintf(name.data(), name.size(), "reut2-%03d.sgm", i);
    // A few of these have bytes above ASCII.
    std::string file = convert_text(slurp(data_folder() / "reuters-21578" / name.data()),
                                    "windows-1252");
    for (size_t at = 0; (at = file.find("<REUTERS", at)) != std::string::npos;) {
      size_t end = std::min(file.find("</REUTERS>", at), file.size());
      std::string story = file.substr(at, end - at);
      Article article{between(story, "NEWID=\"", "\""), "reuters",
                      between(story, "<DATE>", "<"), between(story, "<BODY>", "</BODY>")};
      replace_all(article.text, "&lt;", "<");
      replace_all(article.text, "&amp;", "&");
      replace_all(article.text, "&#3;", "");
      if (article.text.size() >= min_bytes) articles.push_back(std::move(article));
      at = end;
    }
  }
  return articles;
}

std::vector<std::pair<std::string, std::string>> read_reuters_silver(
    double min_containment) {
  std::vector<std::pair<std::string, std::string>> pairs;
  nlohmann::json all = nlohmann::json::parse(
      slurp(data_folder() / "reuters-21578/silver_pairs.json"), nullptr, false);
  if (all.is_discarded()) return pairs;
  for (const nlohmann::json& row : all)
    if (row[0].get<double>() >= min_containment) pairs.emplace_back(row[2], row[3]);
  return pairs;
}

std::vector<Article> read_pan_sources(size_t min_bytes) {
  std::vector<Article> articles;
  std::vector<fs::path> paths;
  std::error_code none;
  for (const auto& entry :
       fs::directory_iterator(data_folder() / "pan13-train/src", none))
    paths.push_back(entry.path());
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    Article article{path.filename().string(), "pan", "", slurp(path)};
    if (article.text.size() >= min_bytes) articles.push_back(std::move(article));
  }
  return articles;
}

std::vector<std::pair<std::string, std::string>> read_pan_pairs(const std::string& name,
                                                                size_t limit) {
  fs::path folder = data_folder() / "pan13-train";
  std::ifstream list(folder / name / "pairs");
  std::vector<std::pair<std::string, std::string>> pairs;
  for (std::string susp, src; pairs.size() < limit && list >> susp >> src;)
    pairs.emplace_back(slurp(folder / "src" / src), slurp(folder / "susp" / susp));
  return pairs;
}

std::vector<Rewrites> read_raidar(size_t min_words) {
  std::vector<Rewrites> all;
  nlohmann::json records = nlohmann::json::parse(
      slurp(data_folder() / "raidar-news/rewrites.json"), nullptr, false);
  if (records.is_discarded()) return all;
  for (const nlohmann::json& record : records) {
    Rewrites rewrites;
    rewrites.input = record.value("input", "");
    if (count_words(rewrites.input) < min_words) continue;
    for (const auto& [key, value] : record.items())
      if (key != "input") rewrites.outputs.emplace_back(key, value);
    all.push_back(std::move(rewrites));
  }
  return all;
}

std::pair<std::string, std::string> read_spun_pair() {
  fs::path folder = data_folder() / "spun-pair";
  return {slurp(folder / "original.txt"), slurp(folder / "copy.txt")};
}

std::vector<std::pair<size_t, size_t>> same_event_pairs(
    const std::vector<Article>& articles, size_t limit) {
  // Each article's words, once each; the first 2,000 bytes name the event.
  std::vector<std::vector<uint64_t>> words(articles.size());
  std::unordered_map<uint64_t, uint32_t> n_articles;
  for (size_t i = 0; i < articles.size(); ++i) {
    Tokens tokens = tokenize(articles[i].text.substr(0, 2000), "en");
    for (const Token& token : tokens.list) words[i].push_back(token.word);
    std::ranges::sort(words[i]);
    words[i].erase(std::ranges::unique(words[i]).begin(), words[i].end());
    for (uint64_t word : words[i]) ++n_articles[word];
  }
  auto weight = [&](uint64_t word) {
    double idf = std::log(double(articles.size()) / n_articles[word]);
    return idf * idf;
  };
  std::vector<double> norm(articles.size());
  for (size_t i = 0; i < articles.size(); ++i)
    for (uint64_t word : words[i]) norm[i] += weight(word);

  std::map<std::string, std::vector<size_t>> by_date;
  for (size_t i = 0; i < articles.size(); ++i) by_date[articles[i].date].push_back(i);
  std::vector<std::pair<size_t, size_t>> pairs;
  for (const auto& [date, day] : by_date) {
    for (size_t i = 0; i < day.size(); ++i)
      for (size_t j = i + 1; j < day.size(); ++j) {
        size_t x = day[i], y = day[j];
        if (articles[x].source == articles[y].source) continue;
        std::vector<uint64_t> common;
        std::ranges::set_intersection(words[x], words[y], std::back_inserter(common));
        double dot = 0;
        for (uint64_t word : common) dot += weight(word);
        double cosine = dot / std::sqrt(norm[x] * norm[y]);
        if (cosine >= .25 && cosine < .75) pairs.emplace_back(x, y);
        if (pairs.size() == limit) return pairs;
      }
  }
  return pairs;
}

}  // namespace unspin::bench
