// This file fits the weights of src/judge/direction_features.cc.

#include <fmt/core.h>

#include <cmath>

#include "judge/direction_features.h"
#include "judge/relation_tally.h"
#include "judge_bench.h"

namespace unspin::bench {
namespace {

constexpr double kRidge = .002;

// The regions of a pair, summed up as the judge does.
Features features_of(const Bench& bench, const TextPair& pair) {
  Text a(pair.first), b(pair.second);
  std::vector<AlignedPassage> passages = align(bench, a, b);
  SideView view_a = a.view(), view_b = b.view();
  Case judged{view_a, view_b, passages, bench.lexicon};
  Measurer measurer(judged);
  Tally all;
  for (const AlignedPassage& passage : passages)
    all += tally(passage.words, a.tokens, b.tokens, bench.lexicon);
  Features sum{};
  double news = 0;
  for (const Region& region : find_regions(judged)) {
    Features features = measurer.measure(region);
    for (size_t i = 0; i < sum.size(); ++i) sum[i] += features[i] * region.news;
    news += region.news;
  }
  for (double& x : sum) x *= damping(all, news);
  return sum;
}

double dot(const Features& x, const Features& y) {
  double sum = 0;
  for (size_t i = 0; i < x.size(); ++i) sum += x[i] * y[i];
  return sum;
}

// Logistic regression over pairs, without intercept, all labels "a": gradient ascent
// with a step per feature (their scales differ) and a little ridge, as most pairs are
// easy. Over pairs and not over regions: so that the few hard spinners count as much
// as the many easy regions.
Features fit_weights(const std::vector<Features>& pairs, unsigned use) {
  Features weights{};
  for (int round = 0; round < 2000; ++round) {
    Features gradient{}, curvature{};
    for (const Features& x : pairs) {
      double p = 1 / (1 + std::exp(dot(weights, x)));
      for (size_t i = 0; i < x.size(); ++i) {
        gradient[i] += p * x[i];
        curvature[i] += .1 * x[i] * x[i];
      }
    }
    for (size_t i = 0; i < weights.size(); ++i)
      if (use >> i & 1)
        weights[i] += .3 * (gradient[i] - kRidge * double(pairs.size()) * weights[i]) /
                      (curvature[i] + 1);
  }
  return weights;
}

void print_accuracy(const std::string& name, const Features& weights,
                    const std::vector<Features>& pairs) {
  double sure = std::log(.92 / .08);
  double right = 0, sure_right = 0, sure_wrong = 0, n = double(pairs.size());
  for (const Features& x : pairs) {
    double sum = dot(weights, x);
    right += sum > 0;
    sure_right += sum > sure;
    sure_wrong += sum < -sure;
  }
  fmt::print("  {:<32} {:>5}   right {:.3f}   sure and right {:.3f}, wrong {:.3f}\n",
             name, pairs.size(), right / n, sure_right / n, sure_wrong / n);
}

}  // namespace

void fit(const Bench& bench, const std::vector<Article>& news,
         const std::vector<Article>& reuters) {
  std::vector<Features> training;
  std::vector<std::pair<std::string, std::vector<Features>>> tests;
  std::vector<Article> web = read_pan_sources(1500);
  std::vector<std::string> texts = sample(held_out(news, true), bench.n_pairs, 21);
  for (const std::string& text : sample(reuters, bench.n_pairs, 31))
    texts.push_back(text);
  for (const std::string& text : sample(web, bench.n_pairs, 41)) texts.push_back(text);
  std::pair<const char*, std::vector<std::string>> corpora[] = {
      {"news", sample(held_out(news, false), bench.n_pairs, 22)},
      {"newswire", sample(reuters, bench.n_pairs, 23)},
      {"PAN sources", sample(web, bench.n_pairs, 24)}};
  for (size_t kind = 0; kind < kSpinners.size(); ++kind) {
    for (double share : {.03, .1, .2, .4})
      for (const TextPair& pair : spun(bench, texts, SpinnerKind(kind), share))
        training.push_back(features_of(bench, pair));
    for (const auto& [name, unseen] : corpora)
      for (double share : {.03, .1, .3}) {
        auto& test = tests.emplace_back(
            fmt::format("{}, {}, {:.0f} %", name, kSpinners[kind], 100 * share),
            std::vector<Features>());
        for (const TextPair& pair : spun(bench, unseen, SpinnerKind(kind), share))
          test.second.push_back(features_of(bench, pair));
      }
  }
  for (const char* instruction : {"minimal change", "Rewrite"}) {
    auto& test = tests.emplace_back(fmt::format("model, {} (ungated)", instruction),
                                    std::vector<Features>());
    for (const TextPair& pair : rewrites(instruction))
      test.second.push_back(features_of(bench, pair));
  }
  const char* names[] = {"fit", "frequency", "entry", "kept", "repeated"};
  auto report = [&](const std::string& title, unsigned use) {
    Features weights = fit_weights(training, use);
    fmt::print("{}:", title);
    for (size_t i = 0; i < weights.size(); ++i)
      fmt::print("  {} {:.3f}", names[i], weights[i]);
    fmt::print("\n");
    for (const auto& [name, pairs] : tests) print_accuracy(name, weights, pairs);
  };
  fmt::print("fitted on {} pairs of news, newswire and web pages\n", training.size());
  unsigned all = (1u << kFeatureCount) - 1;
  report("all", all);
  for (unsigned i = 0; i < kFeatureCount; ++i)
    report(fmt::format("without {}", names[i]), all & ~(1u << i));
}

}  // namespace unspin::bench
