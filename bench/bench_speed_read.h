#pragma once

#include <filesystem>

namespace unspin::bench {

// How fast files become documents, beside `wc -c` (or `zcat | wc -c` and its like) on
// the same file. Files are made from the data folder in a temporary folder.
void bench_reading(const std::filesystem::path& data, int rounds);

}  // namespace unspin::bench
