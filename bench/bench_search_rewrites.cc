// Is the source of a short rewritten text found, among many articles?
//
//   bench_search_rewrites [--index DIR] [--unrelated N] [--threads N]
//
// The index holds the news articles and the passages that a language model was told to
// rewrite; each rewrite is searched for. The first table counts by instruction: whose
// source stands first, whose source is among the matches, and whose source is given at
// all (a lead is a guess behind the matches).
//
// Then a threshold on the E-value of matches, so strict that one in a thousand of texts
// without a source passes it, and whose source still does. Those texts are as long as the
// rewrites, and are passages of
//
//   newswire of 1987, long before the articles: what is found is found by mistake;
//   the articles, each searched for with its own left out. Many have copies, so passages
//     are left aside that share eight words in a row with another article. What is left
//     and found are mostly the same speeches, figures and accounts in other words.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "judge_corpora.h"
#include "unspin/index.h"

namespace {

namespace fs = std::filesystem;
using unspin::bench::Article;
using unspin::bench::Rewrites;

constexpr size_t kMinWords = 20;
constexpr size_t kRun = 8;  // words in a row that are a copy

struct Options {
  std::string index;
  size_t unrelated = 10'000;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

[[noreturn]] void give_up(const unspin::Error& error) {
  fmt::print(stderr, "bench_search_rewrites: {}\n", error.message);
  std::exit(2);
}

unspin::IndexOptions index_options() {
  unspin::IndexOptions options;
  options.comparing.lexicon = UNSPIN_BENCH_LEXICON;
  return options;
}

struct Query {
  std::string kind;  // the instruction; empty: unrelated
  std::string
      source;  // whose id is right; of an unrelated one, whose is left out, if any
  std::string text;
  bool copied = false;  // unrelated, and yet it has words in a row with another
};

struct Outcome {
  bool first = false;
  bool matched = false;
  bool given = false;
  double evalue = INFINITY;  // of the match with the source; unrelated: the least of all
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (size_t at = 0; (at = text.find_first_not_of(" \n\t\r", at)) != text.npos;) {
    size_t end = std::min(text.find_first_of(" \n\t\r", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

// Hashes of all runs of words, letters and digits alone and lower case.
std::vector<uint64_t> runs_of(std::string_view text) {
  std::vector<uint64_t> hashes, runs;
  for (std::string_view word : words_of(text)) {
    std::string plain;
    for (char c : word)
      if (std::isalnum(static_cast<unsigned char>(c)))
        plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!plain.empty()) hashes.push_back(std::hash<std::string>{}(plain));
  }
  for (size_t i = 0; i + kRun <= hashes.size(); ++i) {
    uint64_t run = 0;
    for (size_t j = i; j < i + kRun; ++j) run = (run ^ hashes[j]) * 0x9e3779b97f4a7c15U;
    runs.push_back(run);
  }
  std::ranges::sort(runs);
  runs.erase(std::ranges::unique(runs).begin(), runs.end());
  return runs;
}

// In how many articles each run is.
std::unordered_map<uint64_t, uint32_t> count_runs(const std::vector<Article>& articles) {
  std::unordered_map<uint64_t, uint32_t> counts;
  counts.reserve(articles.size() * 700);
  for (const Article& article : articles)
    for (uint64_t run : runs_of(article.text)) ++counts[run];
  return counts;
}

// So many words of an article, from the start of a sentence somewhere in it.
std::string passage_of(const std::string& text, size_t n_words, std::mt19937_64& random) {
  std::vector<std::string_view> words = words_of(text);
  if (words.size() < n_words) return {};
  size_t begin = random() % (words.size() - n_words + 1);
  while (begin > 0 && !words[begin - 1].ends_with('.')) --begin;
  const std::string_view& last = words[begin + n_words - 1];
  return {words[begin].data(), static_cast<size_t>(last.end() - words[begin].begin())};
}

// Passages of `articles` as long as `rewrites`, and who of them share a run with another.
std::vector<Query> unrelated_queries(const std::vector<Article>& articles,
                                     const std::vector<Query>& rewrites, size_t n) {
  std::vector<Query> queries;
  auto counts = count_runs(articles);
  std::mt19937_64 random(1);
  for (size_t tries = 0; queries.size() < n && tries < 10 * n; ++tries) {
    const Article& article = articles[random() % articles.size()];
    size_t n_words = words_of(rewrites[random() % rewrites.size()].text).size();
    Query query{"", article.id, passage_of(article.text, n_words, random)};
    if (query.text.empty()) continue;
    for (uint64_t run : runs_of(query.text)) query.copied |= counts[run] > 1;
    queries.push_back(std::move(query));
  }
  return queries;
}

// Of one text there may be several records: the first gives it its id.
std::vector<Query> rewrite_queries(const std::vector<Rewrites>& all,
                                   std::map<std::string, std::string>& id_of_text) {
  std::vector<Query> queries;
  for (const Rewrites& record : all) {
    auto [known, fresh] =
        id_of_text.emplace(record.input, fmt::format("original-{}", id_of_text.size()));
    for (const auto& [instruction, text] : record.outputs)
      queries.push_back({instruction, known->second, text});
  }
  return queries;
}

void fill(const std::string& folder, const std::vector<Article>& articles,
          const std::map<std::string, std::string>& id_of_text) {
  constexpr size_t kBatch = 500;
  if (auto made = unspin::Index::create(folder); !made) give_up(made.error());
  auto index = unspin::Index::open(folder, unspin::IndexAccess::kWrite, index_options());
  if (!index) give_up(index.error());
  std::vector<unspin::Document> batch;
  auto add = [&](bool all) {
    if (batch.empty() || (!all && batch.size() < kBatch)) return;
    if (auto added = index->add(batch); !added) give_up(added.error());
    batch.clear();
  };
  auto take = [&](const std::string& id, const std::string& text) {
    unspin::Document document;
    document.id = id;
    document.text = text;
    batch.push_back(std::move(document));
    add(false);
  };
  for (const Article& article : articles) take(article.id, article.text);
  for (const auto& [text, id] : id_of_text) take(id, text);
  add(true);
  if (auto closed = index->close(); !closed) give_up(closed.error());
}

Outcome search(const unspin::Index& index, const Query& query) {
  unspin::Document document;
  document.id = "query";
  document.text = query.text;
  unspin::SearchOptions searching;
  if (query.kind.empty()) searching.except_id = query.source;
  auto found = index.search(document, searching);
  if (!found) give_up(found.error());
  Outcome outcome;
  size_t n_matches = found->matches.size() - found->leads;
  for (size_t i = 0; i < found->matches.size(); ++i) {
    const unspin::Match& match = found->matches[i];
    bool matched = i < n_matches;
    double evalue = matched ? match.evalue : INFINITY;
    if (query.kind.empty())
      outcome.evalue = std::min(outcome.evalue, evalue);
    else if (match.b.id == query.source)
      outcome = {i == 0, matched, true, evalue};
  }
  return outcome;
}

std::vector<Outcome> search_all(const unspin::Index& index,
                                const std::vector<Query>& queries, unsigned threads) {
  std::vector<Outcome> outcomes(queries.size());
  std::atomic<size_t> next = 0;
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < threads; ++i)
    workers.emplace_back([&] {
      for (size_t at; (at = next++) < queries.size();)
        outcomes[at] = search(index, queries[at]);
    });
  workers.clear();
  return outcomes;
}

// Texts without a source, and what they are.
using Unrelated = std::pair<std::string, std::vector<Query>>;

std::vector<Unrelated> all_unrelated(const std::vector<Article>& articles,
                                     const std::vector<Query>& rewrites, size_t n) {
  std::vector<Query> old =
      unrelated_queries(unspin::bench::read_reuters(400), rewrites, n);
  for (Query& query : old) query.source.clear();
  std::vector<Query> fresh = unrelated_queries(articles, rewrites, n);
  std::erase_if(fresh, [](const Query& query) { return query.copied; });
  return {{"passages of newswire of 1987", std::move(old)},
          {"passages of articles that share no eight words in a row", std::move(fresh)}};
}

std::vector<double> evalues_of(const std::vector<Outcome>& outcomes) {
  std::vector<double> evalues;
  for (const Outcome& one : outcomes) evalues.push_back(one.evalue);
  return evalues;
}

using ByKind = std::map<std::string, std::vector<Outcome>>;

double share(const std::vector<Outcome>& outcomes,
             const std::function<bool(const Outcome&)>& is) {
  auto n = static_cast<double>(std::ranges::count_if(outcomes, is));
  return outcomes.empty() ? 0 : n / static_cast<double>(outcomes.size());
}

void print_places(const ByKind& kinds) {
  fmt::print("{:<50} {:>6} {:>7} {:>7} {:>7}\n", "instruction", "texts", "first",
             "matched", "given");
  for (const auto& [kind, outcomes] : kinds)
    fmt::print("{:<50} {:>6} {:>7.4f} {:>7.4f} {:>7.4f}\n", kind, outcomes.size(),
               share(outcomes, &Outcome::first), share(outcomes, &Outcome::matched),
               share(outcomes, &Outcome::given));
}

// The largest E-value at which at most one in a thousand passes.
double threshold_of(std::vector<double> evalues) {
  std::ranges::sort(evalues);
  size_t passing = evalues.size() / 1000;
  return evalues.empty() ? 0 : std::nextafter(evalues[passing], 0);
}

void print_recall(const std::string& of, const ByKind& kinds,
                  const std::vector<double>& unrelated) {
  double threshold = threshold_of(unrelated);
  fmt::print("\n{}: {} texts; one in 1,000 has a match with E <= {:.3g}\n", of,
             unrelated.size(), threshold);
  for (double evalue : {1e-6, 1e-4, 1e-2, 1., 1e9})
    fmt::print("  share with E <= {:<5g} {:.4f}\n", evalue,
               static_cast<double>(std::ranges::count_if(
                   unrelated, [&](double one) { return one <= evalue; })) /
                   static_cast<double>(std::max<size_t>(unrelated.size(), 1)));
  for (const auto& [kind, outcomes] : kinds)
    fmt::print(
        "{:<50} {:>6} found {:.4f}\n", kind, outcomes.size(),
        share(outcomes, [&](const Outcome& one) { return one.evalue <= threshold; }));
}

int run(const Options& options) {
  std::vector<Article> articles = unspin::bench::read_allsides(1);
  std::vector<Rewrites> originals = unspin::bench::read_raidar(kMinWords);
  if (articles.empty() || originals.empty()) {
    fmt::print("bench_search_rewrites: no data, skipped\n");
    return 0;
  }
  std::map<std::string, std::string> id_of_text;
  std::vector<Query> rewrites = rewrite_queries(originals, id_of_text);
  std::vector<Unrelated> unrelated = all_unrelated(articles, rewrites, options.unrelated);
  std::string folder = options.index;
  if (folder.empty())
    folder =
        (fs::temp_directory_path() / fmt::format("rewrites-{}", ::getpid())).string();
  fill(folder, articles, id_of_text);
  {
    auto index = unspin::Index::open(folder, unspin::IndexAccess::kRead, index_options());
    if (!index) give_up(index.error());
    ByKind kinds;
    std::vector<Outcome> found = search_all(*index, rewrites, options.threads);
    for (size_t i = 0; i < rewrites.size(); ++i)
      kinds[rewrites[i].kind].push_back(found[i]);
    fmt::print("{} articles and {} originals of rewrites\n", articles.size(),
               id_of_text.size());
    print_places(kinds);

    for (const auto& [of, queries] : unrelated)
      print_recall(of, kinds, evalues_of(search_all(*index, queries, options.threads)));
  }
  if (options.index.empty()) fs::remove_all(folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Searches for rewrites of news among articles.");
  Options options;
  app.add_option("--index", options.index, "Where to make it, and leave it");
  app.add_option("--unrelated", options.unrelated)->capture_default_str();
  app.add_option("--threads", options.threads)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
