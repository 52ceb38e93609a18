// What the judge finds of changes that people have labelled.
//
// usage: bench_changes [--data DIR] [--misses]
//
// Changes: sentence pairs of MSRP, whose differences ETPC names, with their words on
// both sides. A label of a changed figure, name or polarity is found when a reported
// change holds one of the words that only its one side has. Labels that keep the
// sense (synonyms, spelling, the same name written otherwise) should not be listed;
// the table counts how many are. The sentences are aligned as one passage, whatever
// they share: finding passages is measured elsewhere.
//
// Speakers: articles of PolNear, where people marked who says what. A quotation of
// three words or more that lies in a marked content has its source; ours is right when
// the two overlap.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/words.h"
#include "base/file.h"
#include "judge/judge.h"
#include "judge/speaker.h"
#include "labelled_corpora.h"
#include "lexicon/lexicon.h"
#include "text/numbers.h"
#include "text/quotations.h"
#include "text/tokens.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

struct Settings {
  fs::path data = UNSPIN_DATA_DEFAULT;
  bool misses = false;
};

std::string slurp(const fs::path& path) {
  return read_file(path, size_t{1} << 30).value_or("");
}

// One side, read as the engine reads it.
struct Side {
  explicit Side(std::string text) {
    document.text = std::move(text);
    document.language = "en";
    tokens = tokenize(document.text, "en");
    numbers = find_numbers(document.text, tokens);
    quotations = find_quotations(document.text, tokens);
  }
  SideView view() const {
    return {document, document.text, tokens, numbers, quotations, tokens};
  }

  Document document;
  Tokens tokens;
  std::vector<Number> numbers;
  std::vector<QuotedSpan> quotations;
};

std::vector<Change> changes_of(const Side& a, const Side& b, const Lexicon& lexicon) {
  Rectangle all{{0, a.tokens.size()}, {0, b.tokens.size()}};
  std::vector<AlignedPassage> passages = {
      {all, align_words(a.tokens, b.tokens, all, lexicon)}};
  SideView view_a = a.view(), view_b = b.view();
  return judge_contents({view_a, view_b, passages, lexicon}).changes;
}

// The row of the table that a label counts in; empty for what the judge is not for.
std::string row_of(const Label& label) {
  auto is = [&](std::string_view begin) { return label.type.starts_with(begin); };
  bool figures = label.a.find_first_of("0123456789") != label.a.npos ||
                 label.b.find_first_of("0123456789") != label.b.npos;
  if (!label.keeps_sense) {
    if (is("Same Polarity Substitution (named"))
      return figures ? "1 changed: figure" : "2 changed: name";
    if (is("Opposite polarity") || is("Negation")) return "3 changed: polarity";
    return "";
  }
  if (is("Same Polarity Substitution (named")) return "4 kept: name or figure";
  if (is("Same Polarity Substitution")) return "5 kept: synonym";
  if (is("Modal")) return "6 kept: modal verb";
  if (is("Spelling") || is("Inflectional") || is("Change of format"))
    return "7 kept: form or spelling";
  return "";
}

std::vector<uint64_t> words_of(std::string_view text) {
  std::vector<uint64_t> words;
  for (const Token& token : tokenize(text, "en").list) words.push_back(token.word);
  std::ranges::sort(words);
  return words;
}

// Does `place` hold a word that `mine` has and `other` has not?
bool holds_own(std::string_view place, std::string_view mine, std::string_view other) {
  std::vector<uint64_t> held = words_of(place), theirs = words_of(other);
  return std::ranges::any_of(words_of(mine), [&](uint64_t word) {
    return std::ranges::binary_search(held, word) &&
           !std::ranges::binary_search(theirs, word);
  });
}

const Change* change_at(const std::vector<Change>& changes, const Label& label) {
  auto hit = std::ranges::find_if(changes, [&](const Change& c) {
    return c.kind != ChangeKind::kOmission && c.kind != ChangeKind::kAddition &&
           c.kind != ChangeKind::kQuotation &&
           (holds_own(c.a.text, label.a, label.b) ||
            holds_own(c.b.text, label.b, label.a));
  });
  return hit == changes.end() ? nullptr : &*hit;
}

struct Count {
  size_t all = 0, facts = 0, wording = 0;
};

