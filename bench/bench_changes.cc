// What the judge finds of changes that people have labelled.
//
// usage: bench_changes [--data DIR] [--misses] [--whole]
//
// Sentence pairs of MSRP, whose differences ETPC names, with their words on both sides.
// The sentences are aligned as one passage, whatever they share: finding passages is
// measured elsewhere, and single sentences are shorter than what `compare` reports.

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "labelled_changes.h"

namespace unspin::bench {
namespace {

int run(int argc, char** argv) {
  ChangeSettings settings;
  CLI::App app("What the judge finds of changes that people have labelled.");
  app.add_option("--data", settings.data, "Folder of data")->envname("UNSPIN_DATA");
  app.add_flag("--misses", settings.misses, "Also list each label judged otherwise");
  app.add_flag("--whole", settings.whole, "Let the comparer find the passages");
  CLI11_PARSE(app, argc, argv);
  Result<Lexicon> lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  Result<Comparer> comparer = Comparer::open({.lexicon = UNSPIN_BENCH_LEXICON});
  if (!lexicon || !comparer) {
    fmt::print(stderr, "bench_changes: {}\n",
               lexicon ? comparer.error().message : lexicon.error().message);
    return 2;
  }
  print_changes_table(settings, *lexicon, *comparer);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::run(argc, argv); }
