// The texts that the judge is measured on, read from the data folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace unspin::bench {

struct Article {
  std::string id;
  std::string source;  // who published it
  std::string date;    // ISO 8601, or as printed
  std::string text;

  // Left out when the lexicon's word counts were made (data/README.md).
  bool held_out = true;
  std::string topic = {};  // as the collection names it
};

// $UNSPIN_DATA, else ../shared/data beside the source folder.
std::filesystem::path data_folder();

// All news articles of at least `min_bytes`, in file order; empty when absent.
std::vector<Article> read_allsides(size_t min_bytes);

// All newswire stories; `id` is the NEWID.
std::vector<Article> read_reuters(size_t min_bytes);
std::vector<std::pair<std::string, std::string>> read_reuters_silver(
    double min_containment);

// Source documents, or the pairs of one class ("05-summary-obfuscation").
std::vector<Article> read_pan_sources(size_t min_bytes);
std::vector<std::pair<std::string, std::string>> read_pan_pairs(const std::string& name,
                                                                size_t limit);

// A text and what a language model made of it, by instruction.
struct Rewrites {
  std::string input;
  std::vector<std::pair<std::string, std::string>> outputs;
};
std::vector<Rewrites> read_raidar(size_t min_words);

// The news report and its machine-spun copy, as they were found.
std::pair<std::string, std::string> read_spun_pair();

// Pairs of articles from different publishers about the same event: within a day,
// sharing many words that few articles have. What they share they say
// independently, but for quotations and agency copy.
std::vector<std::pair<size_t, size_t>> same_event_pairs(
    const std::vector<Article>& articles, size_t limit);

}  // namespace unspin::bench
