// What the tables of bench_judge share: the engine under test, texts as the judge sees
// them, and pairs of texts whose relation is known.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "judge/judge.h"
#include "judge_corpora.h"
#include "lexicon/lexicon.h"
#include "spinner.h"
#include "unspin/compare.h"

namespace unspin::bench {

// The original or either, and the other.
using TextPair = std::pair<std::string, std::string>;

constexpr std::array<const char*, 5> kSpinners = {
    "random sense", "thesaurus", "first sense", "consistent", "best fit"};

struct Bench {
  Comparer comparer;
  Lexicon lexicon;
  Spinner spinner;
  size_t n_pairs = 100;  // a row
};

Match compare(const Bench& bench, const TextPair& pair);

// A document as the judge sees it, without numbers and quotations.
struct Text {
  Document document;
  Tokens tokens;
  std::vector<Number> numbers;
  std::vector<QuotedSpan> quotations;

  explicit Text(std::string text);
  SideView view() const {
    return {document, document.text, tokens, numbers, quotations, tokens};
  }
};

std::vector<AlignedPassage> align(const Bench& bench, const Text& a, const Text& b);

// judge_pairs.cc. All of them draw with fixed seeds.

// One half of the articles that the lexicon's counts do not know.
std::vector<Article> held_out(const std::vector<Article>& articles, bool odd);

// `n` texts, cut at 6,000 bytes; fewer when there are no articles.
std::vector<std::string> sample(const std::vector<Article>& articles, size_t n,
                                uint64_t seed);

// Each text and what our spinner makes of it.
std::vector<TextPair> spun(const Bench& bench, const std::vector<std::string>& texts,
                           SpinnerKind kind, double share);

// Articles drawn blindly, of two publishers unless all are of one agency.
std::vector<TextPair> random_pairs(const std::vector<Article>& articles, size_t n);

// Two publishers on one event.
std::vector<TextPair> event_pairs(const std::vector<Article>& articles, size_t n);

// Pairs of newswire stories that share .6 of the words of the shorter in runs.
std::vector<TextPair> silver_pairs(const std::vector<Article>& reuters, size_t n);

// Every eightieth word dropped, as a sub-editor would.
std::vector<TextPair> lightly_edited(const std::vector<std::string>& texts);

// Each text and a stretch from its middle.
std::vector<TextPair> excerpts(const std::vector<std::string>& texts, double share);

// The second of each pair followed by so much of another text.
std::vector<TextPair> with_furniture(std::vector<TextPair> pairs,
                                     const std::vector<std::string>& others,
                                     double share);

// A text and what a language model made of it when asked so.
std::vector<TextPair> rewrites(const std::string& instruction);

// The tables. `news` and `reuters` are all articles of theirs.
void relation_table(const Bench& bench, const std::vector<Article>& news,
                    const std::vector<Article>& reuters);
void wording_table(const Bench& bench, const std::vector<Article>& news,
                   const std::vector<Article>& reuters);
void chance_table(const Bench& bench, const std::vector<Article>& news,
                  const std::vector<Article>& reuters);
void original_table(const Bench& bench, const std::vector<Article>& news,
                    const std::vector<Article>& reuters);
void time_table(const Bench& bench, const std::vector<Article>& news);

// Not a table: fits the weights of src/judge/direction_features.cc anew.
void fit(const Bench& bench, const std::vector<Article>& news,
         const std::vector<Article>& reuters);

// Not a table either: fits the models of src/judge/relation_tally.cc anew, and shows what
// they are worth on folds held out.
void fit_wording(const Bench& bench, const std::vector<Article>& news,
                 const std::vector<Article>& reuters);

}  // namespace unspin::bench
