// What does `compare` say of spun texts, spinner by spinner and strength by strength?
//
//   bench_spun [--texts N] [--only WORD]
//
// Stories of Reuters of at least 400 bytes, drawn with a fixed seed and compared, with
// default options, with what the spinners of bench/spinner.h make of them at 10 to 80 %
// of all words (fewer are replaced where fewer have a stand-in: "words" says how many).
// Of each cell:
//
//   spun      the relation is "spun"
//   near ..   what it is called else
//   found     the passages cover at least half of the source
//   cover     how much of the source they cover, in the mean
//   right     the source is told to be the original, wrong: the copy; the rest is unknown
//   right of  right among those that are told
//
// A second table asks whether an index of all stories names the source first
// (stories that were sent again with a line more often win), a third is of rewrites by
// language models, which say nothing of which side was first.
//
// Spinners with * were not used when weights were fitted; those with + draw from a
// thesaurus that the engine's lexicon does not hold (Debian: libaiksaurus-1.2-data).

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <random>
#include <sstream>

#include "base/parallel.h"
#include "judge_corpora.h"
#include "quick_random.h"
#include "spinner.h"
#include "unspin/compare.h"
#include "unspin/index.h"

namespace unspin::bench {
namespace {

constexpr std::pair<SpinnerKind, const char*> kSpinners[] = {
    {SpinnerKind::kRandomSense, "any sense"},
    {SpinnerKind::kFirstSense, "first sense"},
    {SpinnerKind::kThesaurus, "thesaurus"},
    {SpinnerKind::kConsistent, "consistent"},
    {SpinnerKind::kBestFit, "best fit"},
    {SpinnerKind::kPartOfSpeech, "part of speech *"},
    {SpinnerKind::kCommon, "common words *"},
    {SpinnerKind::kPhrases, "phrases *"},
    {SpinnerKind::kInflection, "inflection *"},
    {SpinnerKind::kForeign, "foreign *+"},
    {SpinnerKind::kForeignOfAll, "foreign, all means *+"}};
constexpr std::array<double, 6> kShares = {.1, .2, .3, .4, .5, .8};

struct Bench {
  Comparer comparer;
  Lexicon lexicon;
  Spinner spinner;
  std::vector<std::string> texts;
  unsigned threads = 1;
};

struct Outcome {
  bool compared = false;
  Relation relation = Relation::kUnrelated;
  double covered = 0;
  Side original = Side::kUnknown;
  double replaced = 0;  // share of the words
};

struct Tally {
  size_t n = 0, found = 0, right = 0, wrong = 0;
  std::array<size_t, 7> relations{};
  double covered = 0, replaced = 0;

