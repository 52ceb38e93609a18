// Here is a dictionary and its terms, give me the pool of records that layout.h draws.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "lexicon/dictionary.h"
#include "lexicon/inflect.h"

namespace unspin {

// A sense under which more groups than this stand is too wide to make them akin:
// hundreds of verbs are ways to "change" or to "move".
constexpr uint32_t kMaxSisters = 30;

struct Records {
  std::vector<uint32_t> pool;

  // Key of each term and its place in the pool.
  std::vector<std::pair<uint64_t, uint32_t>> terms;

  // Keys of the terms of several words.
  std::vector<uint64_t> phrases;

  uint32_t max_expression_words = 0;
};

// Requires: dictionary.finish() was called; `terms` sorted by key, then lexeme.
Records make_records(const Dictionary& dictionary, const std::vector<Term>& terms);

}  // namespace unspin
