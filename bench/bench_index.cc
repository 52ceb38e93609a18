// How fast an index is filled and searched, how large it is, and what is found of planted
// copies.
//
//   bench_index --index DIR --input news.jsonl [--truth news.tsv]
//               [--queries N] [--words 1000]
//
// Where DIR does not exist it is made of the input first, and that is timed. Queries are
// documents of the input, the last N whose length is near the one asked for, each without
// itself among the results. With the truth of make_collection, copies whose source is
// known are searched for, and counted by kind: found when the source is among the matches
// (not the leads), first when nothing stands before it that is no relative.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "unspin/index.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// What this thread has worked: on a machine that others use as well, what it would take
// alone, or a little more.
double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// What all threads of this process have worked.
double process_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Options {
  std::string index;
  std::string input;
  std::string truth;
  size_t queries = 1000;
  size_t words = 1000;
  unsigned threads = 0;
  unspin::SearchOptions searching;
};

int complain(const unspin::Error& error) {
  fmt::print(stderr, "bench_index: {}\n", error.message);
  return 2;
}

size_t count_words(const std::string& text) {
  size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool blank = c == ' ' || c == '\n' || c == '\t';
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

// Documents of about the length asked for, and those that the truth names.
struct Queries {
  std::vector<unspin::Document> timed;
  std::vector<unspin::Document> planted;
};

struct Plant {
  std::string kind;
  std::string source;
};

std::map<std::string, Plant> read_truth(const std::string& path) {
  std::map<std::string, Plant> truth;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string id, kind, source;
    std::getline(fields, id, '\t');
    std::getline(fields, kind, '\t');
    std::getline(fields, source, '\t');
    if (source != "-" && source != "source" && source != id) truth[id] = {kind, source};
  }
  return truth;
}

// The text that a document descends from by the truth.
std::string_view root_of(std::string_view id, const std::map<std::string, Plant>& truth) {
  constexpr int kMostSteps = 1000;
  for (int i = 0; i < kMostSteps; ++i) {
    auto plant = truth.find(std::string(id));
    if (plant == truth.end()) break;
    id = plant->second.source;
  }
  return id;
}

Queries read_queries(const Options& options, const std::map<std::string, Plant>& truth) {
  Queries queries;
  unspin::ReadSink sink;
  std::map<std::string, size_t> of_kind;
  sink.on_document = [&](unspin::Document&& document) {
    if (auto plant = truth.find(document.id); plant != truth.end())
      if (of_kind[plant->second.kind]++ < options.queries)
        queries.planted.push_back(document);
    size_t words = count_words(document.text);
    if (words >= options.words * 9 / 10 && words <= options.words * 11 / 10)
      queries.timed.push_back(std::move(document));
    return queries.timed.size() < options.queries || !truth.empty();
  };
  unspin::read_documents({options.input}, sink);
  if (queries.timed.size() > options.queries) queries.timed.resize(options.queries);
  return queries;
}

double quantile(std::vector<double>& values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  auto at = static_cast<size_t>(share * static_cast<double>(values.size() - 1) + .5);
  return values[at];
}