  void add(const Outcome& outcome) {
    if (!outcome.compared) return;
    ++n;
    found += outcome.covered >= .5 ? 1 : 0;
    right += outcome.original == Side::kA ? 1 : 0;
    wrong += outcome.original == Side::kB ? 1 : 0;
    ++relations[static_cast<size_t>(outcome.relation)];
    covered += outcome.covered;
    replaced += outcome.replaced;
  }
  double share(double part) const { return n == 0 ? 0 : part / double(n); }
  double of(Relation relation) const {
    return share(double(relations[static_cast<size_t>(relation)]));
  }
};

void print_head(const char* title) {
  fmt::print(
      "\n{:<24}{:>6}{:>7}{:>7} |{:>7}{:>7}{:>7}{:>7}{:>7} |{:>7}{:>7} |{:>7}{:>7}{:>9}\n",
      title, "share", "texts", "words", "spun", "near", "paraph", "shared", "unrel",
      "found", "cover", "right", "wrong", "right of");
}

void print_row(const std::string& name, const std::string& share, const Tally& tally) {
  double told = double(tally.right + tally.wrong);
  fmt::print("{:<24}{:>6}{:>7}{:>7.3f} |", name, share, tally.n,
             tally.share(tally.replaced));
  double near = tally.of(Relation::kNearCopy) + tally.of(Relation::kIdentical);
  for (double part : {tally.of(Relation::kSpun), near, tally.of(Relation::kParaphrase),
                      tally.of(Relation::kSharedPassages) + tally.of(Relation::kExcerpt),
                      tally.of(Relation::kUnrelated)})
    fmt::print("{:>7.4f}", part);
  fmt::print(" |{:>7.4f}{:>7.4f} |{:>7.4f}{:>7.4f}{:>9.4f}\n",
             tally.share(double(tally.found)), tally.share(tally.covered),
             tally.share(double(tally.right)), tally.share(double(tally.wrong)),
             told > 0 ? double(tally.right) / told : 0.);
  std::fflush(stdout);
}

size_t count_words(const std::string& text) {
  std::istringstream in(text);
  size_t n = 0;
  for (std::string word; in >> word;) ++n;
  return n;
}

Outcome compare_with(const Bench& bench, const std::string& text,
                     const std::string& spun) {
  Document a{.id = "a", .text = text, .language = "en"};
  Document b{.id = "b", .text = spun, .language = "en"};
  Match match = bench.comparer.compare(std::move(a), std::move(b));
  return {true, match.relation, match.coverage.a, match.original.side};
}

// A seed for each text, so that threads do not matter.
std::string spin(const Bench& bench, size_t i, SpinnerKind kind, double share,
                 size_t* n_replaced = nullptr) {
  std::mt19937_64 random(seed_of(5, i, static_cast<uint64_t>(kind)));
  std::vector<Replacement> replaced;
  std::string spun =
      bench.spinner.spin(bench.texts[i], kind, share, bench.lexicon, random, &replaced);
  if (n_replaced) *n_replaced = replaced.size();
  return spun;
}

void spinner_table(const Bench& bench, const std::string& only) {
  print_head("spinner");
  for (auto [kind, name] : kSpinners) {
    if (std::string_view(name).find(only) == std::string_view::npos) continue;
    for (double share : kShares) {
      std::vector<Outcome> outcomes(bench.texts.size());
      parallel_for(bench.texts.size(), bench.threads, 16, [&](size_t i, unsigned) {
        size_t n_replaced = 0;
        std::string spun = spin(bench, i, kind, share, &n_replaced);
        if (n_replaced == 0) return;
        outcomes[i] = compare_with(bench, bench.texts[i], spun);
        outcomes[i].replaced = double(n_replaced) / double(count_words(bench.texts[i]));
      });
      Tally tally;
      for (const Outcome& outcome : outcomes) tally.add(outcome);
      print_row(name, fmt::format("{:.0f} %", 100 * share), tally);
    }
  }
}

// Does an index of all stories name the source first?
int search_table(const Bench& bench, const std::vector<Article>& stories,
                 const std::vector<size_t>& drawn, size_t n) {
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("bench_spun.{}", getpid());
  auto made = Index::create(folder);
  auto index = made ? Index::open(folder, IndexAccess::kWrite,
                                  {.comparing = {.lexicon = UNSPIN_BENCH_LEXICON}})
                    : tl::unexpected(made.error());
  if (!index) return fmt::print(stderr, "{}\n", index.error().message), 2;
  for (size_t i = 0; i < stories.size(); ++i)
    if (!index->add({.id = std::to_string(i), .text = stories[i].text, .language = "en"}))
      return 2;
  fmt::print(
      "\nsource named first, and among the first three, of {} stories ({} searched "
      "for)\n{:<24}",
      stories.size(), n, "spinner");
  for (double share : kShares) fmt::print("{:>11.0f} %", 100 * share);
  fmt::print("\n");
  for (auto [kind, name] : kSpinners) {
    fmt::print("{:<24}", name);
    for (double share : kShares) {
      std::vector<char> first(n), third(n);
      parallel_for(n, bench.threads, 8, [&](size_t i, unsigned) {
        auto found = index->search(
            {.id = "spun", .text = spin(bench, i, kind, share), .language = "en"},
            {.most = 3, .preset = ScanPreset::kSpun});
        if (!found) return;
        for (size_t k = 0; k < found->matches.size(); ++k) {
          // Some stories are there twice.
          size_t id = std::stoul(found->matches[k].b.id);
          if (id != drawn[i] && stories[id].text != stories[drawn[i]].text) continue;
          first[i] |= k == 0;
          third[i] = 1;
        }
      });
      fmt::print("  {:.3f} {:.3f}", double(std::ranges::count(first, 1)) / double(n),
                 double(std::ranges::count(third, 1)) / double(n));
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return 0;
}

void rewrite_table(const Bench& bench) {
  print_head("language model");
  std::vector<Rewrites> all = read_raidar(20);
  if (all.empty()) return;
  for (size_t asked = 0; asked < all[0].outputs.size(); ++asked) {
    Tally tally;
    for (const Rewrites& rewrites : all)
      tally.add(compare_with(bench, rewrites.input, rewrites.outputs[asked].second));
    print_row(all[0].outputs[asked].first.substr(0, 23), "", tally);
  }
}

int run(size_t n_texts, size_t n_searched, unsigned threads, const std::string& only) {
  auto lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  auto comparer = Comparer::open({.lexicon = UNSPIN_BENCH_LEXICON});
  if (!lexicon || !comparer) return fmt::print(stderr, "no lexicon\n"), 2;
  std::vector<Article> stories = read_reuters(400);
  if (stories.empty())
    return fmt::print("no stories in {}: skipped\n", data_folder().string()), 0;
  std::vector<size_t> drawn(stories.size());
  std::iota(drawn.begin(), drawn.end(), size_t{0});
  std::ranges::shuffle(drawn, QuickRandom(3));
  drawn.resize(std::min(drawn.size(), n_texts));
  Bench bench{*std::move(comparer),
              *std::move(lexicon),
              Spinner("/usr/share/wordnet", "/usr/share/mythes/th_en_US_v2.dat"),
              {},
              count_threads(threads)};
  bench.spinner.read_supplement(UNSPIN_BENCH_SUPPLEMENT);
  if (!bench.spinner.read_aiksaurus("/usr/share/aiksaurus"))
    fmt::print("without the spinners 'foreign': apt install libaiksaurus-1.2-data\n");
  for (size_t i : drawn) bench.texts.push_back(stories[i].text);
  spinner_table(bench, only);
  rewrite_table(bench);
  if (n_searched == 0) return 0;
  return search_table(bench, stories, drawn, std::min(n_searched, drawn.size()));
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  CLI::App app("Measures what compare and search say of spun texts.");
  size_t texts = 2000, searched = 500;
  unsigned threads = 0;
  std::string only;
  app.add_option("--texts", texts, "Stories that each spinner gets")
      ->capture_default_str();
  app.add_option("--searched", searched, "Of these, to search an index for; 0: none")
      ->capture_default_str();
  app.add_option("--threads", threads, "0: one for each core")->capture_default_str();
  app.add_option("--only", only, "Spinners with this in their name");
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(texts, searched, threads, only);
}
