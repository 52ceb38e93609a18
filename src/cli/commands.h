// cli/: the front door. Each command registers its own flags with CLI11 and sets
// the exit status of the program when it ran.
#pragma once

#include <CLI/CLI.hpp>

namespace unspin::cli {

// Exit status: what scripts may rely on.
enum ExitStatus : int { kFound = 0, kNothingFound = 1, kFailed = 2 };

void add_compare(CLI::App& app, int& exit_status);
void add_lexicon(CLI::App& app, int& exit_status);

// "unspin: <message>" on stderr.
void complain(const std::string& message);

}  // namespace unspin::cli
