// How fast: text, reading, pairs, one comparison, the whole program, and how time grows.
//
// usage: bench_speed [--data DIR] [--program PATH] [--rounds N] [--only PART]
//
// These figures are taken on machines that do other things too. So what is compared
// is measured in turn within one run, several rounds, and medians are printed.
// Without the data folder the parts that need it are left out, with a word.

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "bench_speed_read.h"
#include "text/tokens.h"
#include "timing.h"
#include "unspin/unspin.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

struct Settings {
  fs::path data = UNSPIN_DATA_DEFAULT;
  fs::path program = UNSPIN_PROGRAM;
  fs::path articles = UNSPIN_ARTICLES;
  std::string only;
  int rounds = 5;
};

std::string slurp(const fs::path& path) {
  return read_file(path, size_t{1} << 30).value_or("");
}

// The least that any tool of this kind has to do: cut at what is no letter or digit,
// lower the case, hash each word. Returns something that depends on all of it.
uint64_t bare_loop(std::string_view text) {
  uint64_t sum = 0;
  char word[64];
  size_t n = 0;
  for (char byte : text) {
    auto c = static_cast<unsigned char>(byte);
    bool letter =
        (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80;
    if (letter && n < sizeof word) {
      word[n++] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 32 : c);
    } else if (n) {
      sum += hash_word({word, n});
      n = 0;
    }
  }
  return sum + n;
}

void bench_text(const std::string& name, const std::vector<std::string>& texts,
                int rounds) {
  size_t bytes = 0, tokens = 0;
  uint64_t sink = 0;
  for (const std::string& text : texts) bytes += text.size();
  std::vector<double> bare, full;
  for (int i = 0; i < rounds; ++i) {
    bare.push_back(seconds_of([&] {
      for (const std::string& text : texts) sink += bare_loop(text);
    }));
    tokens = 0;
    full.push_back(seconds_of([&] {
      for (const std::string& text : texts) tokens += tokenize(text, "en").size();
    }));
  }
  double mb = static_cast<double>(bytes) / 1e6;
  fmt::print(
      "  {:<28} {:7.1f} MB  {:7.1f} MB/s  {:6.1f} M tokens/s  bare loop {:7.1f} MB/s  "
      "ratio {:.2f}{}\n",
      name, mb, mb / median(full), static_cast<double>(tokens) / 1e6 / median(full),
      mb / median(bare), median(full) / median(bare), sink == 1 ? " " : "");
}

std::vector<std::string> read_folder(const fs::path& folder, size_t limit_bytes) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".txt")
      paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  size_t bytes = 0;
  for (const fs::path& path : paths) {
    if (bytes > limit_bytes) break;
    texts.push_back(slurp(path));
    bytes += texts.back().size();
  }
  return texts;
}

struct PairList {
  std::vector<Document> documents;
  std::vector<std::pair<size_t, size_t>> pairs;
};

PairList read_pan(const fs::path& pan) {
  PairList list;
  std::map<std::string, size_t> known;
  auto index_of = [&](const std::string& folder, const std::string& name) {
    auto [it, is_new] = known.try_emplace(folder + name, list.documents.size());
    if (is_new)
      list.documents.push_back({.id = name, .text = slurp(pan / folder / name)});
    return it->second;
  };
  std::ifstream lines(pan / "pairs");
  std::string suspicious, source;
  while (lines >> suspicious >> source)
    list.pairs.emplace_back(index_of("susp", suspicious), index_of("src", source));
  return list;
}

// Every pair from its bytes: tokenising both sides each time, as `--pairs` does for
// documents it has not seen.
void bench_pan_pairs(const Comparer& comparer, const PairList& list, int rounds) {
  size_t bytes = 0, related = 0;
  for (auto [a, b] : list.pairs)
    bytes += list.documents[a].text.size() + list.documents[b].text.size();
  std::vector<double> cold, warm;
  std::vector<Prepared> prepared;
  for (const Document& document : list.documents)
    prepared.push_back(comparer.prepare(document));
  for (int i = 0; i < rounds; ++i) {
    cold.push_back(seconds_of([&] {
      for (auto [a, b] : list.pairs)
        comparer.compare(list.documents[a], list.documents[b]);
    }));
    related = 0;
    warm.push_back(seconds_of([&] {
      for (auto [a, b] : list.pairs)
        related +=
            comparer.compare(prepared[a], prepared[b]).relation != Relation::kUnrelated;
    }));
  }
  auto n = static_cast<double>(list.pairs.size());
  fmt::print("  {} pairs of {:.1f} kB ({} related), one core\n", list.pairs.size(),
             static_cast<double>(bytes) / n / 1e3, related);
  fmt::print("  from bytes to verdict         {:8.0f} pairs/s  {:.3f} ms a pair\n",
             n / median(cold), 1e3 * median(cold) / n);
  fmt::print("  documents prepared before     {:8.0f} pairs/s  {:.3f} ms a pair\n",
             n / median(warm), 1e3 * median(warm) / n);
}

// A text of about `words` words: the start of `text`, whole words.
std::string first_words(const std::string& text, size_t words) {
  size_t i = 0;
  for (size_t n = 0; i < text.size(); ++i)
    if (text[i] == ' ' && ++n == words) break;
  return text.substr(0, i);
}

const std::string& longest(const std::vector<std::string>& texts) {
  return *std::ranges::max_element(texts, {}, &std::string::size);
}

// `text` with one word in twenty replaced.
std::string with_changed_words(const std::string& text) {
  std::istringstream words(text);
  std::string out, word;
  for (size_t n = 0; words >> word; ++n) out += (n % 20 == 7 ? "altered" : word) + " ";
  return out;
}

