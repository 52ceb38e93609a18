#pragma once

#include <filesystem>

namespace unspin::bench {

// How fast files become documents, beside `cat | wc -c` (or `zcat | wc -c` and its like:
// `wc -c FILE` alone reads nothing) on the same file. Files are made from the data folder
// in a temporary folder.
void bench_reading(const std::filesystem::path& data, int rounds);

}  // namespace unspin::bench
