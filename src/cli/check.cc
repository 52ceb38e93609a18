// The command `check`: each document alone.
//
// Documents are checked and printed by the threads that read them, a batch at a time into
// one string, and only the strings wait for each other.

#include "unspin/check.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "engine/batches.h"
#include "report/report.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::vector<std::string> inputs;
  ReadingArguments reading;
  CheckOptions options;
  bool json = false;
};

int run_check(const Arguments& arguments) {
  auto checker = Checker::open(arguments.options);
  if (!checker) return complain(checker.error().message), kFailed;

  Output output;
  Progress progress(arguments.reading.progress);
  ReadSink sink{
      .on_skip =
          [&](const Skip& skip) {
            progress.clear();
            complain(to_line(skip));
          },
      .on_progress = [&](const ReadProgress& reached) { progress.show(reached); }};
  std::atomic<bool> found = false;
  TerminalStyle style = terminal_style();
  auto work = [&](DocumentBatch& batch) {
    for (const Document& document : batch.documents) {
      Check check = checker->check(document);
      if (check.verdict == CheckVerdict::kSpun || !check.phrases.empty()) found = true;
      batch.output += arguments.json ? to_json(check) : to_terminal(check, style);
      batch.output += '\n';
    }
  };
  auto deliver = [&](DocumentBatch&& batch) {
    output.write(batch.output);
    return output.open();
  };
  ReadStats stats =
      read_inputs(find_inputs(arguments.inputs), sink, arguments.reading.options,
                  {.work = work, .deliver = deliver});
  progress.clear();
  if (auto finished = output.finish(); !finished)
    return complain(finished.error().message), kFailed;
  if (!stats.clean()) return kFailed;
  return found ? kFound : kNothingFound;
}

}  // namespace

void add_check(CLI::App& app, int& exit_status) {
  CLI::App* check = app.add_subcommand(
      "check", "Was a text, alone, spun by machine, and which phrases are damaged?");
  auto arguments = std::make_shared<Arguments>();
  check
      ->add_option("INPUT", arguments->inputs,
                   "Files, folders, patterns, or - for standard input, of any kind that "
                   "'unspin extract --help' names; each document is checked alone")
      ->required();
  check->add_flag("--json", arguments->json,
                  "Print one line of JSON a document (unspin.check/1)");
  check->add_option("--phrases", arguments->options.phrases,
                    "A list of phrases to look for too, a line each: a damaged phrase, a "
                    "tab and what it stands for; or a term, of which damaged forms are "
                    "looked for");
  check->add_option("--lexicon", arguments->options.lexicon,
                    "A file made by 'unspin lexicon build'; default: the English one "
                    "beside this program");
  add_reading_options(*check, arguments->reading);
  check->footer(
      "Exit status: 0 when a text was spun or a phrase found, 1 when none, 2 after any "
      "error. Texts that are short or not in English have the verdict 'unknown'.");
  check->callback([arguments, &exit_status] { exit_status = run_check(*arguments); });
}

}  // namespace unspin::cli
