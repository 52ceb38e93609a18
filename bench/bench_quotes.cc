// Who says what, against people's marks in news articles (PolNear).
//
// usage: bench_quotes [--data DIR] [--misses]
//
// Direct quotations: a marked content that begins and ends with quotation marks, in
// pieces where the speaker stands between, is a quotation. Ours are those that we name
// a speaker for; one is right when it and a marked piece share four fifths of the bytes
// of both, or when it is the quoted part of a longer marked content ("said it was "…"").
// A marked quotation is found when one of ours shares four fifths with it.
//
// Speakers: of the quotations of three words or more in a marked content, where ours
// stands beside the quotation it is right when it overlaps the marked source; where it is
// carried over from elsewhere, when its name and the marked source share a word of
// four letters or more, or the marked source is a pronoun or a description, which is
// counted apart.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "judge/speaker.h"
#include "labelled_corpora.h"
#include "read_side.h"
#include "reported_quotes.h"

namespace unspin::bench {
namespace {

namespace fs = std::filesystem;

struct Counts {
  size_t articles = 0;
  size_t marked = 0, found = 0, ours = 0, right = 0;
  size_t quoted = 0, beside = 0, beside_right = 0, carried = 0, carried_right = 0;
  size_t carried_unclear = 0, none = 0;
  size_t direct = 0, direct_right = 0, direct_unclear = 0;  // of the found ones

  void add(const Counts& o) {
    articles += o.articles, marked += o.marked, found += o.found, ours += o.ours;
    right += o.right, quoted += o.quoted, beside += o.beside;
    beside_right += o.beside_right, carried += o.carried;
    carried_right += o.carried_right, carried_unclear += o.carried_unclear;
    none += o.none, direct += o.direct, direct_right += o.direct_right;
    direct_unclear += o.direct_unclear;
  }
};

constexpr std::string_view kMarks[] = {"\"", "“", "”", "''", "``"};

// Without spaces, commas and such at its ends.
ByteSpan trimmed(std::string_view text, ByteSpan span) {
  auto loose = [&](size_t i) {
    return std::string_view(" \n\r\t,.;:").find(text[i]) != std::string_view::npos;
  };
  while (span.start < span.end && loose(span.start)) ++span.start;
  while (span.start < span.end && loose(span.end - 1)) --span.end;
  return span;
}

bool is_direct(std::string_view text, ByteSpan span) {
  std::string_view words = text.substr(span.start, span.size());
  bool opens = false, closes = false;
  for (std::string_view mark : kMarks) {
    opens = opens || words.starts_with(mark);
    closes = closes || words.ends_with(mark);
  }
  return opens && closes && words.size() > 8;
}

bool same_span(ByteSpan x, ByteSpan y) {
  size_t start = std::max(x.start, y.start), end = std::min(x.end, y.end);
  if (start >= end) return false;
  return 5 * (end - start) >= 4 * std::max(x.size(), y.size());
}

// Our quotations, those that run over paragraphs or follow each other at once as one.
std::vector<ByteSpan> spans_of(const Side& side, const std::vector<Speaker>& speakers,
                               bool named) {
  std::vector<ByteSpan> spans;
  for (size_t k = 0; k < speakers.size(); ++k) {
    bool has_speaker = !speakers[k].tokens.empty() || !speakers[k].name.empty();
    if (named && !has_speaker) continue;
    spans.push_back(side.quotations[k].bytes);
  }
  return spans;
}

bool shares_a_word(std::string_view name, std::string_view source) {
  for (std::string_view word : split(name, ' '))
    if (word.size() >= 4 && source.find(word) != source.npos) return true;
  return false;
}

bool has_name(std::string_view source) {
  for (std::string_view word : split(source, ' '))
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z' && word.size() > 3) return true;
  return false;
}

class Article {
 public:
  Article(const std::string& text, const std::vector<Attribution>& attributions,
          bool misses)
      : side_(text),
        speakers_(find_speakers(side_.view())),
        attributions_(attributions),
        misses_(misses) {}

  Counts count() {
    counts_.articles = 1;
    count_spans();
    for (size_t k = 0; k < speakers_.size(); ++k) count_speaker(k);
    return counts_;
  }

 private:
  std::string_view at(ByteSpan span) const {
    return std::string_view(side_.document.text).substr(span.start, span.size());
  }
  void show(std::string_view what, ByteSpan span, std::string_view got,
            std::string_view source) const {
    if (!misses_) return;
    size_t from = span.start - std::min<size_t>(60, span.start);
    std::string line = fmt::format(
        "{}\t[{}]\tgot [{}]\tmarked [{}]", what,
        at({from, std::min(span.end + 80, side_.document.text.size())}), got, source);
    std::ranges::replace(line, '\n', '|');
    fmt::print("{}\n", line);
  }

  void count_spans() {
    std::vector<ByteSpan> ours = spans_of(side_, speakers_, true);
    std::vector<ByteSpan> marked;
    for (const Attribution& attribution : attributions_)
      for (ByteSpan piece : attribution.pieces)
        if (ByteSpan direct = trimmed(side_.document.text, piece);
            is_direct(side_.document.text, direct))
          marked.push_back(direct);
    counts_.marked = marked.size();
    for (ByteSpan span : marked) {
      // Several of ours may stand in one marked span: sentences quoted one by one.
      ByteSpan hull;
      for (ByteSpan own : ours)
        if (own.start + 3 >= span.start && own.end <= span.end + 3)
          hull = hull.empty() ? own : ByteSpan{hull.start, own.end};
      bool found = same_span(hull, span);
      counts_.found += found;
      if (!found) show("missed span", span, at(hull), "");
    }
    counts_.ours = ours.size();
    for (ByteSpan own : ours) {
      bool right = std::ranges::any_of(attributions_, [&](const Attribution& x) {
        return std::ranges::any_of(x.pieces, [&](ByteSpan piece) {
          return same_span(own, trimmed(side_.document.text, piece)) ||
                 (piece.start <= own.start + 3 && own.end <= piece.end + 3);
        });
      });
      counts_.right += right;
      if (!right) show("false span", own, "", "");
    }
  }

