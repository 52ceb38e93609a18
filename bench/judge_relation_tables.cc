// The tables of bench_judge on the relation of two texts and on chance.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>

#include "judge/relation_tally.h"
#include "judge_bench.h"

namespace unspin::bench {
namespace {

constexpr std::array<const char*, 7> kRelations = {
    "identical", "near_copy", "spun", "paraphrase", "excerpt", "shared", "unrelated"};
void relation_row(const Bench& bench, const std::string& name,
                  const std::vector<TextPair>& pairs) {
  std::array<size_t, 7> n{};
  for (const TextPair& pair : pairs) {
    Match match = compare(bench, pair);
    ++n[static_cast<size_t>(match.relation)];
  }
  fmt::print("{:<34}{:>6}", name, pairs.size());
  for (size_t count : n)
    fmt::print("{:>11.3f}", pairs.empty() ? 0. : double(count) / double(pairs.size()));
  fmt::print("\n");
}

// What became of the words of aligned passages, in the mean over pairs: how the
// thresholds of src/judge/relation_tally.cc were chosen.
void wording_row(const Bench& bench, const std::string& name,
                 const std::vector<TextPair>& pairs) {
  std::array<double, 8> sums{};
  double n = 0;
  for (const TextPair& texts : pairs) {
    Text a(texts.first), b(texts.second);
    Tally all;
    for (const AlignedPassage& passage : align(bench, a, b))
      all += tally(passage.words, a.tokens, b.tokens, bench.lexicon);
    if (all.tokens() == 0) continue;
    n += 1;
    double parts[] = {all.equal,         all.moved,
                      all.inflected,     all.akin,
                      all.foreign,       all.added,
                      100 * all.regions, all.tokens() * word_by_word(all, true)};
    for (size_t i = 0; i < sums.size(); ++i) sums[i] += all.share(parts[i]);
  }
  fmt::print("{:<34}{:>6}", name, n);
  for (double sum : sums) fmt::print("{:>11.3f}", sum / std::max(n, 1.));
  fmt::print("\n");
}

void chance_row(const Bench& bench, const std::string& name,
                const std::vector<TextPair>& pairs) {
  std::array<double, 6> cuts = {1, .1, .01, 1e-3, 1e-4, 1e-6};
  std::array<size_t, 6> below{};
  std::vector<double> scores;
  for (const TextPair& pair : pairs) {
    Match match = compare(bench, pair);
    double evalue = match.evalue;
    if (match.score > 0) scores.push_back(match.score);
    for (size_t i = 0; i < cuts.size(); ++i) below[i] += evalue < cuts[i];
  }
  fmt::print("{:<34}{:>6}", name, pairs.size());
  for (size_t count : below)
    fmt::print("{:>11.5f}", double(count) / double(std::max<size_t>(pairs.size(), 1)));
  fmt::print("\n");
  std::ranges::sort(scores, std::ranges::greater());
  if (scores.size() > 40) scores.resize(40);
  fmt::print("  best scores:");
  for (double score : scores) fmt::print(" {:.0f}", score);
  fmt::print("\n");
}

}  // namespace

void relation_table(const Bench& bench, const std::vector<Article>& news,
                    const std::vector<Article>& reuters) {
  fmt::print("\n== relation: share of pairs by verdict ==\n{:<34}{:>6}", "", "pairs");
  for (const char* name : kRelations) fmt::print("{:>11}", name);
  fmt::print("\n");
  size_t n = bench.n_pairs;
  std::vector<std::string> texts = sample(news, n, 1), others = sample(news, n, 2);
  relation_row(bench, "news, random pairs", random_pairs(news, 10 * n));
  relation_row(bench, "newswire, random pairs", random_pairs(reuters, 10 * n));
  relation_row(bench, "news, same event, other outlet", event_pairs(news, 2 * n));
  relation_row(bench, "PAN, no reuse", read_pan_pairs("01-no-plagiarism", 2 * n));
  relation_row(bench, "newswire, mined near-copies", silver_pairs(reuters, 2 * n));
  std::vector<TextPair> same;
  for (const std::string& text : texts) same.emplace_back(text, text);
  relation_row(bench, "a text and itself", same);
  relation_row(bench, "every 80th word dropped", lightly_edited(texts));
  relation_row(bench, "  in a page half as long again",
               with_furniture(lightly_edited(texts), others, .5));
  for (double share : {.03, .1, .2, .4, .6})
    relation_row(bench, fmt::format("spun {:.0f} %, random sense", 100 * share),
                 spun(bench, texts, SpinnerKind::kRandomSense, share));
  for (double share : {.1, .4})
    relation_row(bench, fmt::format("spun {:.0f} %, best fit", 100 * share),
                 spun(bench, texts, SpinnerKind::kBestFit, share));
  relation_row(
      bench, "spun 20 %, in a longer page",
      with_furniture(spun(bench, texts, SpinnerKind::kRandomSense, .2), others, .5));
  for (double share : {.1, .3, .5})
    relation_row(bench, fmt::format("cut out {:.0f} %", 100 * share),
                 excerpts(texts, share));
  for (const char* instruction : {"minimal change", "polish", "Rewrite", "Concise"})
    relation_row(bench, fmt::format("language model: {}", instruction),
                 rewrites(instruction));
  for (const char* name : {"02-no-obfuscation", "03-random-obfuscation",
                           "04-translation-obfuscation", "05-summary-obfuscation"})
    relation_row(bench, fmt::format("PAN {}", name), read_pan_pairs(name, n));
}

void wording_table(const Bench& bench, const std::vector<Article>& news,
                   const std::vector<Article>& reuters) {
  fmt::print("\n== wording: share of tokens; regions per 100 words ==\n{:<34}{:>6}", "",
             "pairs");
  for (const char* name :
       {"equal", "moved", "inflected", "akin", "foreign", "added", "regions", "by word"})
    fmt::print("{:>11}", name);
  fmt::print("\n");
  std::vector<std::string> texts = sample(news, bench.n_pairs, 1);
  for (size_t kind = 0; kind < kSpinners.size(); ++kind)
    for (double share : {.03, .1, .2, .4, .6})
      wording_row(bench, fmt::format("{}, {:.0f} %", kSpinners[kind], 100 * share),
                  spun(bench, texts, SpinnerKind(kind), share));
  wording_row(bench, "a spun copy as found", {read_spun_pair()});
  for (const char* instruction : {"minimal change", "polish", "Rewrite", "Concise"})
    wording_row(bench, fmt::format("language model: {}", instruction),
                rewrites(instruction));
  for (const char* name :
       {"03-random-obfuscation", "04-translation-obfuscation", "05-summary-obfuscation"})
    wording_row(bench, fmt::format("PAN {}", name), read_pan_pairs(name, bench.n_pairs));
  wording_row(bench, "newswire, mined near-copies", silver_pairs(reuters, bench.n_pairs));
  wording_row(bench, "news, same event", event_pairs(news, 2 * bench.n_pairs));
}

void chance_table(const Bench& bench, const std::vector<Article>& news,
                  const std::vector<Article>& reuters) {
  fmt::print(
      "\n== chance: share of pairs with an E-value below ==\n"
      "{:<34}{:>6}{:>11}{:>11}{:>11}{:>11}{:>11}{:>11}\n",
      "", "pairs", "1", ".1", ".01", ".001", "1e-4", "1e-6");
  size_t n = 50 * bench.n_pairs;
  chance_row(bench, "news, random pairs", random_pairs(news, n));
  chance_row(bench, "newswire, random pairs", random_pairs(reuters, n));
  chance_row(bench, "news, same event, other outlet",
             event_pairs(news, 2 * bench.n_pairs));
}

}  // namespace unspin::bench
