// How fast texts become features, and what the small sketch finds.
//
// usage: bench_sketch [--data DIR] [--rounds N] [--only speed|filter|near|growth]
//
// Everything is timed in turn within each round, on one core, over the texts of
// allsides-news in memory, and medians are printed, of the processor's time, for the
// machine does other things too: beside the time it takes to read
// the same bytes once, and beside tokenize(), which makes all that alignment needs.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "corpus/record_reader.h"
#include "sketch/diagonal_filter.h"
#include "sketch/features.h"
#include "sketch/fingerprint.h"
#include "sketch/word_edges.h"
#include "sketch/word_hashes.h"
#include "text/tokens.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

struct Settings {
  fs::path data = UNSPIN_DATA_DEFAULT;
  std::string only;
  int rounds = 7;

  bool wants(const std::string& part) const { return only.empty() || only == part; }
};

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double seconds_of(const std::function<void()>& work) {
  double start = thread_seconds();
  work();
  return thread_seconds() - start;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

std::vector<std::string> read_articles(const fs::path& path) {
  std::vector<std::string> texts;
  Result<OpenedRecords> opened = open_records(InputFile{path.string(), 0}, {});
  if (!opened) return texts;
  RecordBatch batch;
  for (bool more = true; more;) {
    Result<bool> next = opened->reader->next(batch);
    more = next.value_or(false);
    for (size_t i = 0; i < batch.records.size(); ++i) {
      auto record = opened->parser->parse(batch, i);
      if (record && *record) texts.push_back((*record)->document.text);
    }
  }
  return texts;
}

using Words = std::vector<uint64_t>;

std::vector<Words> words_of(const std::vector<std::string>& texts) {
  std::vector<Words> all;
  for (const std::string& text : texts) {
    WordHashes words;
    hash_words(text, words);
    all.push_back(std::move(words.hash));
  }
  return all;
}

// What a document goes through. Returns something that depends on all of it.
struct Sketcher {
  WordHashes words;
  std::vector<uint64_t> features;

  uint64_t hash(const std::string& text) {
    hash_words(text, words);
    return words.size();
  }
  uint64_t shingles(const std::string& text) {
    hash(text);
    hash_shingles(words.hash, 4, features);
    return features.size();
  }
  uint64_t distinct(const std::string& text) {
    hash(text);
    distinct_features(words.hash, 4, features);
    return features.size();
  }
  uint64_t identity(const std::string& text) {
    hash(text);
    return fingerprint(words.hash).low;
  }
  uint64_t near(const std::string& text) {
    hash(text);
    NearSketch sketch = near_sketch(words.hash);
    return fingerprint(words.hash).low + (sketch.empty ? 0 : band_keys(sketch)[3]);
  }
  uint64_t all(const std::string& text) {
    near(text);
    distinct_features(words.hash, 4, features);
    return features.size();
  }
};

uint64_t sum_of_bytes(const std::string& text) {
  return std::accumulate(text.begin(), text.end(), uint64_t{0},
                         [](uint64_t sum, char c) { return sum + uint8_t(c); });
}

void bench_speed(const std::vector<std::string>& texts, int rounds) {
  struct Step {
    std::string name;
    std::function<uint64_t(const std::string&)> work;
    std::vector<double> seconds;
  };
  Sketcher sketcher;
  auto step = [&](uint64_t (Sketcher::*member)(const std::string&)) {
    return
        [&sketcher, member](const std::string& text) { return (sketcher.*member)(text); };
  };
  std::vector<Step> steps = {{"sum of bytes", sum_of_bytes, {}}};
  for (const NamedEdgeKernel& kernel : edge_kernels())
    steps.push_back({fmt::format("hash_words, {}", kernel.name),
                     [&sketcher, &kernel](const std::string& text) {
                       hash_words_by(kernel.kernel, text, sketcher.words);
                       return sketcher.words.size();
                     },
                     {}});
  steps.push_back({"words + 4-grams", step(&Sketcher::shingles), {}});
  steps.push_back({"words + distinct 4-grams, sorted", step(&Sketcher::distinct), {}});
  steps.push_back({"words + fingerprint", step(&Sketcher::identity), {}});
  steps.push_back({"words + fingerprint + near sketch", step(&Sketcher::near), {}});
  steps.push_back({"all of these: sketching", step(&Sketcher::all), {}});
  steps.push_back(
      {"tokenize", [](const std::string& t) { return tokenize(t, "en").size(); }, {}});

  uint64_t sink = 0;
  for (int round = 0; round < rounds; ++round)
    for (Step& s : steps)
      s.seconds.push_back(seconds_of([&] {
        for (const std::string& text : texts) sink += s.work(text);
      }));
  double mb = 0;
  for (const std::string& text : texts) mb += static_cast<double>(text.size()) / 1e6;
  fmt::print("Speed: {} articles, {:.1f} MB, one core, {} rounds{}\n", texts.size(), mb,
             rounds, sink == 1 ? " " : "");
  for (const Step& s : steps)
    fmt::print("  {:<36} {:8.0f} MB/s   best {:8.0f}\n", s.name, mb / median(s.seconds),
               mb / *std::ranges::min_element(s.seconds));
}

// Neighbours in the file are strangers, mostly.
void bench_filter(const std::vector<Words>& all, int rounds) {
  DiagonalFilter filter;
  std::vector<double> fresh, again;
  uint64_t sink = 0;
  double words = 0;
  for (const Words& w : all) words += static_cast<double>(w.size());
  for (int round = 0; round < rounds; ++round) {
    fresh.push_back(seconds_of([&] {
      for (size_t i = 0; i + 1 < all.size(); ++i) {
        filter.set_first(all[i]);
        sink += filter.longest_chain(all[i + 1]);
      }
    }));
    again.push_back(seconds_of([&] {
      for (size_t i = 0; i + 1 < all.size(); ++i) {
        if (i % 10 == 0) filter.set_first(all[i]);
        sink += filter.longest_chain(all[i + 1]);
      }
    }));
  }
  auto n = static_cast<double>(all.size());
  fmt::print("Filter: pairs of {:.0f} words{}\n", words / n, sink == 1 ? " " : "");
  fmt::print("  both texts new                 {:6.2f} us a pair\n",
             1e6 * median(fresh) / n);
  fmt::print("  the first for ten pairs        {:6.2f} us a pair\n",
             1e6 * median(again) / n);
}

struct Posting {
  uint64_t key = 0;
  uint32_t document = 0;
  auto operator<=>(const Posting&) const = default;
};

// Each word is with this probability lost, exchanged or followed by another.
Words edited(const Words& words, double rate, std::mt19937_64& random) {
  std::bernoulli_distribution edit(rate);
  Words out;
  for (uint64_t word : words) {
    uint64_t kind = edit(random) ? random() % 3 : 3;
    if (kind == 1) out.push_back(random());
    if (kind >= 2) out.push_back(word);
    if (kind == 2) out.push_back(random());
  }
  return out;
}

// What the filter lets through: `pairs` by the length of their longest chain.
void print_chains(const std::string& name, const std::vector<uint32_t>& chains) {
  auto share = [&](uint32_t least) {
    auto n =
        std::ranges::count_if(chains, [=](uint32_t chain) { return chain >= least; });
    return static_cast<double>(n) /
           static_cast<double>(std::max<size_t>(chains.size(), 1));
  };
  fmt::print("  {:<44} {:8}", name, chains.size());
  for (uint32_t least : {3, 4, 5, 8}) fmt::print("   {:6.4f}", share(least));
  fmt::print("\n");
}

uint32_t chain_of(DiagonalFilter& filter, const Words& a, const Words& b) {
  filter.set_first(a);
  return filter.longest_chain(b, 12);
}

// Each word exchanged with this probability.
Words spun(std::span<const uint64_t> words, double rate, std::mt19937_64& random) {
  std::bernoulli_distribution exchange(rate);
  Words out(words.begin(), words.end());
  for (uint64_t& word : out)
    if (exchange(random)) word = random();
  return out;
}

// `excerpt` of a stranger inside the words of `host`.
Words host_of(const Words& host, const Words& excerpt) {
  Words out(host.begin(), host.begin() + static_cast<ptrdiff_t>(host.size() / 2));
  out.insert(out.end(), excerpt.begin(), excerpt.end());
  out.insert(out.end(), host.begin() + static_cast<ptrdiff_t>(host.size() / 2),
             host.end());
  return out;
}

// Pairs of articles that a join would propose: 4-grams of 2 to 10 documents, two or
// more shared, weights 1 / (df - 1) that sum to .1 of the root of the shorter length.
std::vector<std::pair<uint32_t, uint32_t>> candidates_of(const std::vector<Words>& all) {
  std::vector<Posting> postings;
  std::vector<uint64_t> features;
  for (uint32_t i = 0; i < all.size(); ++i) {
    distinct_features(all[i], 4, features);
    for (uint64_t feature : features) postings.push_back({feature, i});
  }
  std::ranges::sort(postings);
  struct Weighed {
    uint64_t pair;
    double weight;
  };
  std::vector<Weighed> weighed;
  for (size_t i = 0, end = 0; i < postings.size(); i = end) {
    while (end < postings.size() && postings[end].key == postings[i].key) ++end;
    if (end - i > 10) continue;
    for (size_t a = i; a < end; ++a)
      for (size_t b = a + 1; b < end; ++b)
        weighed.push_back({uint64_t{postings[a].document} << 32 | postings[b].document,
                           1.0 / static_cast<double>(end - i - 1)});
  }
  std::ranges::sort(weighed, {}, &Weighed::pair);
  std::vector<std::pair<uint32_t, uint32_t>> found;
  for (size_t i = 0, end = 0; i < weighed.size(); i = end) {
    double sum = 0;
    for (; end < weighed.size() && weighed[end].pair == weighed[i].pair; ++end)
      sum += weighed[end].weight;
    auto a = static_cast<uint32_t>(weighed[i].pair >> 32);
    auto b = static_cast<uint32_t>(weighed[i].pair);
    auto shorter = static_cast<double>(std::min(all[a].size(), all[b].size()));
    if (end - i >= 2 && sum >= .1 * std::sqrt(shorter)) found.emplace_back(a, b);
  }
  return found;
}

// Nine words in a row, or eight twice.
bool share_run(const Words& a, const Words& b) {
  std::vector<uint64_t> x, y;
  distinct_features(a, 8, x);
  distinct_features(b, 8, y);
  return shared_features(x, y) >= 2;
}

// Two 4-grams, without which a join proposes nothing.
bool share_4_grams(const Words& a, const Words& b) {
  std::vector<uint64_t> x, y;
  distinct_features(a, 4, x);
  distinct_features(b, 4, y);
  return shared_features(x, y) >= 2;
}

void bench_filter_quality(const std::vector<Words>& all) {
  fmt::print("  longest chain of at least {:>27}   {:>6}   {:>6}   {:>6}   {:>6}\n",
             "pairs", 3, 4, 5, 8);
  DiagonalFilter filter;
  std::mt19937_64 random(2);
  for (double rate : {.4, .6}) {
    for (size_t length : {60, 120, 0}) {
      std::vector<uint32_t> chains;
      for (size_t i = 0; i + 1 < all.size(); i += 4) {
        const Words& source = all[i];
        if (source.size() < 150) continue;
        size_t begin = length ? random() % (source.size() - length) : 0;
        Words copy =
            spun(std::span(source).subspan(begin, length ? length : source.size()), rate,
                 random);
        if (length) copy = host_of(all[i + 1], copy);
        if (!share_4_grams(source, copy)) continue;
        chains.push_back(chain_of(filter, source, copy));
      }
      print_chains(
          fmt::format("planted: {}, {:.0f} % of words exchanged",
                      length ? fmt::format("{} words", length) : "whole articles",
                      100 * rate),
          chains);
    }
  }
  std::vector<uint32_t> alike, strange;
  for (auto [a, b] : candidates_of(all))
    (share_run(all[a], all[b]) ? alike : strange)
        .push_back(chain_of(filter, all[a], all[b]));
  print_chains("candidates of a join that share a long run", alike);
  print_chains("candidates of a join that do not", strange);
}

bool share_a_key(const NearSketch& a, const NearSketch& b) {
  if (a.empty || b.empty) return false;
  auto x = band_keys(a), y = band_keys(b);
  for (size_t i = 0; i < x.size(); ++i)
    if (x[i] == y[i]) return true;
  return false;
}

double chance_to_share(double resemblance) {
  double place = resemblance + (1 - resemblance) / 256;
  return 1 - std::pow(1 - std::pow(place, NearSketch::kRows), NearSketch::kBands);
}

struct Planted {
  int n = 0;
  int met = 0;
  double expected = 0;
  double squares = 0;
};

// Copies with edits, sorted by what resemblance is left.
void bench_near_copies(const std::vector<Words>& all) {
  std::mt19937_64 random(1);
  std::vector<Planted> bins(21);
  fmt::print("Near-identical sketch: copies of {} articles with words edited\n",
             all.size());
  fmt::print("  edited   resemblance   share a key   by the formula\n");
  for (double rate : {.0025, .005, .01, .015, .02, .03, .05, .1}) {
    Planted sum;
    double mean = 0;
    for (const Words& words : all) {
      if (words.size() < 60) continue;
      Words copy = edited(words, rate, random);
      std::vector<uint64_t> a, b;
      distinct_features(words, 3, a);
      distinct_features(copy, 3, b);
      double exact = resemblance(a, b);
      NearSketch x = near_sketch(words), y = near_sketch(copy);
      bool met = share_a_key(x, y);
      double off = estimated_resemblance(x, y) - exact;
      for (Planted* to : {&sum, &bins[static_cast<size_t>(exact * 20)]}) {
        ++to->n;
        to->met += met;
        to->expected += chance_to_share(exact);
        to->squares += off * off;
      }
      mean += exact;
    }
    fmt::print("  {:5.2f} %   {:11.3f}   {:11.4f}   {:14.4f}\n", 100 * rate, mean / sum.n,
               double(sum.met) / sum.n, sum.expected / sum.n);
  }
  fmt::print(
      "  resemblance     copies   share a key   by the formula   error of estimate\n");
  for (size_t i = 0; i < bins.size(); ++i) {
    const Planted& bin = bins[i];
    if (bin.n == 0) continue;
    fmt::print("  {:.2f} .. {:.2f}   {:8}   {:11.5f}   {:14.5f}   {:17.3f}\n",
               static_cast<double>(i) / 20, static_cast<double>(i + 1) / 20, bin.n,
               double(bin.met) / bin.n, bin.expected / bin.n,
               std::sqrt(bin.squares / bin.n));
  }
}

// All pairs of articles that share a key, by what they really have in common.
void bench_near_candidates(const std::vector<Words>& all) {
  std::vector<Posting> postings;
  for (uint32_t i = 0; i < all.size(); ++i) {
    NearSketch sketch = near_sketch(all[i]);
    if (sketch.empty) continue;
    for (uint64_t key : band_keys(sketch)) postings.push_back({key, i});
  }
  std::ranges::sort(postings);
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  for (size_t i = 0; i < postings.size(); ++i)
    for (size_t k = i + 1; k < postings.size() && postings[k].key == postings[i].key; ++k)
      pairs.emplace_back(postings[i].document, postings[k].document);
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  size_t near = 0, alike = 0;
  for (auto [a, b] : pairs) {
    std::vector<uint64_t> x, y;
    distinct_features(all[a], 3, x);
    distinct_features(all[b], 3, y);
    double exact = resemblance(x, y);
    near += exact >= .9;
    alike += exact >= .5;
  }
  fmt::print(
      "  among the {} articles as they are {} pairs share a key: {} of resemblance "
      ".9 and more, {} of .5 and more, {} of less\n",
      all.size(), pairs.size(), near, alike, pairs.size() - alike);
}

// Pairs that features of 2 to 10 documents make, a document: the cost of a join, and
// how it grows.
void bench_growth(const std::vector<Words>& all) {
  fmt::print(
      "Growth: pairs a document by features of 2 to 10 documents; in brackets, the "
      "share of features that are in one document only\n");
  for (size_t n_documents = all.size() / 32; n_documents <= all.size();
       n_documents *= 2) {
    fmt::print("  {:6} documents", n_documents);
    double words = 0;
    for (size_t i = 0; i < n_documents; ++i) words += double(all[i].size());
    fmt::print(" {:5.1f} M words ", words / 1e6);
    for (unsigned n = 2; n <= 6; ++n) {
      std::vector<uint64_t> features, one;
      for (size_t i = 0; i < n_documents; ++i) {
        distinct_features(all[i], n, one);
        features.insert(features.end(), one.begin(), one.end());
      }
      std::ranges::sort(features);
      double pairs = 0, single = 0, distinct = 0;
      for (size_t i = 0; i < features.size();) {
        size_t end = i;
        while (end < features.size() && features[end] == features[i]) ++end;
        auto df = double(end - i);
        if (df > 1 && df <= 10) pairs += df * (df - 1) / 2;
        single += df == 1;
        ++distinct;
        i = end;
      }
      fmt::print("  {}: {:6.0f} ({:.2f})", n, pairs / double(n_documents),
                 single / distinct);
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
}

int run(const Settings& settings) {
  fs::path path = settings.data / "allsides-news" / "articles.jsonl.gz";
  std::vector<std::string> texts = read_articles(path);
  if (texts.empty()) {
    fmt::print("{}: not there; nothing measured\n", path.string());
    return 0;
  }
  if (settings.wants("speed")) bench_speed(texts, settings.rounds);
  std::vector<Words> words = words_of(texts);
  if (settings.wants("filter")) {
    bench_filter(words, settings.rounds);
    bench_filter_quality(words);
  }
  if (settings.wants("near")) {
    bench_near_copies(words);
    bench_near_candidates(words);
  }
  if (settings.wants("growth")) bench_growth(words);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  unspin::bench::Settings settings;
  CLI::App app{"How fast texts become features, and what the small sketch finds"};
  app.add_option("--data", settings.data, "Folder of the data sets")
      ->capture_default_str();
  app.add_option("--rounds", settings.rounds, "Rounds of each measurement")
      ->capture_default_str();
  app.add_option("--only", settings.only, "speed, filter, near or growth");
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(settings);
}
