// This file compares articles with their corrupted copies.

#include "corrupted_articles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corruptor.h"
#include "judge_corpora.h"

namespace unspin::bench {
namespace {

constexpr size_t kLongest = 6000;  // bytes of an article
constexpr std::array<std::string_view, 11> kKinds = {
    "number",   "quantity",  "date", "name",     "quotation", "attribution",
    "negation", "certainty", "term", "omission", "addition"};
constexpr std::array<std::string_view, 6> kVerdicts = {"verbatim", "altered", "truncated",
                                                       "spliced",  "missing", "added"};

bool is_right(Corruption corruption, ChangeKind kind) {
  switch (corruption) {
    case Corruption::kFigure:
    case Corruption::kUnit:
      return kind == ChangeKind::kNumber || kind == ChangeKind::kQuantity;
    case Corruption::kDate:
      return kind == ChangeKind::kDate;
    case Corruption::kName:
      // A verb of saying that the corruptor does not know may stand beside it.
      return kind == ChangeKind::kName || kind == ChangeKind::kAttribution;
    case Corruption::kSpeaker:
      return kind == ChangeKind::kAttribution;
    case Corruption::kQuotation:
      return kind == ChangeKind::kQuotation;
    case Corruption::kNegation:
      return kind == ChangeKind::kNegation;
    default:
      return kind == ChangeKind::kCertainty;
  }
}

QuotationVerdict verdict_of(Corruption corruption) {
  switch (corruption) {
    case Corruption::kQuotation:
      return QuotationVerdict::kAltered;
    case Corruption::kTruncated:
      return QuotationVerdict::kTruncated;
    case Corruption::kSpliced:
      return QuotationVerdict::kSpliced;
    case Corruption::kUnmarked:
      return QuotationVerdict::kMissing;
    case Corruption::kMarked:
      return QuotationVerdict::kAdded;
    default:
      return QuotationVerdict::kVerbatim;
  }
}

bool meets(ByteSpan x, ByteSpan y) { return x.start < y.end + 2 && y.start < x.end + 2; }

struct Tally {
  size_t all = 0, found = 0, typed = 0, severe = 0, elsewhere = 0;
};

class Tables {
 public:
  Tables(const CorruptedSettings& settings, const Comparer& comparer)
      : settings_(settings), comparer_(comparer) {}

  void add(std::string_view source, size_t number, const std::string& text) {
    for (size_t k = 0; k < kCorruptions; ++k) {
      auto corruption = static_cast<Corruption>(k);
      std::optional<Corrupted> copy =
          corrupt(text, corruption, QuickRandom(seed_of(settings_.seed, number, k)));
      if (!copy) continue;
      Document a, b;
      a.text = text, b.text = copy->text;
      Match match = comparer_.compare(std::move(a), std::move(b));
      if (k <= static_cast<size_t>(Corruption::kHedge))
        count_change(source, corruption, text, *copy, match);
      if (k > static_cast<size_t>(Corruption::kHedge) ||
          corruption == Corruption::kQuotation)
        count_verdict(source, corruption, text, *copy, match);
    }
  }

  void print() const {
    fmt::print("one thing changed in a true copy\n  {:<12}{:>8}{:>8}{:>8}{:>10}{:>11}\n",
               "", "copies", "found", "typed", "severity", "elsewhere");
    for (size_t k = 0; k <= static_cast<size_t>(Corruption::kHedge); ++k) {
      const Tally& t = changes_[k];
      fmt::print("  {:<12}{:>8}{:>8.3f}{:>8.3f}{:>10.3f}{:>11}\n",
                 name_of(static_cast<Corruption>(k)), t.all, share(t.found, t.all),
                 share(t.typed, t.all), share(t.severe, t.all), t.elsewhere);
    }
    fmt::print("what was done to a quotation\n  {:<12}{:>8}{:>8}{:>9}\n", "", "copies",
               "found", "verdict");
    for (size_t k = 0; k < kCorruptions; ++k) {
      const Tally& t = verdicts_[k];
      if (t.all > 0)
        fmt::print("  {:<12}{:>8}{:>8.3f}{:>9.3f}\n", name_of(static_cast<Corruption>(k)),
                   t.all, share(t.found, t.all), share(t.typed, t.all));
    }
  }

