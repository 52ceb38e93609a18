// Word and word-pair counts: the text format of data/*.counts.zst.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "unspin/error.h"

namespace unspin {

struct Counts {
  uint64_t documents = 0;
  uint64_t running_words = 0;

  // Keyed by hash_word of the word, hash_word of the stem (all its words together)
  // and hash_phrase of both words. Each key once, ascending.
  std::vector<std::pair<uint64_t, uint32_t>> words, stems, pairs;

  // How each of `words` is written, in their order.
  std::vector<std::string> spellings;

  size_t skipped_lines = 0;
};

// Reads a zstd-compressed table; see data/README.md for the format.
// Errors: kNotFound, kUnreadable, kTooLarge, kCorrupt (not zstd, not a table, of
// another language).
Result<Counts> read_counts(const std::filesystem::path& path,
                           const std::string& language);

// The same from memory, not compressed. `name` is for messages.
Result<Counts> parse_counts(std::string_view table, const std::string& language,
                            const std::string& name);

}  // namespace unspin
