// cli/: the front door. Each command registers its own flags with CLI11 and sets
// the exit status of the program when it ran.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace unspin::cli {

// What scripts may rely on.
enum ExitStatus : int {
  kFound = 0,         // done; for compare: the two are related
  kNothingFound = 1,  // done; for compare: no pair is related
  kFailed = 2,        // any error, one bad pair among many included
};

void add_compare(CLI::App& app, int& exit_status);
void add_check(CLI::App& app, int& exit_status);
void add_extract(CLI::App& app, int& exit_status);
void add_scan(CLI::App& app, int& exit_status);
void add_dedup(CLI::App& app, int& exit_status);
void add_index(CLI::App& app, int& exit_status);
void add_search(CLI::App& app, int& exit_status);
void add_serve(CLI::App& app, int& exit_status);
void add_lexicon(CLI::App& app, int& exit_status);

// Prints "unspin: <message>" on stderr.
void complain(const std::string& message);

}  // namespace unspin::cli
