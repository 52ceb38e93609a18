// MyThes thesauri, the .dat files that office suites use.
#pragma once

#include <filesystem>
#include <string_view>

#include "lexicon/dictionary.h"
#include "unspin/error.h"

namespace unspin {

struct MyThes {
  size_t entries = 0;
  size_t new_groups = 0;  // that the dictionary did not have
  size_t skipped_lines = 0;
};

// Adds a thesaurus to `dictionary`. Errors: kNotFound, kUnreadable, kTooLarge
// (1 GiB), kCorrupt (unknown encoding, no entry in it).
Result<MyThes> read_mythes(const std::filesystem::path& path, Dictionary& dictionary);

}  // namespace unspin
