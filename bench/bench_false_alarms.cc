// How often are articles called copies of each other that are not?
//
//   bench_false_alarms [--random N] [--out FILE]
//
// Pairs of AllSides articles: drawn blindly, and all of one topic and one day or month,
// which tell of the same things in the same names. Nobody labelled them, and true
// reuse is common: agencies' stories run in several outlets, outlets write on in texts of
// their own, and the collection holds articles twice. So the tables are of what is called
// what, pairs with most of their words in common apart, and the rest is for reading: with
// --out, every pair that is not unrelated, strongest first, with its passages.
//
// Options are the defaults; pairs are seeded: each run prints the same.

#include <fmt/core.h>
#include <fmt/ostream.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <mutex>
#include <unordered_set>

#include "base/parallel.h"
#include "judge_corpora.h"
#include "quick_random.h"
#include "text/tokens.h"
#include "timing.h"
#include "unspin/compare.h"

namespace unspin::bench {
namespace {

constexpr std::array<const char*, 7> kRelations = {
    "identical", "near_copy", "spun", "paraphrase", "excerpt", "shared", "unrelated"};

using Pair = std::pair<uint32_t, uint32_t>;

// A pair that is not unrelated.
struct Alarm {
  Pair pair;
  Relation relation = Relation::kUnrelated;
  Coverage coverage;
  double score = 0;
  double evalue = 0;
  double in_runs = 0;  // see share_in_runs()
  std::vector<Passage> passages;
};

struct Bench {
  Comparer comparer;
  std::vector<Article> articles;
  std::vector<Prepared> prepared;
  unsigned threads = 1;
};

// The share of the shorter text's words that stand in runs of eight words that the other
// has too: reuse that needs no engine to be seen.
double share_in_runs(const std::string& a, const std::string& b) {
  constexpr size_t kRun = 8;
  Tokens x = tokenize(a, "en"), y = tokenize(b, "en");
  if (x.size() > y.size()) std::swap(x, y);
  auto run_at = [](const Tokens& tokens, size_t i) {
    uint64_t hash = 0;
    for (size_t j = i; j < i + kRun; ++j)
      hash = mix_bits(hash ^ tokens[static_cast<uint32_t>(j)].word);
    return hash;
  };
  std::unordered_set<uint64_t> runs;
  for (size_t i = 0; i + kRun <= y.size(); ++i) runs.insert(run_at(y, i));
  size_t inside = 0, reached = 0;
  for (size_t i = 0; i + kRun <= x.size(); ++i) {
    if (!runs.contains(run_at(x, i))) continue;
    inside += i + kRun - std::max(i, reached);
    reached = i + kRun;
  }
  return x.size() == 0 ? 0 : double(inside) / double(x.size());
}

std::vector<Alarm> alarms_of(const Bench& bench, const std::vector<Pair>& pairs) {
  std::vector<Alarm> alarms;
  std::mutex mutex;
  parallel_for(pairs.size(), bench.threads, 64, [&](size_t i, unsigned) {
    auto [x, y] = pairs[i];
    Match match = bench.comparer.compare(bench.prepared[x], bench.prepared[y]);
    if (match.relation == Relation::kUnrelated) return;
    Alarm alarm{
        pairs[i], match.relation,           match.coverage, match.score, match.evalue,
        0,        std::move(match.passages)};
    alarm.in_runs = share_in_runs(bench.articles[x].text, bench.articles[y].text);
    std::scoped_lock lock(mutex);
    alarms.push_back(std::move(alarm));
  });
  // The closest first, then the most; in an order that threads do not change.
  std::ranges::sort(alarms, [](const Alarm& x, const Alarm& y) {
    return std::tuple(x.relation, -x.score, x.pair) <
           std::tuple(y.relation, -y.score, y.pair);
  });
  return alarms;
}

void print_row(const char* name, size_t n_pairs, const std::vector<Alarm>& alarms) {
  std::array<size_t, 7> n{}, by_runs{};
  for (const Alarm& alarm : alarms) {
    ++n[static_cast<size_t>(alarm.relation)];
    by_runs[static_cast<size_t>(alarm.relation)] += alarm.in_runs >= .3 ? 1 : 0;
  }
  n.back() = n_pairs - alarms.size();
  auto row = [](const std::string& title, const std::array<size_t, 7>& counts) {
    fmt::print("{:<34}", title);
    for (size_t count : counts) fmt::print("{:>11}", count);
    fmt::print("\n");
  };
  row(fmt::format("{} ({})", name, n_pairs), n);
  row("  .3 of the words in runs of eight", by_runs);
  size_t copies = 0, unexplained = 0;
  for (size_t i = 0; i < 4; ++i) copies += n[i], unexplained += n[i] - by_runs[i];
  fmt::print("  called copies: {} of {}, {} without such runs, which is {:.2g} of all\n",
             copies, n_pairs, unexplained, double(unexplained) / double(n_pairs));
}

void write_alarm(std::ofstream& out, const Bench& bench, const Alarm& alarm) {
  const Article& x = bench.articles[alarm.pair.first];
  const Article& y = bench.articles[alarm.pair.second];
  fmt::print(out,
             "==== {} score {:.0f} evalue {:.2g} coverage {:.2f} {:.2f} in runs {:.2f}\n"
             "a: {} {} {} {} ({} bytes)\nb: {} {} {} {} ({} bytes)\n",
             kRelations[static_cast<size_t>(alarm.relation)], alarm.score, alarm.evalue,
             alarm.coverage.a, alarm.coverage.b, alarm.in_runs, x.id, x.source, x.date,
             x.topic, x.text.size(), y.id, y.source, y.date, y.topic, y.text.size());
  for (const Passage& passage : alarm.passages)
    fmt::print(out, "-- similarity {:.2f} score {:.0f}\n[a] {}\n[b] {}\n",
               passage.similarity, passage.score,
               x.text.substr(passage.a.start, std::min<size_t>(passage.a.size(), 600)),
               y.text.substr(passage.b.start, std::min<size_t>(passage.b.size(), 600)));
  fmt::print(out, "\n");
}

std::vector<Pair> random_pairs(size_t n_articles, size_t n) {
  std::vector<Pair> pairs;
  QuickRandom random(17);
  while (pairs.size() < n) {
    uint32_t x = random.below(n_articles), y = random.below(n_articles);
    if (x != y) pairs.emplace_back(x, y);
  }
  return pairs;
}

// Of one topic, and of dates that agree in the first `date_bytes` bytes.
std::vector<Pair> topic_pairs(const std::vector<Article>& articles, size_t date_bytes) {
  std::map<std::pair<std::string, std::string>, std::vector<uint32_t>> groups;
  for (uint32_t i = 0; i < articles.size(); ++i)
    if (!articles[i].date.empty())
      groups[{articles[i].date.substr(0, date_bytes), articles[i].topic}].push_back(i);
  std::vector<Pair> pairs;
  for (const auto& [key, group] : groups)
    for (size_t i = 0; i < group.size(); ++i)
      for (size_t j = i + 1; j < group.size(); ++j)
        pairs.emplace_back(group[i], group[j]);
  return pairs;
}

int run(size_t n_random, unsigned threads, const std::string& out_path) {
  Result<Comparer> comparer = Comparer::open({.lexicon = UNSPIN_BENCH_LEXICON});
  if (!comparer) return fmt::print(stderr, "{}\n", comparer.error().message), 2;
  Bench bench{*std::move(comparer), read_allsides(1), {}, count_threads(threads)};
  if (bench.articles.empty())
    return fmt::print("no articles in {}: skipped\n", data_folder().string()), 0;
  for (const Article& article : bench.articles)
    bench.prepared.push_back(bench.comparer.prepare(
        {.id = article.id, .text = article.text, .language = "en"}));

  fmt::print("{:<34}", "pairs by relation");
  for (const char* name : kRelations) fmt::print("{:>11}", name);
  fmt::print("\n");
  std::ofstream out;
  if (!out_path.empty()) out.open(out_path);
  auto table = [&](const char* name, const std::vector<Pair>& pairs) {
    std::vector<Alarm> alarms;
    double seconds = seconds_of([&] { alarms = alarms_of(bench, pairs); });
    print_row(name, pairs.size(), alarms);
    fmt::print("  {:.0f} s, {} threads\n", seconds, bench.threads);
    std::fflush(stdout);
    if (!out.is_open()) return;
    fmt::print(out, "######## {}\n\n", name);
    for (const Alarm& alarm : alarms) write_alarm(out, bench, alarm);
  };
  table("one day, one topic", topic_pairs(bench.articles, 10));
  table("one month, one topic", topic_pairs(bench.articles, 7));
  table("drawn blindly", random_pairs(bench.articles.size(), n_random));
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  CLI::App app("Counts articles that are called copies of each other and are not.");
  size_t n_random = 1'000'000;
  unsigned threads = 0;
  std::string out;
  app.add_option("--random", n_random, "Pairs drawn blindly")->capture_default_str();
  app.add_option("--threads", threads, "0: one for each core")->capture_default_str();
  app.add_option("--out", out, "Write what is not unrelated here, to be read");
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(n_random, threads, out);
}
