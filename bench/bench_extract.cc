// How well does the library find the article in a page, and how fast?
//
// Runs extract_article over a folder of pages with known main content (WCXB: html/*.gz
// and ground-truth/*.json) and prints, by kind of page, the measure of that benchmark's
// authors: precision, recall and F1 of the bag of words, where words are the lower-cased
// runs of letters, digits and underscores; means over pages. "with" is the share of
// snippets that must be in the text and are, "without" of those that must not be and are.
// bench/extract_peers.py prints the same tables for other extractors.
//
// The library's model is fitted on these pages, so its own table says how well it fits
// them. The second table is of pages that were not fitted on: the odd ones, by a model of
// the even ones. A little better than that is what other pages may expect, for the
// library's model has seen twice as many; tools/train_article.py prints five folds.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "article_model_even.h"
#include "extract/article.h"
#include "extract/page.h"
#include "extract_pages.h"

namespace unspin::bench {

namespace {

struct Options {
  std::string data;
  std::string dump;
  int rounds = 5;
};

struct Row {
  std::string id;
  std::string kind;
  Overlap overlap;
  double with = 0;
  double without = 0;
};

std::vector<Row> measure_pages(const std::vector<LabelledPage>& pages,
                               const std::vector<std::string>& texts) {
  std::vector<Row> rows;
  for (size_t i = 0; i < pages.size(); ++i) {
    const LabelledPage& page = pages[i];
    const std::string lower = to_lower(texts[i]);
    rows.push_back({page.id, page.kind, measure_overlap(texts[i], page.main_content),
                    share_inside(lower, page.with), share_inside(lower, page.without)});
  }
  return rows;
}

void print_row(const std::string& name, const std::vector<Row>& rows, auto is_in) {
  Row sum;
  double n = 0;
  for (const Row& row : rows) {
    if (!is_in(row)) continue;
    ++n;
    sum.overlap.f1 += row.overlap.f1;
    sum.overlap.precision += row.overlap.precision;
    sum.overlap.recall += row.overlap.recall;
    sum.with += row.with;
    sum.without += row.without;
  }
  if (n == 0) return;
  std::printf("  %-14s%6.0f%8.3f%8.3f%8.3f%8.3f%9.3f\n", name.c_str(), n,
              sum.overlap.f1 / n, sum.overlap.precision / n, sum.overlap.recall / n,
              sum.with / n, sum.without / n);
}

std::vector<LabelledPage> odd_pages(const std::vector<LabelledPage>& pages) {
  std::vector<LabelledPage> odd;
  for (const LabelledPage& page : pages) {
    if ((page.id.back() - '0') % 2 != 0) odd.push_back(page);
  }
  return odd;
}

std::vector<std::string> find_articles(const std::vector<LabelledPage>& pages,
                                       const TreeModel& model) {
  std::vector<std::string> texts;
  for (const LabelledPage& page : pages) {
    const auto dom = Dom::parse(page.html);
    texts.push_back(dom ? find_article(*dom, model) : std::string());
  }
  return texts;
}

void print_table(const std::vector<Row>& rows) {
  std::printf("  %-14s%6s%8s%8s%8s%8s%9s\n", "kind", "pages", "F1", "P", "R", "with",
              "without");
  for (const char* kind :
       {"article", "forum", "listing", "product", "documentation", "service"}) {
    print_row(kind, rows, [&](const Row& row) { return row.kind == kind; });
  }
  print_row("all", rows, [](const Row&) { return true; });
}

void dump_rows(const std::string& folder, const std::vector<LabelledPage>& pages,
               const std::vector<std::string>& texts, const std::vector<Row>& rows) {
  std::string table;
  for (size_t i = 0; i < pages.size(); ++i) {
    write_text(folder + "/unspin/" + pages[i].id + ".txt", texts[i]);
    const Row& row = rows[i];
    table += row.id + "\t" + row.kind;
    for (const double value : {row.overlap.f1, row.overlap.precision, row.overlap.recall,
                               row.with, row.without}) {
      table += "\t" + std::to_string(value);
    }
    table += "\n";
  }
  write_text(folder + "/unspin.tsv", table);
}

int run(const Options& options) {
  const std::vector<LabelledPage> pages = read_labelled_pages(options.data);
  if (pages.empty()) {
    std::printf("bench_extract: no pages in %s, skipped\n", options.data.c_str());
    return 0;
  }
  size_t bytes = 0;
  for (const LabelledPage& page : pages) bytes += page.html.size();

  std::vector<std::string> texts;
  std::vector<double> seconds;
  for (int round = 0; round < options.rounds; ++round) {
    texts.clear();
    const std::clock_t start = std::clock();
    for (const LabelledPage& page : pages) {
      auto article = extract_article({.html = page.html, .charset = {}, .url = page.url});
      texts.push_back(article ? std::move(article->text) : std::string());
    }
    seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::ranges::sort(seconds);
  const double median = seconds[seconds.size() / 2];
  const auto n = static_cast<double>(pages.size());
  std::printf("unspin: %.1f pages/s, %.1f MB/s of processor time, median of %zu rounds\n",
              n / median, static_cast<double>(bytes) / median / 1e6, seconds.size());

  const std::vector<Row> rows = measure_pages(pages, texts);
  print_table(rows);
  std::printf("held out: odd pages by a model of the even ones\n");
  const std::vector<LabelledPage> odd = odd_pages(pages);
  print_table(measure_pages(odd, find_articles(odd, kEvenModel)));
  if (!options.dump.empty()) dump_rows(options.dump, pages, texts, rows);
  return 0;
}

}  // namespace

}  // namespace unspin::bench

int main(int argc, char** argv) {
  unspin::bench::Options options;
  const char* data = std::getenv("UNSPIN_DATA");
  options.data = std::string(data != nullptr ? data : UNSPIN_DATA_DEFAULT) + "/wcxb-dev";
  CLI::App app("Measures extraction of articles from pages");
  app.add_option("--data", options.data, "folder of the pages")->capture_default_str();
  app.add_option("--dump", options.dump, "write each text and its measures there");
  app.add_option("--rounds", options.rounds, "timed rounds")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(options);
}