 private:
  static double share(size_t part, size_t all) {
    return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
  }

  void show(std::string_view source, std::string_view what, Corruption corruption,
            std::string_view text, const Corrupted& copy, std::string_view got) const {
    if (!settings_.misses) return;
    size_t from = copy.place.start - std::min<size_t>(copy.place.start, 40);
    std::string line = fmt::format(
        "{}\t{}\t{}\t[{}] -> [{}]\tgot {}", what, name_of(corruption), source,
        text.substr(from, copy.place.end - from + 30),
        std::string_view(copy.text).substr(from, copy.now.end - from + 30), got);
    std::ranges::replace(line, '\n', '|');
    fmt::print("{}\n", line);
  }

  void count_change(std::string_view source, Corruption corruption, std::string_view text,
                    const Corrupted& copy, const Match& match) {
    Tally& tally = changes_[static_cast<size_t>(corruption)];
    ++tally.all;
    bool found = false, typed = false, severe = false;
    std::string got;
    for (const Change& change : match.changes) {
      if (!meets(change.a.span, copy.place) && !meets(change.b.span, copy.now)) {
        ++tally.elsewhere;
        show(source, "elsewhere", corruption, text, copy,
             fmt::format("{} [{}] [{}]", kKinds[static_cast<size_t>(change.kind)],
                         change.a.text, change.b.text));
        continue;
      }
      found = true;
      got += fmt::format("{} [{}] [{}] ", kKinds[static_cast<size_t>(change.kind)],
                         change.a.text, change.b.text);
      if (!is_right(corruption, change.kind)) continue;
      typed = true;
      severe = severe || change.severity == Severity::kFact;
    }
    tally.found += found, tally.typed += typed, tally.severe += severe;
    if (!severe) show(source, typed ? "severity" : "missed", corruption, text, copy, got);
  }

  void count_verdict(std::string_view source, Corruption corruption,
                     std::string_view text, const Corrupted& copy, const Match& match) {
    Tally& tally = verdicts_[static_cast<size_t>(corruption)];
    ++tally.all;
    bool found = false, right = false;
    std::string got;
    for (const QuotationMatch& q : match.quotations) {
      if (!(q.a && meets(q.a->span, copy.place)) && !(q.b && meets(q.b->span, copy.now)))
        continue;
      found = true;
      right = right || q.verdict == verdict_of(corruption);
      got += fmt::format("{} ", kVerdicts[static_cast<size_t>(q.verdict)]);
    }
    tally.found += found, tally.typed += right;
    if (!right) show(source, "verdict", corruption, text, copy, got);
  }

  const CorruptedSettings& settings_;
  const Comparer& comparer_;
  std::array<Tally, kCorruptions> changes_{}, verdicts_{};
};

void add_some(std::string_view source, const std::vector<Article>& articles,
              const CorruptedSettings& settings, Tables& tables) {
  if (articles.empty()) return fmt::print("no data of {}\n", source);
  size_t step = std::max<size_t>(1, articles.size() / settings.articles);
  size_t first = settings.seed % step;
  for (size_t i = first; i < articles.size(); i += step) {
    std::string text = articles[i].text;
    if (text.size() > kLongest) text.resize(text.rfind('\n', kLongest) + 1);
    if (!text.empty()) tables.add(source, i, text);
  }
}

}  // namespace

void print_corrupted_tables(const CorruptedSettings& settings, const Comparer& comparer) {
  Tables tables(settings, comparer);
  add_some("AllSides", read_allsides(1500), settings, tables);
  add_some("Reuters", read_reuters(1500), settings, tables);
  tables.print();
}

}  // namespace unspin::bench
