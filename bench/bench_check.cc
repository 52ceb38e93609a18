// How well `check` tells spun news from clean, what it finds of broken expressions, and
// what a user's list adds.
//
//   bench_check [--texts N]
//
// Texts are those that neither the lexicon's counts nor the models were fitted on
// (check_texts.h), options are the defaults. The spinners "consistent" and "foreign" were
// not fitted on; "foreign" draws from Aiksaurus (Debian: aiksaurus), a thesaurus that the
// lexicon does not hold, and is left out where it is not installed.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>

#include "check_texts.h"
#include "judge/check.h"
#include "spinner.h"
#include "timing.h"
#include "unspin/check.h"

namespace unspin::bench {
namespace {

constexpr std::pair<SpinnerKind, const char*> kKinds[] = {
    {SpinnerKind::kRandomSense, "random sense"},
    {SpinnerKind::kFirstSense, "first sense"},
    {SpinnerKind::kThesaurus, "thesaurus"},
    {SpinnerKind::kCommon, "common words"},
    {SpinnerKind::kBestFit, "best fit"},
    {SpinnerKind::kConsistent, "consistent *"},
    {SpinnerKind::kForeign, "foreign *"}};

struct Bench {
  Checker checker;
  Lexicon lexicon;
  Spinner spinner;
  size_t n_texts = 0;
  std::vector<CheckText> texts;
};

double auc(std::vector<double> clean, const std::vector<double>& spun) {
  std::ranges::sort(clean);
  double sum = 0;
  for (double score : spun) {
    auto [from, to] = std::ranges::equal_range(clean, score);
    sum += double(from - clean.begin()) + .5 * double(to - from);
  }
  return sum / double(clean.size()) / double(std::max<size_t>(spun.size(), 1));
}

// The score on the scale of log-odds, as the logistic is flat at its ends.
double log_odds(const Check& check) { return std::log(check.score / (1 - check.score)); }

// The clean texts: their scores, and what was found in them.
std::vector<double> clean_table(const Bench& bench) {
  std::vector<double> scores;
  struct Row {
    const char* name;
    size_t texts = 0, unknown = 0, spun = 0, words = 0, flags = 0;
  };
  std::array<Row, 2> rows{{{"AllSides"}, {"Reuters"}}};
  for (const CheckText& text : bench.texts) {
    Check check = bench.checker.check({.id = "", .text = text.text});
    Row& row = rows[text.news ? 0 : 1];
    ++row.texts;
    row.words += tokenize(text.text, "en").size();
    row.flags += check.phrases.size();
    if (check.verdict == CheckVerdict::kUnknown) {
      ++row.unknown;
      continue;
    }
    scores.push_back(log_odds(check));
    if (check.verdict == CheckVerdict::kSpun) ++row.spun;
  }
  fmt::print("Clean texts\n  {:<10}{:>8}{:>10}{:>13}{:>12}{:>8}{:>16}\n", "", "texts",
             "unknown", "called spun", "per 1,000", "flags", "words a flag");
  for (const Row& row : rows)
    fmt::print("  {:<10}{:>8}{:>10}{:>13}{:>12.2f}{:>8}{:>16.0f}\n", row.name, row.texts,
               row.unknown, row.spun, 1000.0 * double(row.spun) / double(row.texts),
               row.flags, double(row.words) / double(std::max<size_t>(row.flags, 1)));
  return scores;
}

// Two neighbouring words, strongly tied, of which the spinner replaced one at least.
struct Broken {
  ByteSpan spun;  // where they stand in the spun text
  std::string words;
};

std::vector<Broken> broken_expressions(const std::string& text, const std::string& spun,
                                       const std::vector<Replacement>& replaced,
                                       const Lexicon& lexicon) {
  Tokens tokens = tokenize(text, "en");
  // Where a byte outside of what was replaced went, and the ends of what was.
  auto moved = [&](size_t byte, bool end) {
    size_t shift_from = 0, shift_to = 0;
    for (const Replacement& one : replaced) {
      if (one.begin >= byte + (end ? 0 : 1)) break;
      if (byte < one.end || (!end && byte == one.begin)) return one.spun_begin;
      shift_from = one.end, shift_to = one.spun_end;
      if (end && byte == one.end) return one.spun_end;
    }
    return std::min(byte - shift_from + shift_to, spun.size());
  };
  auto touched = [&](const Token& token) {
    return std::ranges::any_of(replaced, [&](const Replacement& one) {
      return one.begin < token.end && token.begin < one.end;
    });
  };
  std::vector<Broken> broken;
  for (uint32_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].has(kSentenceStart) || tokens[i].has(kParagraphStart)) continue;
    uint64_t first = tokens[i - 1].word, second = tokens[i].word;
    if (lexicon.count(first, second) < 4 || lexicon.association(first, second) <= 4.5)
      continue;
    if (!touched(tokens[i - 1]) && !touched(tokens[i])) continue;
    broken.push_back(
        {{moved(tokens[i - 1].begin, false), moved(tokens[i].end, true)},
         std::string(tokens.word(i - 1)) + " " + std::string(tokens.word(i))});
  }
  return broken;
}

