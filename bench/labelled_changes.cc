// This file scores changes against ETPC's labels.
//
// The labels give words of sentences cut into tokens ("$ 2.5 billion", "Dominick 's"),
// with the place of each token. Their words are found again in the sentence by leaving
// all spaces out of both; of several places, the one nearest to the labelled token's.

#include "labelled_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "align/words.h"
#include "judge/judge.h"
#include "judge/names.h"
#include "labelled_corpora.h"
#include "read_side.h"

namespace unspin::bench {
namespace {

enum Row : uint8_t { kFigure, kNamed, kPolarity, kRows };
constexpr std::array<const char*, kRows> kRowNames = {"numbers and dates", "names",
                                                      "negation and opposites"};

std::optional<Row> row_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kNumber:
    case ChangeKind::kQuantity:
    case ChangeKind::kDate:
      return kFigure;
    case ChangeKind::kName:
    case ChangeKind::kAttribution:
      return kNamed;
    case ChangeKind::kNegation:
      return kPolarity;
    default:
      return std::nullopt;
  }
}

// The values of the numbers in a label, sorted.
std::vector<double> values_of(const Side& side) {
  std::vector<double> values;
  for (const Number& number : side.numbers) values.push_back(number.value);
  std::ranges::sort(values);
  return values;
}

// Is every word a figure, be it one that is not read as a number ("1,506,76")?
bool is_all_digits(const Side& side) {
  return side.tokens.size() > 0 &&
         std::ranges::all_of(side.tokens.list,
                             [](const Token& token) { return token.has(kDigits); });
}

// Is it about a figure? Not where only a name holds one ("Standard & Poor's 500"), and
// not where both sides have the same.
bool is_figure(const Label& label) {
  Side a{std::string(label.a)}, b{std::string(label.b)};
  if (is_all_digits(a) && is_all_digits(b)) return true;
  if (a.numbers.empty() && b.numbers.empty()) return false;
  auto is_named = [](const Side& side) {
    return !find_names(side.document.text, side.tokens).empty();
  };
  if (!a.numbers.empty() && !b.numbers.empty())
    return values_of(a) != values_of(b) || (!is_named(a) && !is_named(b));
  return !is_named(a) || !is_named(b);
}

std::optional<Row> row_of(const Label& label) {
  if (label.type.starts_with("Opposite") || label.type.starts_with("Negation"))
    return kPolarity;
  if (label.type.find("named ent") == label.type.npos) return std::nullopt;
  return is_figure(label) ? kFigure : kNamed;
}

// A text without its spaces and with one kind of marks, and where each byte stood.
struct Squeezed {
  explicit Squeezed(std::string_view from) {
    auto skip = [&](size_t& i, std::string_view mark, char as) {
      if (from.substr(i, mark.size()) != mark) return false;
      text += as, place.push_back(i), i += mark.size();
      return true;
    };
    for (size_t i = 0; i < from.size();) {
      if (from[i] == ' ' || from[i] == '\n' || from[i] == '\r')
        ++i;
      else if (!skip(i, "``", '"') && !skip(i, "''", '"') && !skip(i, "&amp;", '&') &&
               !skip(i, "&lt;", '<') && !skip(i, "&gt;", '>'))
        text += from[i], place.push_back(i++);
    }
    place.push_back(from.size());
  }
  std::string text;
  std::vector<size_t> place;
};

size_t tokens_in(std::string_view text) {
  return 1 + static_cast<size_t>(std::ranges::count(text, ' '));
}

// Where the labelled words stand; empty when they are not there in one piece.
ByteSpan place_of(std::string_view words, size_t token, const Squeezed& sentence,
                  std::string_view plain) {
  Squeezed sought(words);
  if (sought.text.empty()) return {};
  ByteSpan best;
  size_t best_distance = 0;
  for (size_t at = 0; (at = sentence.text.find(sought.text, at)) != std::string::npos;
       ++at) {
    ByteSpan found{sentence.place[at], sentence.place[at + sought.text.size() - 1] + 1};
    size_t before = tokens_in(plain.substr(0, found.start));
    size_t distance = before > token ? before - token : token - before;
    if (best.empty() || distance < best_distance) best = found, best_distance = distance;
  }
  return best;
}

// Of sentences that are so far apart that nobody labelled their differences.
constexpr std::string_view kWhole = "Non-paraphrase";

struct Gold {
  std::optional<Row> row;
  const Label* label;
  ByteSpan a, b;
  bool found = false;
};

bool meets(const Gold& gold, const Change& change) {
  return gold.a.overlaps(change.a.span) || gold.b.overlaps(change.b.span);
}

struct Tally {
  size_t gold = 0, found = 0, listed = 0, right = 0;
  size_t kept = 0;         // of the false: a figure, name or opposite that kept its sense
  size_t other_kinds = 0;  // ... words labelled as otherwise changed
  size_t unlabelled = 0;   // listed in sentences that are labelled as a whole: not scored
};

