// Compiles dictionaries into one file that Lexicon maps.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "unspin/error.h"

namespace unspin {

struct LexiconSources {
  // ISO 639-1; picks the stemmer.
  std::string language = "en";

  // Folder with WordNet's index.*, data.* and *.exc; empty: none.
  std::filesystem::path wordnet;

  // MyThes .dat files.
  std::vector<std::filesystem::path> thesauri;

  // Tables of word and word-pair counts; see data/README.md for the format.
  std::filesystem::path counts;
};

struct LexiconSummary {
  size_t words = 0;
  size_t expressions = 0;
  size_t groups = 0;
  size_t counted_words = 0;
  size_t counted_pairs = 0;
  size_t bytes = 0;
  size_t skipped_lines = 0;  // malformed, left out
};

// Writes `out` whole or not at all. Errors: kNotFound, kUnreadable, kCorrupt (a
// source without a single usable entry), kUnwritable.
Result<LexiconSummary> build_lexicon(const LexiconSources& sources,
                                     const std::filesystem::path& out);

}  // namespace unspin