bool fill(const Options& options) {
  if (std::ifstream(options.index + "/unspin-index").good()) return true;
  auto start = Clock::now();
  if (auto made = unspin::Index::create(options.index); !made)
    return complain(made.error()), false;
  unspin::IndexOptions how;
  how.comparing.lexicon = UNSPIN_BENCH_LEXICON;
  how.threads = options.threads;
  auto index = unspin::Index::open(options.index, unspin::IndexAccess::kWrite, how);
  if (!index) return complain(index.error()), false;
  uint64_t before = 0;
  double last = 0, worked = process_seconds();
  const double first = worked;
  unspin::IndexObserver observer;
  observer.on_progress = [&](const unspin::ReadProgress& progress) {
    if (progress.documents - before < 100'000) return;
    double now = seconds_since(start);
    double work = process_seconds();
    auto more = static_cast<double>(progress.documents - before);
    fmt::print(
        "{:>9} documents: {:>7.0f} a second, {:>5.1f} us of a processor for each\n",
        progress.documents, more / (now - last), 1e6 * (work - worked) / more);
    std::fflush(stdout);
    before = progress.documents;
    last = now;
    worked = work;
  };
  auto added = index->add_inputs({options.input}, {}, observer);
  if (!added) return complain(added.error()), false;
  double filled = seconds_since(start);
  if (auto closed = index->close(); !closed) return complain(closed.error()), false;
  auto n = static_cast<double>(added->added);
  fmt::print(
      "added {} documents: {:.0f} a second; closed after {:.1f} s; {:.1f} us of a "
      "processor for each in all\n",
      added->added, n / filled, seconds_since(start),
      1e6 * (process_seconds() - first) / n);
  return true;
}

void time_queries(const unspin::Index& index, const Options& options,
                  const std::vector<unspin::Document>& queries) {
  for (int round = 0; round < 2; ++round) {
    std::vector<double> times, worked;
    double candidates = 0, compared = 0, matches = 0;
    for (const unspin::Document& query : queries) {
      unspin::SearchOptions searching = options.searching;
      searching.except_id = query.id;
      auto start = Clock::now();
      double work = thread_seconds();
      auto found = index.search(query, searching);
      times.push_back(1000 * seconds_since(start));
      worked.push_back(1000 * (thread_seconds() - work));
      if (!found) return void(complain(found.error()));
      candidates += static_cast<double>(found->candidates);
      compared += static_cast<double>(found->compared);
      matches += static_cast<double>(found->matches.size() - found->leads);
    }
    auto n = static_cast<double>(std::max<size_t>(queries.size(), 1));
    double p50 = quantile(times, .5), p90 = quantile(times, .9),
           p99 = quantile(times, .99);
    fmt::print(
        "{} {} queries: p50 {:.2f} ms, p90 {:.2f} ms, p99 {:.2f} ms; {:.1f} "
        "candidates, {:.1f} compared, {:.1f} matches each\n",
        round == 0 ? "cold" : "warm", queries.size(), p50, p90, p99, candidates / n,
        compared / n, matches / n);
    p50 = quantile(worked, .5), p90 = quantile(worked, .9), p99 = quantile(worked, .99);
    fmt::print("  of the processor: p50 {:.2f} ms, p90 {:.2f} ms, p99 {:.2f} ms\n", p50,
               p90, p99);
  }
}

void count_planted(const unspin::Index& index, const Options& options,
                   const std::map<std::string, Plant>& truth,
                   const std::vector<unspin::Document>& queries) {
  struct Count {
    uint64_t all = 0;
    uint64_t found = 0;
    uint64_t first = 0;
  };
  std::map<std::string, Count> counts;
  std::vector<double> times;
  for (const unspin::Document& query : queries) {
    const Plant& plant = truth.at(query.id);
    unspin::SearchOptions searching = options.searching;
    searching.except_id = query.id;
    auto start = Clock::now();
    auto found = index.search(query, searching);
    times.push_back(1000 * seconds_since(start));
    if (!found) return void(complain(found.error()));
    Count& count = counts[plant.kind];
    ++count.all;
    size_t n = found->matches.size() - found->leads;
    bool strangers = false;
    for (size_t i = 0; i < n; ++i) {
      const std::string& id = found->matches[i].b.id;
      count.found += id == plant.source;
      count.first += id == plant.source && !strangers;
      strangers |= root_of(id, truth) != root_of(query.id, truth);
    }
  }
  fmt::print("planted: p50 {:.2f} ms\n", quantile(times, .5));
  fmt::print("{:<16} {:>7} {:>7} {:>7}\n", "kind", "planted", "found", "first");
  for (const auto& [kind, count] : counts)
    fmt::print("{:<16} {:>7} {:>7.4f} {:>7.4f}\n", kind, count.all,
               static_cast<double>(count.found) / static_cast<double>(count.all),
               static_cast<double>(count.first) / static_cast<double>(count.all));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Fills an index, searches it, and says how fast and how well.");
  Options options;
  app.add_option("--index", options.index)->required();
  app.add_option("--input", options.input)->required();
  app.add_option("--truth", options.truth);
  app.add_option("--queries", options.queries)->capture_default_str();
  app.add_option("--words", options.words)->capture_default_str();
  app.add_option("--threads", options.threads, "For adding; 0: one for each core");
  app.add_option("--most-compared", options.searching.most_compared)
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  if (!fill(options)) return 2;
  unspin::IndexOptions how;
  how.comparing.lexicon = UNSPIN_BENCH_LEXICON;
  auto index = unspin::Index::open(options.index, unspin::IndexAccess::kRead, how);
  if (!index) return complain(index.error());
  auto stats = index->stats();
  if (!stats) return complain(stats.error());
  fmt::print("{} documents, {} bytes of text, {} bytes on disk: {:.0f} bytes each\n",
             stats->documents, stats->text_bytes, stats->disk_bytes,
             static_cast<double>(stats->disk_bytes) /
                 static_cast<double>(std::max<uint64_t>(stats->documents, 1)));
  std::map<std::string, Plant> truth = read_truth(options.truth);
  Queries queries = read_queries(options, truth);
  time_queries(*index, options, queries.timed);
  if (!truth.empty()) count_planted(*index, options, truth, queries.planted);
  return 0;
}
