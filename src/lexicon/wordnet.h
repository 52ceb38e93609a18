// WordNet's database files, as wndb(5WN) and morphy(7WN) describe them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lexicon/dictionary.h"
#include "unspin/error.h"

namespace unspin {

// An irregular form: "began" of "begin" (verb).
struct Exception {
  const Phrase* form = nullptr;  // kept by the dictionary
  const Phrase* lemma = nullptr;
  Part part = Part::kOther;
};

struct WordNet {
  size_t synsets = 0;
  size_t skipped_lines = 0;
  std::vector<Exception> exceptions;
};

// Adds what is in `folder`'s data.* to `dictionary`; reads *.exc where they are
// there. Errors: kNotFound, kUnreadable, kTooLarge (1 GiB a file), kCorrupt (no synset
// in it).
Result<WordNet> read_wordnet(const std::filesystem::path& folder, Dictionary& dictionary);

}  // namespace unspin
