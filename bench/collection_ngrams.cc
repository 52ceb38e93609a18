// What the texts of a collection have in common by the word, without looking for copies:
// to see whether made-up texts are like real ones (news_chain.cc).
//
// usage: collection_ngrams FILE.jsonl... [--limit N] [--kinds TRUTH.tsv]
//
// Prints for n = 3, 4, 5 how many of the n-grams (each once a document) are in one
// document only, in 2 to 10, in 11 to 100, in more; and the share of pairs of documents
// that have a run of 8, 12 or 20 words in common. With a truth table of make_collection
// the planted documents are left out.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_set>
#include <vector>

#include "quick_random.h"

namespace unspin::bench {
namespace {

using Words = std::vector<uint64_t>;

// Lower-cased runs of letters and digits, as hashes.
Words words_of(const std::string& text) {
  Words words;
  uint64_t hash = 0;
  for (char c : text + " ") {
    auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || byte >= 0x80)
      hash = mix_bits(hash * 257 + static_cast<uint64_t>(std::tolower(byte)) + 1);
    else if (hash)
      words.push_back(std::exchange(hash, 0));
  }
  return words;
}

struct Gram {
  uint64_t hash;
  uint32_t document;
  auto operator<=>(const Gram&) const = default;
};

// All runs of `n` words, each once a document, neighbours when alike.
std::vector<Gram> grams_of(const std::vector<Words>& documents, size_t n) {
  std::vector<Gram> grams;
  for (uint32_t d = 0; d < documents.size(); ++d) {
    const Words& words = documents[d];
    for (size_t i = 0; i + n <= words.size(); ++i) {
      uint64_t hash = n;
      for (size_t j = i; j < i + n; ++j) hash = mix_bits(hash * 31 + words[j]);
      grams.push_back({hash, d});
    }
  }
  std::ranges::sort(grams);
  auto repeated = std::ranges::unique(grams);
  grams.erase(repeated.begin(), repeated.end());
  return grams;
}

template <typename Each>
void for_each_posting(const std::vector<Gram>& grams, const Each& each) {
  for (size_t i = 0; i < grams.size();) {
    size_t end = i;
    while (end < grams.size() && grams[end].hash == grams[i].hash) ++end;
    each(i, end);
    i = end;
  }
}

void print_frequencies(const std::vector<Words>& documents) {
  fmt::print("{:<8}{:>12}{:>9}{:>9}{:>9}{:>9}\n", "n-gram", "a document", "df 1", "2-10",
             "11-100", "more");
  for (size_t n : {3, 4, 5}) {
    std::vector<Gram> grams = grams_of(documents, n);
    double by_df[4] = {};
    for_each_posting(grams, [&](size_t begin, size_t end) {
      size_t df = end - begin;
      by_df[df == 1 ? 0 : df <= 10 ? 1 : df <= 100 ? 2 : 3] += static_cast<double>(df);
    });
    auto all = static_cast<double>(grams.size());
    fmt::print("{:<8}{:>12.0f}", n, all / static_cast<double>(documents.size()));
    for (double share : by_df) fmt::print("{:>8.2f}%", 100 * share / all);
    fmt::print("\n");
  }
}

void print_shared_runs(const std::vector<Words>& documents) {
  auto n = static_cast<double>(documents.size());
  for (size_t length : {8, 12, 20}) {
    std::vector<Gram> grams = grams_of(documents, length);
    std::unordered_set<uint64_t> pairs;
    for_each_posting(grams, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i)
        for (size_t j = i + 1; j < end; ++j)
          pairs.insert(uint64_t{grams[i].document} << 32 | grams[j].document);
    });
    fmt::print("runs of {:>2} words in common: {:.3f} pairs of a million\n", length,
               1e6 * static_cast<double>(pairs.size()) / (n * (n - 1) / 2));
  }
}

std::unordered_set<std::string> planted_in(const std::string& truth) {
  std::unordered_set<std::string> ids;
  std::ifstream in(truth);
  for (std::string line; std::getline(in, line);)
    ids.insert(line.substr(0, line.find('\t')));
  return ids;
}

int main(int argc, char** argv) {
  CLI::App app("What the texts of a collection have in common");
  std::vector<std::string> paths;
  std::string truth;
  size_t limit = 20'000;
  app.add_option("FILE", paths)->required();
  app.add_option("--limit", limit);
  app.add_option("--kinds", truth);
  CLI11_PARSE(app, argc, argv);

  std::unordered_set<std::string> planted = planted_in(truth);
  std::vector<Words> documents;
  size_t bytes = 0;
  for (const std::string& path : paths) {
    std::ifstream in(path);
    for (std::string line; documents.size() < limit && std::getline(in, line);) {
      nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
      if (record.is_discarded() || planted.contains(record.value("id", ""))) continue;
      std::string text = record.value("text", "");
      bytes += text.size();
      documents.push_back(words_of(text));
    }
  }
  fmt::print("{} documents, {:.1f} MB\n", documents.size(), bytes / 1e6);
  print_frequencies(documents);
  print_shared_runs(documents);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::main(argc, argv); }
