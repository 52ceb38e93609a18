// The command `index`: a collection on disk that documents come to and go from.

#include "unspin/index.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "report/index_report.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::string index;
  std::vector<std::string> inputs;
  std::vector<std::string> ids;
  std::string ids_file;
  ReadingArguments reading;
  IndexOptions options;
  AddOptions adding;
  bool acknowledge = false;
  bool json = false;
};

int failed(const Error& error) {
  complain(error.message);
  return kFailed;
}

int finish(Output& output, int status) {
  if (auto finished = output.finish(); !finished) return failed(finished.error());
  return status;
}

Result<Index> open_index(const Arguments& arguments, IndexAccess access) {
  IndexOptions options = arguments.options;
  options.threads = arguments.reading.options.threads;
  return Index::open(arguments.index, access, options);
}

// Prints what went wrong at the end of a run that writes.
int end_of(const Error& error) {
  if (error.code != Code::kStopped) return failed(error);
  complain("stopped; what was added stays");
  Interrupts::end_program();
  return kFailed;
}

int run_add(Arguments arguments) {
  auto index = open_index(arguments, IndexAccess::kWrite);
  if (!index) return failed(index.error());

  Interrupts interrupts;
  Progress progress(arguments.reading.progress);
  Output output;
  bool clean = true;
  IndexObserver observer;
  observer.on_skip = [&](const Skip& skip) {
    clean = false;
    progress.clear();
    complain(to_line(skip));
  };
  observer.on_progress = [&](const ReadProgress& now) { progress.show(now); };
  observer.should_stop = [&] { return Interrupts::requested() || !output.open(); };
  if (arguments.adding.report || arguments.acknowledge)
    observer.on_added = [&](const Document& document, AddOutcome,
                            const SearchResult* found) {
      if (arguments.acknowledge) output.write_line(document.id);
      if (!found || !arguments.adding.report) return;
      for (const Match& match : found->matches) output.write_line(to_json(match));
    };
  arguments.adding.reading = arguments.reading.options;
  auto summary = index->add_inputs(arguments.inputs, arguments.adding, observer);
  progress.clear();
  auto closed = index->close();
  if (!summary) return output.open() ? end_of(summary.error()) : finish(output, kFound);
  if (!closed) return failed(closed.error());
  complain(to_terminal(*summary));
  return finish(output, clean ? kFound : kFailed);
}

int run_create(const Arguments& arguments) {
  if (auto made = Index::create(arguments.index); !made) return failed(made.error());
  return arguments.inputs.empty() ? kFound : run_add(arguments);
}

// The ids to remove: arguments, and lines of a file.
Result<std::vector<std::string>> ids_of(const Arguments& arguments) {
  std::vector<std::string> ids = arguments.ids;
  if (arguments.ids_file.empty()) return ids;
  std::ifstream file;
  if (arguments.ids_file != "-") file.open(arguments.ids_file);
  std::istream& lines = arguments.ids_file == "-" ? std::cin : file;
  if (!lines) return fail(Code::kNotFound, arguments.ids_file + ": cannot be read");
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) ids.push_back(line);
  return ids;
}

int run_remove(const Arguments& arguments) {
  auto ids = ids_of(arguments);
  if (!ids) return failed(ids.error());
  auto index = open_index(arguments, IndexAccess::kWrite);
  if (!index) return failed(index.error());
  bool clean = true;
  for (const std::string& id : *ids) {
    auto removed = index->remove(id);
    if (!removed) return failed(removed.error());
    if (*removed) continue;
    clean = false;
    complain(fmt::format("{}: has no document of the id {}", arguments.index, id));
  }
  if (auto closed = index->close(); !closed) return failed(closed.error());
  return clean ? kFound : kFailed;
}

int run_info(Arguments arguments) {
  arguments.options.comparing.lexicon = "none";
  auto index = open_index(arguments, IndexAccess::kRead);
  if (!index) return failed(index.error());
  auto stats = index->stats();
  if (!stats) return failed(stats.error());
  Output output;
  output.write_line(arguments.json ? to_json(*stats) : to_terminal(*stats));
  return finish(output, kFound);
}