std::vector<Change> changes_of(const std::string& a, const std::string& b,
                               const ChangeSettings& settings, const Lexicon& lexicon,
                               const Comparer& comparer) {
  if (settings.whole) {
    Document left, right;
    left.text = a, right.text = b;
    return comparer.compare(std::move(left), std::move(right)).changes;
  }
  Side left(a), right(b);
  Rectangle all{{0, left.tokens.size()}, {0, right.tokens.size()}};
  std::vector<AlignedPassage> passages = {
      {all, align_words(left.tokens, right.tokens, all, lexicon)}};
  SideView view_a = left.view(), view_b = right.view();
  return judge_contents({view_a, view_b, passages, lexicon}).changes;
}

class Scores {
 public:
  explicit Scores(bool misses) : misses_(misses) {}

  void add(size_t pair, std::vector<Gold>& golds, const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      std::optional<Row> row = row_of(change.kind);
      if (row && change.severity == Severity::kFact) judge(pair, *row, change, golds);
    }
    for (Gold& gold : golds) {
      if (!gold.row || gold.label->keeps_sense) continue;
      ++tallies_[*gold.row].gold;
      tallies_[*gold.row].found += gold.found;
      if (misses_ && !gold.found)
        fmt::print("missed\t{}\t{}\t[{}]\t[{}]\n", kRowNames[*gold.row], pair,
                   gold.label->a, gold.label->b);
    }
  }

  void print() const {
    fmt::print("  {:<24}{:>8}{:>8}{:>8}{:>8}{:>11}{:>8}{:>8}   of the false: {}\n", "",
               "labels", "found", "listed", "right", "precision", "recall", "F1",
               "kept its sense, other label, none; not scored");
    for (size_t row = 0; row < kRows; ++row) {
      const Tally& t = tallies_[row];
      double precision = ratio(t.right, t.listed), recall = ratio(t.found, t.gold);
      double f1 =
          precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
      fmt::print("  {:<24}{:>8}{:>8}{:>8}{:>8}{:>11.3f}{:>8.3f}{:>8.3f}   {} {} {}; {}\n",
                 kRowNames[row], t.gold, t.found, t.listed, t.right, precision, recall,
                 f1, t.kept, t.other_kinds, t.listed - t.right - t.kept - t.other_kinds,
                 t.unlabelled);
    }
  }

 private:
  static double ratio(size_t part, size_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
  }

  void judge(size_t pair, Row row, const Change& change, std::vector<Gold>& golds) {
    Tally& tally = tallies_[row];
    bool right = false, kept = false;
    const Gold* other = nullptr;
    for (Gold& gold : golds) {
      if (!meets(gold, change)) continue;
      if (gold.row == row && !gold.label->keeps_sense) right = gold.found = true;
      if (gold.row == row && gold.label->keeps_sense) kept = true;
      if (!other || other->label->type == kWhole) other = &gold;
    }
    if (!right && other && other->label->type == kWhole) {
      ++tally.unlabelled;
      return;
    }
    ++tally.listed;
    tally.right += right;
    tally.kept += !right && kept;
    tally.other_kinds += !right && !kept && other;
    if (misses_ && !right)
      fmt::print("false\t{}\t{}\t[{}]\t[{}]\t{}\n", kRowNames[row], pair, change.a.text,
                 change.b.text, other ? other->label->type : "no label");
  }

  bool misses_;
  std::array<Tally, kRows> tallies_;
};

}  // namespace

void print_changes_table(const ChangeSettings& settings, const Lexicon& lexicon,
                         const Comparer& comparer) {
  std::string msrp = slurp(settings.data / "msrp/msr_paraphrase_train.txt");
  std::string lost = slurp(settings.data / "etpc/textual_np_neg.xml");
  std::string kept = slurp(settings.data / "etpc/textual_np_pos.xml");
  if (msrp.empty() || lost.empty() || kept.empty())
    return fmt::print("changes: no data in {}\n", settings.data.string());
  std::vector<std::string_view> lines = split(msrp, '\n');
  std::vector<Label> labels = read_labels(lost);
  std::ranges::copy(read_labels(kept), std::back_inserter(labels));
  std::map<size_t, std::vector<const Label*>> by_pair;
  for (const Label& label : labels) by_pair[label.pair].push_back(&label);

  Scores scores(settings.misses);
  size_t pairs = 0;
  for (const auto& [pair, its_labels] : by_pair) {
    if (pair >= lines.size()) continue;
    std::vector<std::string_view> cells = split(lines[pair], '\t');
    if (cells.size() < 5) continue;
    ++pairs;
    std::string a(cells[3]), b(cells[4]);
    Squeezed squeezed_a(a), squeezed_b(b);
    std::vector<Gold> golds;
    for (const Label* label : its_labels) {
      if (label->type == "Identity") continue;
      golds.push_back({row_of(*label), label,
                       place_of(label->a, label->token_a, squeezed_a, a),
                       place_of(label->b, label->token_b, squeezed_b, b)});
    }
    scores.add(pair, golds, changes_of(a, b, settings, lexicon, comparer));
  }
  fmt::print("labelled changes in {} sentence pairs, {}\n", pairs,
             settings.whole ? "each pair compared as two documents"
                            : "each pair aligned as one passage");
  scores.print();
}

}  // namespace unspin::bench
