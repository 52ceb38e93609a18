// Counts words and pairs of neighbouring words in texts, for data/*.counts.zst.
//
//   zcat articles.jsonl.gz | count_words --json > en.counts
//
// What comes out must not give away what went in: a word or pair is listed only when
// it occurs in at least `--documents` different documents. Lines met before (page
// furniture, agency copy printed by many) are counted once. Words are split and
// normalised by the engine's own tokenizer, so that the lexicon finds them again.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/hash.h"
#include "text/tokens.h"

namespace unspin {
namespace {

struct Options {
  std::string language = "en";
  bool json = false;
  uint32_t min_documents = 5;
  uint32_t min_pair_documents = 5;
  uint32_t hold_out = 0;
};

// How often, and in how many documents.
struct Tally {
  uint32_t count = 0;
  uint32_t documents = 0;
  uint32_t last_document = 0;

  void add(uint32_t document) {
    ++count;
    if (last_document != document) ++documents;
    last_document = document;
  }
};

class Counter {
 public:
  explicit Counter(Options options) : options_(std::move(options)) {}

  void add_document(std::string_view text) {
    ++documents_;
    Tokens tokens = tokenize(unseen_lines(text), options_.language);
    uint32_t previous = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
      uint32_t word = id_of(tokens.word(i));
      words_[word].add(documents_);
      if (i > 0 && !tokens[i].has(kSentenceStart))
        pairs_[uint64_t{previous} << 32 | word].add(documents_);
      previous = word;
    }
    running_words_ += tokens.size();
  }

  void print() const {
    fmt::print("unspin-counts 1\nlanguage {}\ndocuments {}\nwords {}\n",
               options_.language, documents_, running_words_);
    std::vector<uint32_t> kept = kept_words();
    std::vector<std::vector<std::pair<uint32_t, uint32_t>>> rows = kept_pairs(kept);
    for (uint32_t id : kept) {
      fmt::print("{}\t{}", spelling_[id], words_[id].count);
      for (auto [second, count] : rows[id])
        fmt::print("\t{} {}", spelling_[second], count);
      fmt::print("\n");
    }
  }

 private:
  std::string unseen_lines(std::string_view text) {
    std::string unseen;
    while (!text.empty()) {
      size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      std::string_view line = text.substr(0, end);
      if (seen_lines_.insert(hash_bytes(line)).second) unseen += line;
      text.remove_prefix(end);
    }
    return unseen;
  }

  uint32_t id_of(std::string_view word) {
    auto [found, is_new] =
        ids_.try_emplace(std::string(word), static_cast<uint32_t>(words_.size()));
    if (is_new) {
      words_.emplace_back();
      spelling_.emplace_back(word);
    }
    return found->second;
  }

  // In the order of their bytes, so that the same input gives the same file.
  std::vector<uint32_t> kept_words() const {
    std::vector<uint32_t> kept;
    for (uint32_t id = 0; id < words_.size(); ++id)
      if (words_[id].documents >= options_.min_documents) kept.push_back(id);
    std::ranges::sort(kept, {}, [&](uint32_t id) { return spelling_[id]; });
    return kept;
  }

  // For each word, those that followed it, in the order of `kept`.
  std::vector<std::vector<std::pair<uint32_t, uint32_t>>> kept_pairs(
      const std::vector<uint32_t>& kept) const {
    std::vector<std::vector<std::pair<uint32_t, uint32_t>>> rows(words_.size());
    for (const auto& [key, tally] : pairs_)
      if (tally.documents >= options_.min_pair_documents)
        rows[key >> 32].emplace_back(static_cast<uint32_t>(key), tally.count);
    for (uint32_t id : kept)
      std::ranges::sort(rows[id], {}, [&](auto& pair) { return spelling_[pair.first]; });
    return rows;
  }

  Options options_;
  uint32_t documents_ = 0;
  uint64_t running_words_ = 0;
  std::unordered_set<uint64_t> seen_lines_;
  std::unordered_map<std::string, uint32_t> ids_;
  std::vector<Tally> words_;
  std::vector<std::string> spelling_;
  std::unordered_map<uint64_t, Tally> pairs_;
};

int run(const Options& options) {
  Counter counter(options);
  std::string line;
  for (uint64_t n = 1; std::getline(std::cin, line); ++n) {
    if (options.hold_out && n % options.hold_out == 0) continue;
    if (!options.json) {
      counter.add_document(line);
      continue;
    }
    auto record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_object() && record.contains("text") && record["text"].is_string())
      counter.add_document(record["text"].get_ref<const std::string&>());
    else
      fmt::print(stderr, "count_words: line {}: no JSON object with a text\n", n);
  }
  counter.print();
  return 0;
}

}  // namespace
}  // namespace unspin

int main(int argc, char** argv) {
  unspin::Options options;
  CLI::App app("Counts words and pairs of words; one document a line of input.");
  app.add_option("--language", options.language, "ISO 639-1")->capture_default_str();
  app.add_flag("--json", options.json, "Lines are JSON objects with a field 'text'");
  app.add_option("--documents", options.min_documents,
                 "List a word when it is in so many documents")
      ->capture_default_str();
  app.add_option("--pair-documents", options.min_pair_documents,
                 "List a pair when it is in so many documents")
      ->capture_default_str();
  app.add_option("--hold-out", options.hold_out,
                 "Leave out every n-th document, for measuring on; 0: none")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return unspin::run(options);
}