  void count_speaker(size_t k) {
    const QuotedSpan& quotation = side_.quotations[k];
    if (quotation.tokens.size() < 3) return;
    ByteSpan words = side_.tokens.bytes(quotation.tokens);
    auto holds = [&](const Attribution& x) {
      return x.content.start <= words.start + 3 && words.end <= x.content.end + 3;
    };
    auto gold = std::ranges::find_if(attributions_, holds);
    if (gold == attributions_.end()) return;
    ++counts_.quoted;
    bool direct = std::ranges::any_of(gold->pieces, [&](ByteSpan piece) {
      return same_span(quotation.bytes, trimmed(side_.document.text, piece));
    });
    Counts before = counts_;
    judge_speaker(quotation, speakers_[k], *gold);
    if (!direct || counts_.none > before.none) return;
    ++counts_.direct;
    counts_.direct_right += counts_.beside_right > before.beside_right ||
                            counts_.carried_right > before.carried_right;
    counts_.direct_unclear += counts_.carried_unclear > before.carried_unclear;
  }

  void judge_speaker(const QuotedSpan& quotation, const Speaker& speaker,
                     const Attribution& marked) {
    const Attribution* gold = &marked;
    if (!speaker.tokens.empty()) {
      ++counts_.beside;
      bool right = side_.tokens.bytes(speaker.tokens).overlaps(gold->source);
      counts_.beside_right += right;
      if (!right)
        show("wrong", quotation.bytes, at(side_.tokens.bytes(speaker.tokens)),
             at(gold->source));
    } else if (speaker.name.empty()) {
      ++counts_.none;
      show("none", quotation.bytes, "", at(gold->source));
    } else {
      ++counts_.carried;
      std::string_view source = at(gold->source);
      bool right = shares_a_word(speaker.name, source);
      counts_.carried_right += right;
      counts_.carried_unclear += !right && !has_name(source);
      if (!right) show("carried", quotation.bytes, speaker.name, source);
    }
  }

  Side side_;
  std::vector<Speaker> speakers_;
  const std::vector<Attribution>& attributions_;
  bool misses_;
  Counts counts_;
};

double share(size_t part, size_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

void print(std::string_view part, const Counts& c) {
  double recall = share(c.found, c.marked), precision = share(c.right, c.ours);
  double f1 = 2 * recall * precision / std::max(recall + precision, 1e-9);
  fmt::print("{}: {} articles\n", part, c.articles);
  fmt::print(
      "  direct quotations: {} marked, {} found; {} ours, {} right: precision {:.3f}, "
      "recall {:.3f}, F1 {:.3f}\n",
      c.marked, c.found, c.ours, c.right, precision, recall, f1);
  size_t right = c.beside_right + c.carried_right;
  fmt::print(
      "  speakers of {} quotations: beside {} ({} right), carried over {} ({} right, {} "
      "not to be told), none {}: right {:.3f} of all, {:.3f} of those that can be told\n",
      c.quoted, c.beside, c.beside_right, c.carried, c.carried_right, c.carried_unclear,
      c.none, share(right, c.quoted), share(right, c.quoted - c.carried_unclear));
  fmt::print(
      "  of {} direct ones found, the speaker is right in {}, not to be told in {}: "
      "{:.3f} of those that can be told\n",
      c.direct, c.direct_right, c.direct_unclear,
      share(c.direct_right, c.direct - c.direct_unclear));
}

struct Settings {
  fs::path data = UNSPIN_DATA_DEFAULT;
  bool misses = false;
};

void measure(const Settings& settings, const char* part) {
  fs::path folder = settings.data / "polnear" / part;
  if (!fs::is_directory(folder / "text"))
    return fmt::print("  no data in {}\n", folder.string());
  Counts counts;
  ReportedCounts reported;
  std::vector<fs::path> files;
  for (const fs::directory_entry& file : fs::directory_iterator(folder / "attributions"))
    files.push_back(file.path());
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    // Named like its text, and for who marked it: "nyt_2016-09-12_..._4b22.ann".
    std::string name = file.stem().string();
    std::string text =
        slurp(folder / "text" / (name.substr(0, name.rfind('_')) + ".txt"));
    if (text.empty()) continue;
    std::string standoff = slurp(file);
    std::vector<Attribution> attributions = read_attributions(standoff, text);
    counts.add(Article(text, attributions, settings.misses).count());
    reported.add(count_reported(Side(text), attributions, settings.misses));
  }
  print(part, counts);
  print_reported(part, reported);
}

int run(int argc, char** argv) {
  Settings settings;
  CLI::App app("Who says what, against people's marks in news articles.");
  app.add_option("--data", settings.data, "Folder of data")->envname("UNSPIN_DATA");
  app.add_flag("--misses", settings.misses, "Also list each error");
  CLI11_PARSE(app, argc, argv);
  for (const char* part : {"train", "dev"}) measure(settings, part);
  return 0;
}

}  // namespace
}  // namespace unspin::bench

int main(int argc, char** argv) { return unspin::bench::run(argc, argv); }