void bench_one_pair(const Comparer& comparer, const std::string& name,
                    const std::string& a, const std::string& b) {
  std::vector<double> times;
  Match match;
  for (int i = 0; i < 201; ++i)
    times.push_back(seconds_of([&] {
      match = comparer.compare(Document{.id = "a", .text = a},
                               Document{.id = "b", .text = b});
    }));
  fmt::print(
      "  {:<28} {:6.3f} ms from bytes to verdict, median of {} ({} + {} bytes, {} "
      "passages)\n",
      name, 1e3 * median(times), times.size(), a.size(), b.size(), match.passages.size());
}

// Runs the program with its output thrown away. Returns its exit status.
int run_program(const fs::path& program, std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status =
      ::posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (status != 0 || ::waitpid(child, &status, 0) < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void bench_process(const Settings& settings) {
  std::vector<double> times;
  int status = 0;
  for (int i = 0; i < 41 && status == 0; ++i)
    times.push_back(seconds_of([&] {
      status = run_program(settings.program,
                           {"unspin", "compare", settings.articles / "original.txt",
                            settings.articles / "copy.txt", "--json"});
    }));
  if (status != 0)
    fmt::print("  {}: exit status {}\n", settings.program.string(), status);
  else
    fmt::print(
        "  unspin compare A B --json     {:6.1f} ms from start to finish, median of {}\n",
        1e3 * median(times), times.size());
}

// Invented text of a given size; every second sentence of the other side is shared.
std::pair<std::string, std::string> half_shared(size_t bytes) {
  std::mt19937 random(11);
  auto sentence = [&] {
    std::string out;
    for (size_t i = 0, n = 6 + random() % 18; i < n; ++i) {
      for (size_t k = 0, syllables = 2 + random() % 2; k < syllables; ++k) {
        out += "bcdfgklmnprstvz"[random() % 15];
        out += "aeiou"[random() % 5];
      }
      out += ' ';
    }
    out.back() = '.';
    return out + "\n";
  };
  std::string a, b;
  while (a.size() < bytes) {
    std::string shared = sentence() + sentence() + sentence();
    a += shared + sentence() + sentence();
    b += sentence() + sentence() + shared;
  }
  return {a, b};
}

void bench_growth(const Comparer& comparer) {
  for (size_t bytes : {10'000, 100'000, 1'000'000, 4'000'000}) {
    auto [a, b] = half_shared(bytes);
    double seconds = seconds_of([&, &left = a, &right = b] {
      comparer.compare(Document{.id = "a", .text = left},
                       Document{.id = "b", .text = right});
    });
    fmt::print("  two texts of {:9} bytes    {:8.1f} ms  {:6.2f} MB/s\n", bytes,
               1e3 * seconds, static_cast<double>(a.size() + b.size()) / 1e6 / seconds);
  }
}

int run(const Settings& settings) {
  auto comparer =
      Comparer::open({.lexicon = settings.program.parent_path() / "en.lexicon"});
  if (!comparer)
    return fmt::print(stderr, "bench_speed: {}\n", comparer.error().message), 2;

  bool have_data = fs::exists(settings.data / "pan13-train" / "pairs");
  if (!have_data)
    fmt::print("no data in {}: what needs it is left out; give --data DIR\n",
               settings.data.string());
  auto wanted = [&](const char* part) {
    return settings.only.empty() || settings.only == part;
  };

  if (have_data && wanted("text")) {
    fmt::print("text: words, stems, sentences, against a bare tokenise-and-hash loop\n");
    bench_text("articles (pan13-train)",
               read_folder(settings.data / "pan13-train" / "src", 20'000'000),
               settings.rounds);
    bench_text("books (gutenberg)", read_folder(settings.data / "gutenberg", 10'000'000),
               settings.rounds);
  }
  if (have_data && wanted("read")) {
    fmt::print("reading: one thread, up to the callback with each document\n");
    bench_reading(settings.data, settings.rounds);
  }
  if (wanted("pair")) {
    fmt::print("one pair\n");
    bench_one_pair(*comparer, "the bundled example",
                   slurp(settings.articles / "original.txt"),
                   slurp(settings.articles / "copy.txt"));
    fs::path pair = settings.data / "spun-pair";
    if (have_data) {
      std::vector<std::string> sources =
          read_folder(settings.data / "pan13-train" / "src", 100'000);
      std::string article = first_words(longest(sources), 1000);
      bench_one_pair(*comparer, "two strangers, 1,000 words", article,
                     first_words(slurp(pair / "copy.txt"), 1000));
      bench_one_pair(*comparer, "one word in 20 changed", article,
                     with_changed_words(article));
      bench_one_pair(*comparer, "spun throughout (spun-pair)",
                     first_words(slurp(pair / "original.txt"), 1000),
                     first_words(slurp(pair / "copy.txt"), 1000));
    }
  }
  if (wanted("process")) {
    fmt::print("the whole program\n");
    bench_process(settings);
  }
  if (wanted("growth")) {
    fmt::print("growth: two texts that share three sentences of five\n");
    bench_growth(*comparer);
  }
  if (have_data && wanted("pan")) {
    fmt::print("pairs: the PAN13 training pairs\n");
    bench_pan_pairs(*comparer, read_pan(settings.data / "pan13-train"), settings.rounds);
  }
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  unspin::bench::Settings settings;
  if (const char* data = std::getenv("UNSPIN_DATA")) settings.data = data;
  CLI::App app("Speed of text, pairs and the whole program");
  app.add_option("--data", settings.data,
                 "Folder with pan13-train, spun-pair, gutenberg");
  app.add_option("--program", settings.program, "The unspin binary")
      ->capture_default_str();
  app.add_option("--only", settings.only,
                 "One part: text, read, pair, process, growth or pan");
  app.add_option("--rounds", settings.rounds, "Rounds to take the median of")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(settings);
}