struct Found {
  size_t texts = 0, called = 0;
  size_t broken = 0, flagged = 0, right = 0;  // in texts called spun
  size_t flags = 0, true_flags = 0;
  std::vector<double> scores;

  void add(const Check& check, const std::vector<Broken>& expressions,
           const std::vector<Replacement>& replaced) {
    ++texts;
    if (check.verdict != CheckVerdict::kUnknown) scores.push_back(log_odds(check));
    if (check.verdict != CheckVerdict::kSpun) return;
    ++called;
    for (const Broken& expression : expressions) {
      ++broken;
      bool hit = false, good = false;
      for (const SuspectPhrase& phrase : check.phrases) {
        if (!phrase.span.overlaps(expression.spun)) continue;
        hit = true;
        for (const std::string& guess : phrase.expected)
          good |=
              (" " + guess + " ").find(" " + expression.words + " ") != std::string::npos;
      }
      flagged += hit ? 1 : 0;
      right += good ? 1 : 0;
    }
    for (const SuspectPhrase& phrase : check.phrases) {
      ++flags;
      true_flags += std::ranges::any_of(replaced, [&](const Replacement& one) {
        return phrase.span.overlaps({one.spun_begin, one.spun_end});
      });
    }
  }
};

double share(size_t part, size_t whole) {
  return whole == 0 ? 0 : double(part) / double(whole);
}

