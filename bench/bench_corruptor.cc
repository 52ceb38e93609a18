// Whether one thing changed in a true copy of an article is listed, as what it is.
//
// usage: bench_corruptor [--articles N] [--seed N] [--misses]
//
// Articles of AllSides and stories of Reuters, by default settings.

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "corrupted_articles.h"

int main(int argc, char** argv) {
  unspin::bench::CorruptedSettings settings;
  CLI::App app("Whether one thing changed in a true copy is listed.");
  app.add_option("--articles", settings.articles, "Articles of each source");
  app.add_option("--seed", settings.seed, "Which articles, and what is changed");
  app.add_flag("--misses", settings.misses, "Also list each error");
  CLI11_PARSE(app, argc, argv);
  auto comparer = unspin::Comparer::open({.lexicon = UNSPIN_BENCH_LEXICON});
  if (!comparer) {
    fmt::print(stderr, "bench_corruptor: {}\n", comparer.error().message);
    return 2;
  }
  unspin::bench::print_corrupted_tables(settings, *comparer);
  return 0;
}
