// How fast features are joined, in how much memory, and how both grow.
//
// usage: bench_join [--documents N...] [--memory MIB] [--threads T] [--scratch DIR]
//                   [--kernels] [--cpu]
//
// --cpu counts processor seconds instead of the clock's: on a machine that others use,
// the steadier figure, without the time spent waiting for the disk.
//
// Features are made up, as unevenly spread as word 4-grams of news are: 500 a document,
// more than half of them nobody else's, a third shared by a few, the rest set phrases
// that follow Zipf; every hundredth document is made of half of another. Each size runs
// in a process of its own, so that its peak memory is its own.

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "join/feature_join.h"
#include "join/posting_sweep.h"
#include "join/record_sort.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kFeatures = 500;
constexpr uint32_t kBatch = 2000;

struct Settings {
  std::vector<uint32_t> documents = {100'000, 1'000'000};
  uint64_t memory_mib = 1024;
  unsigned threads = 1;
  fs::path scratch = fs::temp_directory_path() / "unspin-bench-join";
  bool kernels = false;
  bool cpu = false;
};

// Seconds since some moment: of the processor with `cpu`, else of the clock.
double now(bool cpu) {
  timespec time = {};
  ::clock_gettime(cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_of(bool cpu, const std::function<void()>& work) {
  double start = now(cpu);
  work();
  return now(cpu) - start;
}

uint64_t scramble(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

// Features of any document, from its number alone.
class Maker {
 public:
  explicit Maker(uint32_t documents) : tokens_(double{kFeatures} * documents) {}

  void make(uint32_t document, std::vector<uint64_t>& features) const {
    fill(document, kFeatures, features);
    if (document % 100 == 99) {
      std::vector<uint64_t> source;
      fill(document - 1 - document / 2, kFeatures, source);
      std::copy_n(source.begin(), kFeatures / 2, features.begin());
    }
  }

 private:
  void fill(uint32_t document, uint32_t count, std::vector<uint64_t>& features) const {
    features.clear();
    std::minstd_rand random(document + 1);
    for (uint32_t i = 0; i < count; ++i) {
      uint64_t kind = random() % 100;
      double u = static_cast<double>(random()) / 2147483647.0;
      uint64_t feature = (uint64_t{document} << 16 | i) + (uint64_t{1} << 60);
      if (kind < 30) feature = static_cast<uint64_t>(u * tokens_ * 0.3 / 4);
      if (kind >= 85)
        feature = (uint64_t{1} << 61) + static_cast<uint64_t>(std::pow(tokens_, u));
      features.push_back(scramble(feature));
    }
  }

  double tokens_;
};

struct Row {
  uint32_t documents = 0;
  double add = 0, finish = 0, emit = 0;
  JoinStats stats;
  long peak_kib = 0, base_kib = 0;
};

long peak_kib() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

double add_batch(FeatureJoin& join, const Maker& maker, uint32_t first, uint32_t end,
                 std::vector<std::vector<uint64_t>>& batch, const Settings& settings) {
  unsigned threads = settings.threads;
  for (uint32_t d = first; d < end; ++d) maker.make(d, batch[d - first]);
  return seconds_of(settings.cpu, [&] {
    std::vector<std::jthread> adders;
    auto add = [&](unsigned t) {
      for (uint32_t d = first + t; d < end; d += threads)
        (void)join.appender(t).add(d, kFeatures, batch[d - first]);
    };
    for (unsigned t = 1; t < threads; ++t) adders.emplace_back(add, t);
    add(0);
  });
}

Row run(uint32_t documents, const Settings& settings) {
  Row row{.documents = documents};
  Maker maker(documents);
  std::vector<std::vector<uint64_t>> batch(kBatch);
  for (uint32_t i = 0; i < kBatch; ++i) maker.make(i, batch[i]);
  row.base_kib = peak_kib();
  JoinOptions options{.memory_bytes = settings.memory_mib << 20,
                      .threads = settings.threads};
  FeatureJoin join = FeatureJoin::create(settings.scratch, options).value();
  for (uint32_t first = 0; first < documents; first += kBatch)
    row.add += add_batch(join, maker, first, std::min(documents, first + kBatch), batch,
                         settings);
  row.finish = seconds_of(settings.cpu, [&] { (void)join.finish().value(); });
  row.emit = seconds_of(settings.cpu, [&] {
    (void)join.emit([](std::span<const CandidatePair>) { return true; }).value();
  });
  row.stats = join.stats();
  row.peak_kib = peak_kib();
  return row;
}

// In a child process, which gives back what it measured through a pipe.
Row run_apart(uint32_t documents, const Settings& settings) {
  int ends[2];
  Row row;
  if (::pipe(ends) != 0) return row;
  std::fflush(stdout);
  pid_t child = ::fork();
  if (child == 0) {
    row = run(documents, settings);
    bool told = ::write(ends[1], &row, sizeof row) == sizeof row;
    ::_exit(told ? 0 : 1);
  }
  ::close(ends[1]);
  bool heard = ::read(ends[0], &row, sizeof row) == sizeof row;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  if (!heard) fmt::print(stderr, "bench_join: {} documents failed\n", documents);
  return row;
}

void print_rows(const std::vector<Row>& rows, const Settings& settings) {
  fmt::print("{} threads, {} MiB allowed, {} features a document\n\n", settings.threads,
             settings.memory_mib, kFeatures);
  fmt::print(
      "| documents | add, M features/s | finish, M features/s | M pairs/s | emit, "
      "M pairs/s | seconds | pairs/document | candidates/document | memory, MiB | "
      "scratch written, peak, B/document |\n"
      "|---|---|---|---|---|---|---|---|---|---|\n");
  for (const Row& row : rows) {
    double n = row.documents;
    auto features = static_cast<double>(row.stats.features);
    auto pairs = static_cast<double>(row.stats.pairs);
    fmt::print(
        "| {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.0f} | {:.2f} | "
        "{:.0f} | {:.0f}, {:.0f} |\n",
        row.documents, features / row.add / 1e6, features / row.finish / 1e6,
        pairs / row.finish / 1e6, pairs / row.emit / 1e6, row.add + row.finish + row.emit,
        pairs / n, static_cast<double>(row.stats.candidates) / n,
        static_cast<double>(row.peak_kib - row.base_kib) / 1024,
        static_cast<double>(row.stats.scratch.bytes_written) / n,
        static_cast<double>(row.stats.scratch.peak_bytes) / n);
  }
  for (size_t i = 1; i < rows.size(); ++i) {
    auto total = [](const Row& row) { return row.add + row.finish + row.emit; };
    double exponent = std::log(total(rows[i]) / total(rows[i - 1])) /
                      std::log(double(rows[i].documents) / rows[i - 1].documents);
    fmt::print("\ntime grows as N^{:.2f} from {} to {} documents\n", exponent,
               rows[i - 1].documents, rows[i].documents);
  }
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

void time_sort(size_t n, bool cpu) {
  std::vector<uint64_t> original(n);
  std::vector<uint64_t> records(n);
  std::vector<uint64_t> spare(n);
  for (size_t i = 0; i < n; ++i) original[i] = (scramble(i) >> 28 << 28) | i;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int round = 0; round < 5; ++round) {
    records = original;
    ours.push_back(
        seconds_of(cpu, [&] { (void)sort_records<uint64_t>(records, spare, 64); }));
    records = original;
    theirs.push_back(seconds_of(cpu, [&] { std::ranges::sort(records); }));
  }
  double millions = static_cast<double>(n) / 1e6;
  fmt::print("sort of {:>9} records: {:.0f} M/s; std::sort {:.0f} M/s\n", n,
             millions / median(ours), millions / median(theirs));
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  using namespace unspin::bench;
  Settings settings;
  CLI::App app("Measures the join of features.");
  app.add_option("--documents", settings.documents, "sizes")->capture_default_str();
  app.add_option("--memory", settings.memory_mib, "MiB")->capture_default_str();
  app.add_option("--threads", settings.threads)->capture_default_str();
  app.add_option("--scratch", settings.scratch)->capture_default_str();
  app.add_flag("--kernels", settings.kernels, "sorting alone as well");
  app.add_flag("--cpu", settings.cpu, "count processor seconds");
  CLI11_PARSE(app, argc, argv);
  if (settings.kernels)
    for (size_t n : {10'000, 200'000, 2'000'000, 20'000'000}) time_sort(n, settings.cpu);
  std::vector<Row> rows;
  for (uint32_t documents : settings.documents)
    rows.push_back(run_apart(documents, settings));
  print_rows(rows, settings);
  return 0;
}
