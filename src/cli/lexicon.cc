#include "lexicon/lexicon.h"

#include <fmt/format.h>

#include <memory>

#include "cli/commands.h"
#include "lexicon/build.h"

namespace unspin::cli {
namespace {

struct BuildArguments {
  LexiconSources sources;
  std::string out;
};

int run_build(const BuildArguments& arguments) {
  auto summary = build_lexicon(arguments.sources, arguments.out);
  if (!summary) {
    complain(summary.error().message);
    return kFailed;
  }
  fmt::print(
      "{}: {} words, {} expressions in {} groups; counts of {} words and {} pairs; {} "
      "bytes\n",
      arguments.out, summary->words, summary->expressions, summary->groups,
      summary->counted_words, summary->counted_pairs, summary->bytes);
  if (summary->skipped_lines)
    complain(fmt::format("{} malformed lines of the sources were left out",
                         summary->skipped_lines));
  return kFound;
}

int run_info(const std::string& path) {
  auto lexicon = Lexicon::open(path);
  if (!lexicon) {
    complain(lexicon.error().message);
    return kFailed;
  }
  LexiconInfo info = lexicon->info();
  fmt::print("language     {}\nformat       version {}, {} bytes\n", info.language,
             info.version, info.bytes);
  fmt::print("entries      {} words, {} expressions, {} inflected forms\n", info.words,
             info.expressions, info.forms);
  fmt::print("synonyms     {} groups\n", info.groups);
  fmt::print("counts       {} words, {} pairs, of {} running words\n", info.counted_words,
             info.counted_pairs, info.running_words);
  for (const std::string& source : info.sources) fmt::print("from         {}\n", source);
  return kFound;
}

}  // namespace

void add_lexicon(CLI::App& app, int& exit_status) {
  CLI::App* lexicon = app.add_subcommand("lexicon", "Build or describe a lexicon");
  lexicon->require_subcommand(1);
  CLI::App* build =
      lexicon->add_subcommand("build", "Compile dictionaries into one file");
  auto arguments = std::make_shared<BuildArguments>();
  LexiconSources& sources = arguments->sources;
  build->add_option("--language", sources.language, "Language, ISO 639-1")
      ->capture_default_str();
  build->add_option("--wordnet", sources.wordnet, "Folder of WordNet's database files");
  build->add_option("--thesaurus", sources.thesauri, "MyThes .dat file; may be repeated");
  build->add_option("--counts", sources.counts, "Table of word and word-pair counts");
  build->add_option("--out", arguments->out, "File to write")->required();
  build->callback([arguments, &exit_status] { exit_status = run_build(*arguments); });

  CLI::App* info = lexicon->add_subcommand("info", "Say what a compiled lexicon holds");
  auto path = std::make_shared<std::string>();
  info->add_option("FILE", *path, "A compiled lexicon")->required();
  info->callback([path, &exit_status] { exit_status = run_info(*path); });
}

}  // namespace unspin::cli