void spun_table(const Bench& bench, const std::vector<double>& clean) {
  fmt::print(
      "\nSpun texts (* not fitted on); expressions: count >= 4, PMI > 4.5, broken, in "
      "texts called spun\n  {:<14}{:>6}{:>8}{:>9}{:>8}{:>10}{:>9}{:>12}{:>12}\n",
      "spinner", "share", "texts", "AUC", "called", "broken", "flagged", "right of 3",
      "flags true");
  std::mt19937_64 random(31);
  std::vector<size_t> order(bench.texts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::shuffle(order, random);
  order.resize(std::min(order.size(), bench.n_texts));
  for (auto [kind, name] : kKinds)
    for (double part : {.1, .3, .6}) {
      Found found;
      for (size_t i : order) {
        std::vector<Replacement> replaced;
        const std::string& text = bench.texts[i].text;
        std::string spun =
            bench.spinner.spin(text, kind, part, bench.lexicon, random, &replaced);
        if (replaced.empty()) continue;
        found.add(bench.checker.check({.id = "", .text = spun}),
                  broken_expressions(text, spun, replaced, bench.lexicon), replaced);
      }
      if (found.texts == 0) continue;
      fmt::print(
          "  {:<14}{:>5.0f}%{:>8}{:>9.4f}{:>8.3f}{:>10}{:>9.3f}{:>12.3f}{:>12.3f}\n",
          name, 100 * part, found.texts, auc(clean, found.scores),
          share(found.called, found.texts), found.broken,
          share(found.flagged, found.broken), share(found.right, found.flagged),
          share(found.true_flags, found.flags));
    }
}

// Half of a list of damaged phrases as the user's: what is found of the other half?
void list_table(const Bench& bench) {
  std::ifstream in(data_folder() / "tortured-phrases/dev.tsv");
  std::string line, list;
  std::getline(in, line);
  std::vector<std::pair<std::string, std::string>> other;
  for (size_t n = 0; std::getline(in, line); ++n) {
    size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    if (n % 2 == 0)
      list += line + "\n";
    else
      other.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  auto terms = CheckTerms::parse(list, "dev.tsv");
  if (!terms) return;
  size_t found = 0, right = 0, known = 0, flags = 0, words = 0;
  for (const auto& [phrase, expected] : other) {
    std::string normalised;
    for (const Tokens tokens = tokenize(expected, "en"); const Token& token : tokens.list)
      normalised +=
          (normalised.empty() ? "" : " ") +
          std::string(tokens.normalised, token.normalised, token.normalised_bytes);
    bool in_list = list.find("\t" + expected + "\n") != std::string::npos;
    known += in_list ? 1 : 0;
    std::string text = "The " + phrase + " is used.";
    auto flagged = terms->find(text, tokenize(text, "en"), bench.lexicon);
    found += flagged.empty() ? 0 : 1;
    bool good = false;
    for (const SuspectPhrase& one : flagged)
      for (const std::string& guess : one.expected) good |= guess == normalised;
    right += good ? 1 : 0;
  }
  for (const CheckText& text : bench.texts) {
    if (!text.news) continue;
    Tokens tokens = tokenize(text.text, "en");
    words += tokens.size();
    flags += terms->find(text.text, tokens, bench.lexicon).size();
  }
  fmt::print(
      "\nHalf of tortured-phrases/dev.tsv as --phrases: of the other half's {} phrases "
      "(of {}, what they stand for is in the list)\n  {:.3f} are found, {:.3f} with the "
      "right term ({:.3f} of those whose term is in the list)\n  in clean news the list "
      "finds {} stretches in {} words, one in {:.0f}\n",
      other.size(), known, share(found, other.size()), share(right, other.size()),
      share(right, known), flags, words,
      double(words) / double(std::max<size_t>(flags, 1)));
}

void time_table(const Bench& bench) {
  std::vector<double> times;
  for (const CheckText& text : bench.texts) {
    if (!text.news || times.size() == 200) continue;
    auto words = double(tokenize(text.text, "en").size());
    Document document{.id = "", .text = text.text, .language = "en"};
    double ms = 1e9;
    for (int i = 0; i < 3; ++i) {
      auto start = std::chrono::steady_clock::now();
      bench.checker.check(document);
      ms = std::min(ms, std::chrono::duration<double, std::milli>(
                            std::chrono::steady_clock::now() - start)
                            .count());
    }
    times.push_back(ms / words * 1000);
  }
  if (times.empty()) return;
  std::ranges::sort(times);
  fmt::print(
      "\nTime: {:.2f} ms a 1,000 words (median of {} articles; .95 below {:.2f})\n",
      times[times.size() / 2], times.size(), times[times.size() * 95 / 100]);
}

int run(size_t n_texts) {
  auto checker = Checker::open({.lexicon = UNSPIN_BENCH_LEXICON});
  auto lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  if (!checker || !lexicon) return fmt::print(stderr, "no lexicon\n"), 2;
  Bench bench{*std::move(checker), *std::move(lexicon),
              Spinner("/usr/share/wordnet", "/usr/share/mythes/th_en_US_v2.dat"), n_texts,
              read_check_texts(400, 8000).measured};
  bench.spinner.read_supplement(UNSPIN_BENCH_SUPPLEMENT);
  if (!bench.spinner.read_aiksaurus("/usr/share/aiksaurus"))
    fmt::print("without the spinner 'foreign': apt install aiksaurus\n");
  if (bench.texts.empty())
    return fmt::print("no texts in {}\n", data_folder().string()), 0;
  std::vector<double> clean = clean_table(bench);
  spun_table(bench, clean);
  list_table(bench);
  time_table(bench);
  auto [original, copy] = read_spun_pair();
  for (const auto& [name, text] : {std::pair("original", original), {"copy", copy}})
    fmt::print("spun-pair {}: score {:.4f}\n", name,
               bench.checker.check({.id = "", .text = text}).score);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  CLI::App app("Measures what `unspin check` finds in spun and clean news.");
  size_t texts = 400;
  app.add_option("--texts", texts, "How many texts each spinner gets")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(texts);
}