void changes_table(const Settings& settings, const Lexicon& lexicon) {
  std::string msrp = slurp(settings.data / "msrp/msr_paraphrase_train.txt");
  std::string lost = slurp(settings.data / "etpc/textual_np_neg.xml");
  std::string kept = slurp(settings.data / "etpc/textual_np_pos.xml");
  if (msrp.empty() || lost.empty() || kept.empty())
    return fmt::print("changes: no data in {}\n", settings.data.string());
  std::vector<std::string_view> lines = split(msrp, '\n');
  std::vector<Label> labels = read_labels(lost);
  std::ranges::copy(read_labels(kept), std::back_inserter(labels));
  std::ranges::stable_sort(labels, {}, &Label::pair);

  std::map<std::string, Count> rows;
  std::vector<Change> changes;
  size_t at = 0, pairs = 0;
  // The changes point into these.
  std::optional<Side> a, b;
  for (const Label& label : labels) {
    std::string row = row_of(label);
    if (row.empty() || label.pair == 0 || label.pair >= lines.size()) continue;
    if (label.pair != at) {
      std::vector<std::string_view> cells = split(lines[label.pair], '\t');
      if (cells.size() < 5) continue;
      at = label.pair, ++pairs;
      a.emplace(std::string(cells[3])), b.emplace(std::string(cells[4]));
      changes = changes_of(*a, *b, lexicon);
    }
    const Change* change = change_at(changes, label);
    Count& count = rows[row];
    ++count.all;
    if (change) ++(change->severity == Severity::kFact ? count.facts : count.wording);
    if (settings.misses && !change == !label.keeps_sense)
      fmt::print("{}: {}: [{}] [{}]\n", label.pair, row, label.a, label.b);
  }
  fmt::print("labelled changes in {} sentence pairs\n", pairs);
  fmt::print("  {:<26}{:>8}{:>10}{:>11}{:>8}\n", "", "labels", "as fact", "as wording",
             "share");
  for (const auto& [row, count] : rows)
    fmt::print("  {:<26}{:>8}{:>10}{:>11}{:>8.3f}\n", row.substr(2), count.all,
               count.facts, count.wording,
               static_cast<double>(count.facts + count.wording) /
                   static_cast<double>(count.all));
}

struct SpeakerCount {
  size_t all = 0, right = 0, wrong = 0, carried = 0, none = 0;
};

void count_speakers(const Side& side, const std::vector<Attribution>& attributions,
                    SpeakerCount& count) {
  std::vector<Speaker> speakers = find_speakers(side.view());
  for (size_t k = 0; k < speakers.size(); ++k) {
    const QuotedSpan& quotation = side.quotations[k];
    if (quotation.tokens.size() < 3) continue;
    ByteSpan words = side.tokens.bytes(quotation.tokens);
    auto holds = [&](const Attribution& x) {
      return x.content.start <= words.start + 3 && words.end <= x.content.end + 3;
    };
    auto gold = std::ranges::find_if(attributions, holds);
    if (gold == attributions.end()) continue;
    ++count.all;
    const Speaker& speaker = speakers[k];
    if (!speaker.tokens.empty())
      ++(side.tokens.bytes(speaker.tokens).overlaps(gold->source) ? count.right
                                                                  : count.wrong);
    else
      ++(speaker.name.empty() ? count.none : count.carried);
  }
}

void speakers_table(const Settings& settings) {
  fmt::print("speakers of quotations\n  {:<8}{:>9}{:>12}{:>8}{:>8}{:>14}{:>8}\n", "",
             "articles", "quotations", "right", "wrong", "carried over", "none");
  for (const char* part : {"train", "dev"}) {
    fs::path folder = settings.data / "polnear" / part;
    if (!fs::is_directory(folder / "text")) {
      fmt::print("  no data in {}\n", folder.string());
      continue;
    }
    SpeakerCount count;
    size_t articles = 0;
    for (const fs::directory_entry& file :
         fs::directory_iterator(folder / "attributions")) {
      // Named like its text, and for who marked it: "nyt_2016-09-12_..._4b22.ann".
      std::string name = file.path().stem().string();
      Side side(slurp(folder / "text" / (name.substr(0, name.rfind('_')) + ".txt")));
      if (side.tokens.size() == 0) continue;
      ++articles;
      std::string standoff = slurp(file.path());
      count_speakers(side, read_attributions(standoff, side.document.text), count);
    }
    fmt::print("  {:<8}{:>9}{:>12}{:>8}{:>8}{:>14}{:>8}\n", part, articles, count.all,
               count.right, count.wrong, count.carried, count.none);
  }
}

int run(int argc, char** argv) {
  Settings settings;
  CLI::App app("What the judge finds of changes that people have labelled.");
  app.add_option("--data", settings.data, "Folder of data")->envname("UNSPIN_DATA");
  app.add_flag("--misses", settings.misses, "Also list each label judged otherwise");
  CLI11_PARSE(app, argc, argv);
  Result<Lexicon> lexicon = Lexicon::open(UNSPIN_BENCH_LEXICON);
  if (!lexicon) {
    fmt::print(stderr, "bench_changes: {}\n", lexicon.error().message);
    return 2;
  }
  changes_table(settings, *lexicon);
  speakers_table(settings);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::run(argc, argv); }
