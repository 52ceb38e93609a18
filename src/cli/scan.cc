// The command `scan`: every copy and rewrite in a collection, into a folder.

#include "unspin/scan.h"

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "report/report.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::vector<std::string> inputs;
  std::string out;
  ReadingArguments reading;
  ScanOptions options;
};

int run_scan(Arguments arguments) {
  Interrupts interrupts;
  Progress progress(arguments.reading.progress);
  bool clean = true;
  ScanObserver observer;
  observer.on_skip = [&](const Skip& skip) {
    clean = false;
    progress.clear();
    complain(to_line(skip));
  };
  observer.on_note = [&](const std::string& line) {
    progress.clear();
    complain(line);
  };
  observer.should_stop = [] { return Interrupts::requested(); };
  observer.on_progress = [&](ScanStage stage, uint64_t done, uint64_t total) {
    progress.show(name_of(stage), done, total);
  };
  arguments.options.reading = arguments.reading.options;
  arguments.options.threads = arguments.reading.options.threads;
  auto summary = scan(arguments.inputs, arguments.out, arguments.options, observer);
  progress.clear();
  if (!summary) {
    complain_of_end(summary.error(), arguments.out + "/.scratch/scan");
    if (summary.error().code == Code::kStopped) Interrupts::end_program();
    return kFailed;
  }

  Output output;
  output.write_line(to_terminal(*summary));
  if (auto finished = output.finish(); !finished)
    return complain(finished.error().message), kFailed;
  return clean ? kFound : kFailed;
}

}  // namespace

void add_scan(CLI::App& app, int& exit_status) {
  CLI::App* scan = app.add_subcommand(
      "scan", "Find every copy and rewrite in a collection, and who took from whom");
  auto arguments = std::make_shared<Arguments>();
  scan->add_option("INPUT", arguments->inputs,
                   "Files, folders or patterns, as for 'unspin extract'")
      ->required();
  scan->add_option("--out", arguments->out,
                   "Folder for matches.jsonl, families.jsonl, boilerplate.jsonl, "
                   "summary.json and report.html")
      ->required();
  add_scan_options(*scan, arguments->options);
  scan->add_flag("--resume", arguments->options.resume,
                 "Go on with a run into the same folder that was stopped or killed");
  add_reading_options(*scan, arguments->reading);
  scan->footer("Exit status: 0, or 2 when anything had to be skipped.");
  scan->callback([arguments, &exit_status] { exit_status = run_scan(*arguments); });
}

}  // namespace unspin::cli
