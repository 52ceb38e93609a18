#include "reported_quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/hash.h"
#include "judge/names.h"
#include "judge/reported.h"

namespace unspin::bench {
namespace {

// Words of a cue that make it one of saying; the corpus marks also what people think,
// want, support and attack. As they begin: "announc" for all its forms.
constexpr std::string_view kSaying[] = {
    "said",     "say",     "told",     "tell",    "according", "announc", "report",
    "claim",    "stat",    "added",    "adding",  "adds",      "not",     "wrote",
    "writ",     "argu",    "suggest",  "insist",  "explain",   "warn",    "acknowledg",
    "confirm",  "den",     "declar",   "predict", "testif",    "tweet",   "repl",
    "conced",   "asked",   "ask",      "admit",   "vow",       "pledg",   "promis",
    "recall",   "reveal",  "indicat",  "stress",  "emphasi",   "assert",  "conclud",
    "maintain", "contend", "alleg",    "caution", "complain",  "joke",    "mention",
    "observ",   "remark",  "reiterat", "repeat",  "disclos",   "estimat", "responded"};

bool is_saying(std::string_view cue) {
  for (std::string_view word : split(cue, ' '))
    for (std::string_view begin : kSaying)
      if (word.starts_with(begin) && word.size() <= begin.size() + 5 && word != "not")
        return true;
  return false;
}

using Pieces = std::vector<ByteSpan>;

size_t size_of(const Pieces& pieces) {
  size_t bytes = 0;
  for (ByteSpan piece : pieces) bytes += piece.size();
  return bytes;
}

size_t shared(const Pieces& x, const Pieces& y) {
  size_t bytes = 0;
  for (ByteSpan p : x)
    for (ByteSpan q : y)
      if (p.overlaps(q)) bytes += std::min(p.end, q.end) - std::max(p.start, q.start);
  return bytes;
}

// Share of the larger.
double agreement(const Pieces& x, const Pieces& y) {
  size_t larger = std::max(size_of(x), size_of(y));
  return larger == 0 ? 0
                     : static_cast<double>(shared(x, y)) / static_cast<double>(larger);
}

// Does it begin and end with quotation marks?
bool is_quoted(std::string_view text, ByteSpan piece) {
  std::string_view words = text.substr(piece.start, piece.size());
  auto loose = [](char c) {
    return std::string_view(" \n\r\t,.;:").find(c) != std::string_view::npos;
  };
  while (!words.empty() && loose(words.front())) words.remove_prefix(1);
  while (!words.empty() && loose(words.back())) words.remove_suffix(1);
  bool opens = false, closes = false;
  for (std::string_view mark : {"\"", "“", "”", "''", "``"}) {
    opens = opens || words.starts_with(mark);
    closes = closes || words.ends_with(mark);
  }
  return opens && closes;
}

double ratio(size_t part, size_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

class Article {
 public:
  Article(const Side& side, const std::vector<Attribution>& attributions, bool misses)
      : side_(side), attributions_(attributions), misses_(misses) {
    SideView view = side.view();
    ours_ = find_reported(view, find_names(view.text, view.tokens));
    for (const Reported& reported : ours_) {
      Pieces pieces = {side.tokens.bytes(reported.said)};
      if (!reported.more.empty()) pieces.push_back(side.tokens.bytes(reported.more));
      pieces_.push_back(std::move(pieces));
    }
  }

  ReportedCounts count() {
    for (const Attribution& marked : attributions_) count_marked(marked);
    for (size_t k = 0; k < ours_.size(); ++k) count_ours(k);
    return counts_;
  }

 private:
  std::string at(ByteSpan span) const {
    std::string text = side_.document.text.substr(span.start, span.size());
    std::ranges::replace(text, '\n', '|');
    return text;
  }

  void count_marked(const Attribution& marked) {
    auto quoted = [&](ByteSpan piece) { return is_quoted(side_.document.text, piece); };
    // Direct, in pieces or in sentences of one quotation.
    if (std::ranges::all_of(marked.pieces, quoted) || quoted(marked.content)) return;
    size_t best = 0;
    double most = 0;
    for (size_t k = 0; k < ours_.size(); ++k)
      if (double share = agreement(pieces_[k], marked.pieces); share > most)
        best = k, most = share;
    bool found = most >= 0.8, said = is_saying(at(marked.cue));
    ++counts_.marked, counts_.found += found;
    counts_.said += said, counts_.said_found += said && found;
    if (found) {
      const Speaker& speaker = ours_[best].speaker;
      bool right = side_.tokens.bytes(speaker.tokens).overlaps(marked.source);
      counts_.speaker_right += right;
      counts_.cue_right += side_.tokens.bytes(speaker.cue).overlaps(marked.cue);
      if (misses_ && !right)
        fmt::print("reported, wrong speaker\t[{}]\tgot [{}]\tmarked [{}]\n",
                   at(marked.content), at(side_.tokens.bytes(speaker.tokens)),
                   at(marked.source));
    } else if (misses_ && said) {
      ByteSpan around = {
          std::min({marked.source.start, marked.cue.start, marked.content.start}),
          std::max({marked.source.end, marked.cue.end, marked.content.end})};
      fmt::print(
          "reported, missed\t[{}]\tcontent [{}]\tcue [{}]\tgot [{}]\n", at(around),
          at(marked.content), at(marked.cue),
          most > 0 ? at({pieces_[best].front().start, pieces_[best].back().end}) : "");
    }
  }

  void count_ours(size_t k) {
    double most = 0;
    size_t bytes = 0;
    for (const Attribution& marked : attributions_) {
      most = std::max(most, agreement(pieces_[k], marked.pieces));
      bytes += shared(pieces_[k], marked.pieces);
    }
    ++counts_.ours;
    counts_.right += most >= 0.8, counts_.half += most >= 0.5;
    counts_.attributed += 2 * bytes > size_of(pieces_[k]);
    if (misses_)
      fmt::print("reported, {} {:.1f}\t[{}]\tspeaker [{}]\tcue [{}]\n",
                 most < 0.8 ? "false" : "right", most,
                 at({pieces_[k].front().start, pieces_[k].back().end}),
                 at(side_.tokens.bytes(ours_[k].speaker.tokens)),
                 at(side_.tokens.bytes(ours_[k].speaker.cue)));
  }

  const Side& side_;
  const std::vector<Attribution>& attributions_;
  bool misses_;
  std::vector<Reported> ours_;
  std::vector<Pieces> pieces_;
  ReportedCounts counts_;
};

}  // namespace

void ReportedCounts::add(const ReportedCounts& o) {
  marked += o.marked, found += o.found, said += o.said, said_found += o.said_found;
  ours += o.ours, right += o.right, half += o.half, attributed += o.attributed;
  speaker_right += o.speaker_right, cue_right += o.cue_right;
}

ReportedCounts count_reported(const Side& side,
                              const std::vector<Attribution>& attributions, bool misses) {
  return Article(side, attributions, misses).count();
}

void print_reported(std::string_view part, const ReportedCounts& c) {
  double precision = ratio(c.right, c.ours), recall = ratio(c.said_found, c.said);
  fmt::print(
      "{}, indirect: {} ours, {} right: precision {:.3f} ({:.3f} by half of the bytes, "
      "{:.3f} said by somebody)\n"
      "  with a verb of saying: {} marked, {} found: recall {:.3f}, F1 {:.3f}\n"
      "  all that is marked, opinions and deeds too: {} marked, {} found: recall {:.3f}\n"
      "  of those found the speaker is right in {} ({:.3f}), the cue in {} ({:.3f})\n",
      part, c.ours, c.right, precision, ratio(c.half, c.ours),
      ratio(c.attributed, c.ours), c.said, c.said_found, recall,
      2 * precision * recall / std::max(precision + recall, 1e-9), c.marked, c.found,
      ratio(c.found, c.marked), c.speaker_right, ratio(c.speaker_right, c.found),
      c.cue_right, ratio(c.cue_right, c.found));
}

}  // namespace unspin::bench
