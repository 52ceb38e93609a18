#include <csignal>
#include <cstdio>
#include <string>

#include "cli/commands.h"

namespace unspin::cli {

void complain(const std::string& message) {
  std::fprintf(stderr, "unspin: %s\n", message.c_str());
}

}  // namespace unspin::cli

int main(int argc, char** argv) {
  using namespace unspin::cli;
  // A reader that goes away shows as a failed write, see Output.
  std::signal(SIGPIPE, SIG_IGN);

  CLI::App app("Finds copied, spun and paraphrased text and says what changed.",
               "unspin");
  app.set_version_flag("--version", "unspin " UNSPIN_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);

  int exit_status = kFound;
  add_compare(app, exit_status);
  add_check(app, exit_status);
  add_extract(app, exit_status);
  add_scan(app, exit_status);
  add_dedup(app, exit_status);
  add_index(app, exit_status);
  add_search(app, exit_status);
  add_serve(app, exit_status);
  add_lexicon(app, exit_status);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    complain(std::string(error.what()) + "; see 'unspin --help'");
    return kFailed;
  }
  return exit_status;
}
