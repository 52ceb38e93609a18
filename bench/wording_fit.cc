// This file fits the models of src/judge/relation_tally.cc that tell words replaced one
// by one from a thought put anew.
//
// Spun are texts of three kinds by five spinners at 10 to 50 %. Not spun are half of
// what language models made of passages, near-copies, reports of one event, and PAN's
// chains of translation. Of each pair all passages are counted together, and pairs with
// hardly a word replaced are left out: there the judge does not ask. Both classes weigh
// the same, and within each its kinds do.
//
// Held out is by text: what the five spinners make of one text is in one fold.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "align/passages.h"
#include "align/words.h"
#include "judge/relation_tally.h"
#include "judge_bench.h"

namespace unspin::bench {
namespace {

constexpr size_t kFolds = 5;
constexpr double kRidge = .0001;
constexpr double kLeastReplaced = .04;  // as in relation_tally.cc

// The features, and 1 for the constant.
constexpr size_t kInputs = kWordingFeatureCount + 1;
using Inputs = std::array<double, kInputs>;

struct Example {
  Inputs inputs{};
  bool spun = false;
  size_t fold = 0;
  size_t kind = 0;
  double weight = 0;
  bool shipped = false;  // what the judge says of it now
};

struct Set {
  std::vector<std::string> kinds;
  std::vector<Example> examples;
};

double dot(const Inputs& x, const Inputs& y) {
  double sum = 0;
  for (size_t i = 0; i < kInputs; ++i) sum += x[i] * y[i];
  return sum;
}

// `with`: false counts as where no lexicon is at hand.
void add(const Bench& bench, bool with, const std::string& kind, bool spun,
         const std::vector<TextPair>& pairs, Set& set) {
  Lexicon none;
  const Lexicon& lexicon = with ? bench.lexicon : none;
  set.kinds.push_back(kind);
  for (size_t i = 0; i < pairs.size(); ++i) {
    Text a(pairs[i].first), b(pairs[i].second);
    Tally all;
    for (const Rectangle& rectangle : find_passages(a.tokens, b.tokens, lexicon))
      all += tally(align_words(a.tokens, b.tokens, rectangle, lexicon), a.tokens,
                   b.tokens, lexicon);
    if (all.share(all.replaced() + all.inflected) < kLeastReplaced) continue;
    Example example;
    WordingFeatures features = wording_features(all);
    std::ranges::copy(features, example.inputs.begin());
    example.inputs.back() = 1;
    example.spun = spun;
    example.fold = i % kFolds;
    example.kind = set.kinds.size() - 1;
    example.shipped = kind_of(all, with) == PassageKind::kSpun;
    set.examples.push_back(example);
  }
}

void weigh(Set& set) {
  std::vector<double> sizes(set.kinds.size());
  std::array<double, 2> kinds{};
  std::vector<bool> known(set.kinds.size());
  for (const Example& example : set.examples) {
    sizes[example.kind] += 1;
    if (!known[example.kind]) kinds[example.spun] += 1;
    known[example.kind] = true;
  }
  for (Example& example : set.examples)
    example.weight = 1 / (sizes[example.kind] * kinds[example.spun]);
}

// Solves the symmetric system in place, by elimination. `use`: the inputs that count.
Inputs solve(std::array<Inputs, kInputs> matrix, Inputs right,
             const std::vector<size_t>& use) {
  for (size_t k : use)
    for (size_t row : use) {
      if (row == k) continue;
      double factor = matrix[row][k] / matrix[k][k];
      for (size_t column : use) matrix[row][column] -= factor * matrix[k][column];
      right[row] -= factor * right[k];
    }
  Inputs solution{};
  for (size_t k : use) solution[k] = right[k] / matrix[k][k];
  return solution;
}

// Logistic regression by Newton's steps, with a little ridge but on the constant.
// Leaves out the examples of one fold.
Inputs fit_model(const Set& set, const std::vector<size_t>& use, size_t without) {
  Inputs weights{};
  for (int round = 0; round < 60; ++round) {
    std::array<Inputs, kInputs> curvature{};
    Inputs gradient{};
    for (const Example& example : set.examples) {
      if (example.fold == without) continue;
      double p = 1 / (1 + std::exp(-dot(weights, example.inputs)));
      double miss = (example.spun ? 1 : 0) - p;
      double slope = std::max(p * (1 - p), 1e-6);
      for (size_t i : use) {
        gradient[i] += example.weight * miss * example.inputs[i];
        for (size_t j : use)
          curvature[i][j] +=
              example.weight * slope * example.inputs[i] * example.inputs[j];
      }
    }
    for (size_t i : use) {
      double ridge = i + 1 < kInputs ? kRidge : 1e-9;
      gradient[i] -= ridge * weights[i];
      curvature[i][i] += ridge;
    }
    Inputs step = solve(curvature, gradient, use);
    double length = std::sqrt(dot(step, step));
    for (size_t i : use) weights[i] += step[i] * std::min(1., 8 / (length + 1e-9));
    if (length < 1e-6) break;
  }
  return weights;
}

void print_weights(const char* name, const Inputs& weights) {
  constexpr std::array<const char*, kInputs> kNames = {
      "tied", "one word", "added", "moved", "swapped", "grammar", "constant"};
  fmt::print("{}:", name);
  for (size_t i = 0; i < kInputs; ++i) fmt::print("  {} {:.1f}", kNames[i], weights[i]);
  fmt::print("\n");
}

// The models of which either is enough: fitted on all, then judged on what they have
// not seen.
void report(const char* title, const Set& set,
            const std::vector<std::pair<const char*, std::vector<size_t>>>& models) {
  fmt::print("\n{}, {} pairs\n", title, set.examples.size());
  for (const auto& [name, use] : models) print_weights(name, fit_model(set, use, kFolds));
  std::vector<std::array<size_t, kFolds>> called(set.kinds.size()), all(called);
  std::vector<size_t> shipped(set.kinds.size());
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Inputs> weights;
    for (const auto& [name, use] : models) weights.push_back(fit_model(set, use, fold));
    for (const Example& example : set.examples) {
      if (example.fold != fold) continue;
      ++all[example.kind][fold];
      called[example.kind][fold] += std::ranges::any_of(
          weights, [&](const Inputs& w) { return dot(w, example.inputs) > 0; });
      shipped[example.kind] += example.shipped;
    }
  }
  fmt::print("{:<36}{:>7}{:>9}   {}{:>24}\n", "called spun", "pairs", "held out",
             "by fold", "as shipped");
  for (size_t kind = 0; kind < set.kinds.size(); ++kind) {
    double n = 0, sum = 0;
    for (size_t fold = 0; fold < kFolds; ++fold)
      n += double(all[kind][fold]), sum += double(called[kind][fold]);
    fmt::print("{:<36}{:>7}{:>9.3f}  ", set.kinds[kind], n, sum / std::max(n, 1.));
    for (size_t fold = 0; fold < kFolds; ++fold)
      fmt::print(" {:.2f}",
                 double(called[kind][fold]) / std::max(double(all[kind][fold]), 1.));
    fmt::print("{:>10.3f}\n", double(shipped[kind]) / std::max(n, 1.));
  }
}

Set examples(const Bench& bench, bool with, const std::vector<Article>& news,
             const std::vector<Article>& reuters) {
  Set set;
  size_t n = bench.n_pairs;
  std::vector<std::string> texts = sample(held_out(news, true), n, 51);
  for (const std::string& text : sample(reuters, n, 52)) texts.push_back(text);
  for (const std::string& text : sample(read_pan_sources(1500), n, 53))
    texts.push_back(text);
  for (size_t kind = 0; kind < kSpinners.size(); ++kind)
    for (double share : {.1, .2, .3, .5})
      add(bench, with, fmt::format("{}, {:.0f} %", kSpinners[kind], 100 * share), true,
          spun(bench, texts, SpinnerKind(kind), share), set);
  for (const char* instruction :
       {"minimal change", "Revise", "polish", "Rewrite", "Refine", "Concise"}) {
    std::vector<TextPair> pairs = rewrites(instruction), half;
    for (size_t i = 0; i < pairs.size(); i += 2) half.push_back(pairs[i]);
    add(bench, with, fmt::format("language model: {}", instruction), false, half, set);
  }
  add(bench, with, "newswire, mined near-copies", false, silver_pairs(reuters, 4 * n),
      set);
  add(bench, with, "news, same event", false, event_pairs(news, 4 * n), set);
  add(bench, with, "PAN, translation chains", false,
      read_pan_pairs("04-translation-obfuscation", 4 * n), set);
  weigh(set);
  return set;
}

}  // namespace

void fit_wording(const Bench& bench, const std::vector<Article>& news,
                 const std::vector<Article>& reuters) {
  constexpr size_t kConstant = kWordingFeatureCount;
  Set with = examples(bench, true, news, reuters);
  report("with a lexicon, either model is enough", with,
         {{"by dictionary",
           {kTied, kOneWord, kAdded, kMovedAway, kSwapped, kGrammar, kConstant}},
          {"by places", {kOneWord, kAdded, kMovedAway, kSwapped, kGrammar, kConstant}}});
  Set without = examples(bench, false, news, reuters);
  report("without a lexicon", without,
         {{"by places", {kOneWord, kAdded, kMovedAway, kSwapped, kConstant}}});
}

}  // namespace unspin::bench
