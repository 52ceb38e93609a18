// The command `dedup`: a collection without the copies in it.

#include "unspin/dedup.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "report/report.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::vector<std::string> inputs;
  std::string out;
  ReadingArguments reading;
  DedupOptions options;
};

int run_dedup(Arguments arguments) {
  Progress progress(arguments.reading.progress);
  bool clean = true;
  ScanObserver observer;
  observer.on_skip = [&](const Skip& skip) {
    clean = false;
    progress.clear();
    complain(to_line(skip));
  };
  observer.on_progress = [&](ScanStage stage, uint64_t done, uint64_t total) {
    progress.show(name_of(stage), done, total);
  };
  arguments.options.scan.reading = arguments.reading.options;
  arguments.options.scan.threads = arguments.reading.options.threads;
  auto summary = dedup(arguments.inputs, arguments.out, arguments.options, observer);
  progress.clear();
  if (!summary) return complain(summary.error().message), kFailed;

  Output output;
  output.write_line(to_terminal(*summary));
  if (auto finished = output.finish(); !finished)
    return complain(finished.error().message), kFailed;
  return clean ? kFound : kFailed;
}

void add_choice_options(CLI::App& dedup, DedupOptions& options) {
  static const std::map<std::string, DedupKeep> kKeeps{{"original", DedupKeep::kOriginal},
                                                       {"first", DedupKeep::kFirst},
                                                       {"last", DedupKeep::kLast},
                                                       {"longest", DedupKeep::kLongest}};
  dedup
      .add_option("--keep", options.keep,
                  "Which of several that say the same stays: original (as far as the "
                  "evidence tells), first or last of the inputs, longest")
      ->transform(CLI::CheckedTransformer(kKeeps))
      ->option_text("WHICH [original]");
  static const std::map<std::string, DedupLevel> kLevels{
      {"identical", DedupLevel::kIdentical},
      {"near", DedupLevel::kNear},
      {"spun", DedupLevel::kSpun},
      {"paraphrase", DedupLevel::kParaphrase}};
  dedup
      .add_option(
          "--level", options.level,
          "How far to go: identical (the same words in order), near (nearly all "
          "words), spun (words replaced by machine too), paraphrase (other words, "
          "and excerpts of what is kept). A near copy says nothing that is not "
          "kept; what was reworded may, so that is yours to ask for")
      ->transform(CLI::CheckedTransformer(kLevels))
      ->option_text("LEVEL [near]");
  dedup
      .add_option("--min-coverage", options.min_coverage,
                  "Least share of a document's words that must stand in passages of the "
                  "one that is kept for it")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  dedup.add_flag("--merge-fact-changes", options.merge_fact_changes,
                 "Remove near copies as well that differ in a number, name, date or "
                 "negation; else they stay, and kept.jsonl says so");
}

}  // namespace

void add_dedup(CLI::App& app, int& exit_status) {
  CLI::App* dedup = app.add_subcommand(
      "dedup", "Write a collection back without the copies in it, and say what went");
  auto arguments = std::make_shared<Arguments>();
  dedup
      ->add_option("INPUT", arguments->inputs,
                   "Files, folders or patterns, as for 'unspin extract'; not standard "
                   "input, as they are read twice")
      ->required();
  dedup
      ->add_option("--out", arguments->out,
                   "One file: the file to write, of the same kind and compression, or a "
                   "folder for it. Else a folder; files keep their relative paths")
      ->required();
  add_choice_options(*dedup, arguments->options);
  add_scan_options(*dedup, arguments->options.scan);
  add_reading_options(*dedup, arguments->reading);
  dedup->footer(
      "Beside the results: removed.jsonl (in the folder, or PATH.removed.jsonl) says "
      "what\n"
      "went, for which document and why; kept.jsonl what stayed for a changed fact.\n"
      "Exit status: 0, or 2 when anything had to be skipped.");
  dedup->callback([arguments, &exit_status] { exit_status = run_dedup(*arguments); });
}

}  // namespace unspin::cli
