// For tools/train_check.py: what src/judge measures of each word of clean and spun news.
//
//   dump_check OUT [--texts N]
//
// Writes OUT.f32, rows of kCheckFeatures floats and after them the number of the document
// and whether the word was put there, and OUT.tsv, a line a document: the number of its
// text, its spinner ("clean" for none), the share of words asked for, its words, and
// whether it is news or newswire.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <random>

#include "check_texts.h"
#include "judge/check_words.h"
#include "spinner.h"

namespace unspin::bench {
namespace {

struct Writer {
  std::ofstream rows, documents;
  uint32_t n = 0;

  void add(size_t text, bool news, const char* spinner, double share,
           const std::string& spun, const std::vector<Replacement>& replaced,
           const Lexicon& lexicon) {
    Tokens tokens = tokenize(spun, "en");
    size_t next = 0;
    for (const MeasuredWord& word : measure_words(tokens, lexicon)) {
      const Token& token = tokens[word.token];
      while (next < replaced.size() && replaced[next].spun_end <= token.begin) ++next;
      bool put = next < replaced.size() && replaced[next].spun_begin < token.end;
      float document = static_cast<float>(n), label = put ? 1 : 0;
      rows.write(reinterpret_cast<const char*>(word.row.data()), sizeof(word.row));
      rows.write(reinterpret_cast<const char*>(&document), sizeof(document));
      rows.write(reinterpret_cast<const char*>(&label), sizeof(label));
    }
    documents << fmt::format("{}\t{}\t{}\t{}\t{}\n", text, spinner, share, tokens.size(),
                             news ? "news" : "newswire");
    ++n;
  }
};

int run(const std::string& out, size_t n_texts) {
  auto lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  if (!lexicon) return fmt::print(stderr, "{}\n", lexicon.error().message), 2;
  Spinner spinner("/usr/share/wordnet", "/usr/share/mythes/th_en_US_v2.dat");
  spinner.read_supplement(UNSPIN_BENCH_SUPPLEMENT);
  std::vector<CheckText> texts = read_check_texts(400, 8000).fitted;
  std::mt19937_64 random(20);
  Writer writer{std::ofstream(out + ".f32", std::ios::binary),
                std::ofstream(out + ".tsv")};
  constexpr std::pair<SpinnerKind, const char*> kKinds[] = {
      {SpinnerKind::kRandomSense, "random sense"},
      {SpinnerKind::kFirstSense, "first sense"},
      {SpinnerKind::kThesaurus, "thesaurus"},
      {SpinnerKind::kCommon, "common"},
      {SpinnerKind::kBestFit, "best fit"}};
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto& [text, news] = texts[i];
    writer.add(i, news, "clean", 0, text, {}, *lexicon);
    if (i >= n_texts) continue;
    for (auto [kind, name] : kKinds) {
      double share = std::array{.05, .1, .2, .3, .5}[random() % 5];
      std::vector<Replacement> replaced;
      std::string spun = spinner.spin(text, kind, share, *lexicon, random, &replaced);
      writer.add(i, news, name, share, spun, replaced, *lexicon);
    }
  }
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) {
  CLI::App app("Measures words of clean and spun news, to fit a model on.");
  std::string out;
  size_t texts = 1200;
  app.add_option("OUT", out, "Where to write, without an ending")->required();
  app.add_option("--texts", texts, "How many texts are spun")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  return unspin::bench::run(out, texts);
}
