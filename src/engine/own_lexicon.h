// The lexicon that a program works with unless it is told of another.
#pragma once

#include <filesystem>

#include "lexicon/lexicon.h"

namespace unspin {

// The lexicon at `path`: empty for the English one beside this library or program, "none"
// for one that knows nothing. Errors: as Lexicon::open and find_lexicon.
Result<Lexicon> open_lexicon(const std::filesystem::path& path);

}  // namespace unspin
