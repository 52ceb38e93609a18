// The tables of bench_judge on which side is the original, and on time.

#include <fmt/core.h>

#include <ctime>

#include "judge_bench.h"

namespace unspin::bench {
namespace {

void original_row(const Bench& bench, const std::string& name,
                  const std::vector<TextPair>& pairs) {
  size_t right = 0, wrong = 0, with_words = 0;
  for (const TextPair& pair : pairs) {
    Match match = compare(bench, pair);
    right += match.original.side == Side::kA;
    wrong += match.original.side == Side::kB;
    with_words += !match.original.evidence.empty();
  }
  double n = double(std::max<size_t>(pairs.size(), 1));
  fmt::print("{:<44}{:>6}{:>10.3f}{:>10.3f}{:>10.3f}{:>10.3f}\n", name, pairs.size(),
             double(right) / n, double(wrong) / n, 1 - double(right + wrong) / n,
             double(with_words) / n);
}

}  // namespace

void original_table(const Bench& bench, const std::vector<Article>& news,
                    const std::vector<Article>& reuters) {
  fmt::print("\n== original ==\n{:<44}{:>6}{:>10}{:>10}{:>10}{:>10}\n", "", "pairs",
             "right", "wrong", "unknown", "evidence");
  std::pair<const char*, std::vector<std::string>> corpora[] = {
      {"newswire", sample(reuters, bench.n_pairs, 3)},
      {"PAN sources", sample(read_pan_sources(1500), bench.n_pairs, 4)},
      {"news", sample(held_out(news, false), bench.n_pairs, 5)}};
  for (const auto& [name, texts] : corpora)
    for (size_t kind = 0; kind < kSpinners.size(); ++kind)
      for (double share : {.03, .1, .2, .4})
        original_row(bench,
                     fmt::format("{}, {}, {:.0f} %", name, kSpinners[kind], 100 * share),
                     spun(bench, texts, static_cast<SpinnerKind>(kind), share));
  for (const char* instruction :
       {"minimal change", "Revise", "polish", "Rewrite", "Refine", "Concise"})
    original_row(bench, fmt::format("language model: {}", instruction),
                 rewrites(instruction));
}

// Relation and original of pairs that are aligned already, on one core.
void time_table(const Bench& bench, const std::vector<Article>& news) {
  double seconds = 0, words = 0;
  size_t n = 0;
  for (const TextPair& texts :
       spun(bench, sample(news, bench.n_pairs, 6), SpinnerKind::kRandomSense, .2)) {
    Text a(texts.first), b(texts.second);
    std::vector<AlignedPassage> passages = align(bench, a, b);
    SideView view_a = a.view(), view_b = b.view();
    Case pair{view_a, view_b, passages, bench.lexicon};
    std::clock_t start = std::clock();  // of the processor: others may use the machine
    RelationVerdict verdict = judge_relation(pair, 1);
    Original original = judge_original(pair, verdict, {});
    seconds += double(std::clock() - start) / CLOCKS_PER_SEC;
    words += a.tokens.size();
    ++n;
  }
  fmt::print("\n== time: {} pairs of {:.0f} words, {:.0f} us a pair ==\n", n,
             words / double(n), 1e6 * seconds / double(n));
}

}  // namespace unspin::bench