int run_verify(const Arguments& arguments) {
  auto report = Index::verify(arguments.index, arguments.reading.options.threads);
  if (!report) return failed(report.error());
  Output output;
  output.write_line(arguments.json ? to_json(*report) : to_terminal(*report));
  return finish(output, report->faults.empty() ? kFound : kFailed);
}

int run_compact(Arguments arguments) {
  arguments.options.comparing.lexicon = "none";
  auto index = open_index(arguments, IndexAccess::kWrite);
  if (!index) return failed(index.error());
  if (auto done = index->compact(); !done) return failed(done.error());
  if (auto closed = index->close(); !closed) return failed(closed.error());
  return kFound;
}

void add_memory_option(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--memory", arguments.options.memory_bytes,
                  "Memory for what was added last, such as 500MB")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
}

void add_adding_options(CLI::App& command, Arguments& arguments) {
  command.add_flag("--report", arguments.adding.report,
                   "Search for each newcomer before it goes in, print its matches as "
                   "JSON lines, and keep the verdict");
  command.add_flag("--acknowledge", arguments.acknowledge,
                   "Print the id of each document once it is in the index for good");
  command
      .add_option("--most", arguments.adding.searching.most,
                  "With --report: most matches for each; 0: all")
      ->capture_default_str();
  command.add_option("--lexicon", arguments.options.comparing.lexicon,
                     "As for 'unspin compare'");
  add_memory_option(command, arguments);
  add_reading_options(command, arguments.reading);
}

CLI::App* add_action(CLI::App& index, const char* name, const char* what,
                     const std::shared_ptr<Arguments>& arguments, int& exit_status,
                     const std::function<int(const Arguments&)>& run) {
  CLI::App* action = index.add_subcommand(name, what);
  action->add_option("INDEX", arguments->index, "The folder of the index")->required();
  action->callback([arguments, &exit_status, run] { exit_status = run(*arguments); });
  return action;
}

void add_threads_option(CLI::App& action, Arguments& arguments) {
  action
      .add_option("--threads", arguments.reading.options.threads,
                  "How many threads work; 0: one for each core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
}

}  // namespace

void add_index(CLI::App& app, int& exit_status) {
  CLI::App* index = app.add_subcommand(
      "index", "Keep a collection on disk, to be searched and added to at any time");
  index->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();

  CLI::App* create = add_action(*index, "create", "Make an index, and add inputs if any",
                                arguments, exit_status, run_create);
  create->add_option("INPUT", arguments->inputs, "As for 'add'");
  add_adding_options(*create, *arguments);

  CLI::App* add = add_action(
      *index, "add", "Add documents; those of an id that is there replace it", arguments,
      exit_status, [](const Arguments& given) { return run_add(given); });
  add->add_option("INPUT", arguments->inputs,
                  "Files, folders or patterns, as for 'unspin extract'")
      ->required();
  add_adding_options(*add, *arguments);

  CLI::App* remove = add_action(*index, "remove", "Remove documents by their ids",
                                arguments, exit_status, run_remove);
  remove->add_option("ID", arguments->ids, "Ids of documents");
  remove->add_option("--ids", arguments->ids_file,
                     "A file with an id a line, or - for standard input");

  CLI::App* info = add_action(*index, "info", "Say what is in it", arguments, exit_status,
                              [](const Arguments& given) { return run_info(given); });
  info->add_flag("--json", arguments->json, "Print one line of JSON");

  CLI::App* verify = add_action(*index, "verify", "Read all of it: is anything damaged?",
                                arguments, exit_status, run_verify);
  verify->add_flag("--json", arguments->json, "Print one line of JSON");
  add_threads_option(*verify, *arguments);

  CLI::App* compact = add_action(
      *index, "compact", "Rewrite it without what was removed or replaced", arguments,
      exit_status, [](const Arguments& given) { return run_compact(given); });
  add_threads_option(*compact, *arguments);
  for (CLI::App* action : {create, add, remove, info, verify, compact})
    action->footer("Exit status: 0, or 2 when anything is wrong or had to be skipped.");
}

}  // namespace unspin::cli
