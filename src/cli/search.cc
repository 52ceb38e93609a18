// The command `search`: what has a text in common with an index?

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "report/index_report.h"
#include "unspin/index.h"

namespace unspin::cli {
namespace {

struct Arguments {
  std::string index;
  std::vector<std::string> inputs;
  ReadingArguments reading;
  IndexOptions options;
  SearchOptions searching;
  bool others = false;
  bool json = false;
};

// What became of all queries.
struct Outcome {
  bool found = false;
  bool failed = false;

  int status() const {
    if (failed) return kFailed;
    return found ? kFound : kNothingFound;
  }
};

void search_one(const Index& index, const Arguments& arguments, const Document& query,
                Output& output, Outcome& outcome) {
  SearchOptions options = arguments.searching;
  if (arguments.others) options.except_id = query.id;
  auto found = index.search(query, options);
  if (!found) {
    complain(query.id + ": " + found.error().message);
    outcome.failed = true;
    return;
  }
  outcome.found |= found->matches.size() > found->leads;
  if (!arguments.json) return output.write_line(to_terminal(query, *found));
  for (const Match& match : found->matches) output.write_line(to_json(match));
}

int run_search(const Arguments& arguments) {
  auto index = Index::open(arguments.index, IndexAccess::kRead, arguments.options);
  if (!index) return complain(index.error().message), kFailed;
  Output output;
  Outcome outcome;
  ReadSink sink;
  sink.on_document = [&](Document&& query) {
    search_one(*index, arguments, query, output, outcome);
    return output.open();
  };
  sink.on_skip = [&](const Skip& skip) {
    complain(to_line(skip));
    outcome.failed = true;
  };
  read_documents(arguments.inputs, sink, arguments.reading.options);
  if (auto finished = output.finish(); !finished)
    return complain(finished.error().message), kFailed;
  return outcome.status();
}

}  // namespace

void add_search(CLI::App& app, int& exit_status) {
  CLI::App* search = app.add_subcommand(
      "search", "What has a text in common with the documents of an index?");
  auto arguments = std::make_shared<Arguments>();
  search->add_option("INDEX", arguments->index, "The folder of the index")->required();
  search
      ->add_option("INPUT", arguments->inputs,
                   "The texts: files, folders or patterns, as for 'unspin extract'")
      ->required();
  search->add_flag("--json", arguments->json,
                   "Print a line of JSON (unspin.match/1) for each match, best first; "
                   "a is the text, b is in the index");
  SearchOptions& options = arguments->searching;
  search->add_option("--most", options.most, "Most matches for each text; 0: all")
      ->capture_default_str();
  search
      ->add_option("--most-compared", options.most_compared,
                   "Most documents to compare each text with, likeliest first; 0: all")
      ->capture_default_str();
  search
      ->add_option("--leads", options.leads,
                   "Most documents to add that share rare words but no passage, as "
                   "unrelated")
      ->capture_default_str();
  search->add_flag("--others", arguments->others,
                   "Leave out the document of the text's own id");
  search->add_option("--lexicon", arguments->options.comparing.lexicon,
                     "As for 'unspin compare'");
  search
      ->add_option(
          "--min-passage", arguments->options.comparing.min_passage_bytes,
          "Shortest passage to report, in bytes of its shorter side; 0: 120, or half of "
          "the shorter text where that is less")
      ->capture_default_str();
  add_reading_options(*search, arguments->reading);
  search->footer(
      "Exit status: 0 when a match was found, 1 when none was, 2 after any error.");
  search->callback([arguments, &exit_status] { exit_status = run_search(*arguments); });
}

}  // namespace unspin::cli
