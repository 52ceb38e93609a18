// The command `extract`: what the engine reads, as JSON lines.
//
// Documents are printed by the threads that read them, a batch at a time into one
// string, and only the strings wait for each other.

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
  bool json = false;
  bool stats = false;
};

void print(DocumentBatch& batch) {
  for (const Document& document : batch.documents) {
    batch.output += to_json(document);
    batch.output += '\n';
  }
}

int run_extract(const Arguments& arguments) {
  Output output;
  Progress progress(arguments.reading.progress);
  ReadSink sink{
      .on_skip =
          [&](const Skip& skip) {
            progress.clear();
            complain(to_line(skip));
          },
      .on_progress = [&](const ReadProgress& reached) { progress.show(reached); }};
  BatchSteps steps{.deliver = [&](DocumentBatch&& batch) {
    output.write(batch.output);
    return output.open();
  }};
  if (!arguments.stats) steps.work = print;
  ReadStats stats =
      read_inputs(find_inputs(arguments.inputs), sink, arguments.reading.options, steps);
  progress.clear();

  if (arguments.stats)
    output.write_line(arguments.json ? to_json(stats) : to_terminal(stats));
  if (auto finished = output.finish(); !finished)
    return complain(finished.error().message), kFailed;
  return stats.clean() ? kFound : kFailed;
}

}  // namespace

void add_extract(CLI::App& app, int& exit_status) {
  CLI::App* extract = app.add_subcommand(
      "extract", "Print what unspin reads: text and metadata, a line of JSON each");
  auto arguments = std::make_shared<Arguments>();
  extract
      ->add_option(
          "INPUT", arguments->inputs,
          "Files, folders, patterns such as 'crawl/*.warc.gz', or - for standard "
          "input: text, HTML, JSON lines, a JSON array, CSV, TSV, Parquet, WARC "
          "or ARC, each plain or compressed (gzip, zstd, bz2, xz)")
      ->required();
  extract->add_flag("--json", arguments->json,
                    "With --stats, one line of JSON (unspin.stats/1); documents are "
                    "JSON lines (unspin.document/1) always");
  extract->add_flag("--stats", arguments->stats,
                    "Print only counts: documents, bytes, kinds, languages, what was "
                    "skipped and why");
  add_reading_options(*extract, arguments->reading);
  extract->footer("Exit status: 0, or 2 when anything had to be skipped.");
  extract->callback([arguments, &exit_status] { exit_status = run_extract(*arguments); });
}

}  // namespace unspin::cli
