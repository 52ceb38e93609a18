// This file changes one thing in an article.
//
// Each kind of change lists the places where it may be made, with what would stand
// there; one of them is drawn. Places are found by plain patterns over words and the
// bytes between them.

#include "corruptor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

namespace unspin::bench {
namespace {

struct Edit {
  ByteSpan place;
  std::string with;
};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

template <size_t n>
size_t index_in(const std::array<std::string_view, n>& list, std::string_view word) {
  return static_cast<size_t>(std::ranges::find(list, word) - list.begin());
}

constexpr std::array<std::string_view, 7> kDays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 11> kMonths = {
    "January", "February", "March",     "April",    "June",    "July",
    "August",  "October",  "September", "November", "December"};
constexpr std::array<std::string_view, 10> kUnits = {
    "million", "billion", "miles",  "kilometers", "hours",
    "weeks",   "tonnes",  "pounds", "acres",      "barrels"};
constexpr std::array<std::string_view, 10> kOtherUnits = {
    "billion", "million", "kilometers", "miles",    "days",
    "months",  "pounds",  "tonnes",     "hectares", "gallons"};
constexpr std::array<std::string_view, 12> kFirst = {
    "Alvin",  "Berta",   "Conrad", "Dorothea",  "Edmund",  "Florence",
    "Gerald", "Harriet", "Irving", "Josephine", "Kenneth", "Lorraine"};
constexpr std::array<std::string_view, 12> kLast = {
    "Abernathy", "Brannigan", "Castellane", "Dunwoody", "Eastbrook", "Fairweather",
    "Galloway",  "Hollister", "Ingersoll",  "Jennings", "Kilbride",  "Lockhart"};
constexpr std::array<std::string_view, 12> kThings = {
    "bridges", "gardens", "winter", "colleges", "copper", "kitchens",
    "rivers",  "tickets", "silver", "theaters", "fences", "engines"};
constexpr std::array<std::string_view, 9> kBefore = {
    "is", "was", "are", "were", "will", "would", "could", "should", "can"};
constexpr std::array<std::string_view, 4> kModals = {"will", "must", "may", "might"};
constexpr std::array<std::string_view, 4> kOtherModals = {"may", "might", "will", "will"};
constexpr std::array<std::string_view, 16> kSmall = {
    "with", "that", "this",  "they",  "them",  "from",  "have", "what",
    "were", "will", "would", "their", "there", "which", "been", "said"};

class Article {
 public:
  explicit Article(std::string_view text) : text_(text) {
    for (size_t i = 0; i < text.size();) {
      while (i < text.size() && !is_part(i)) ++i;
      size_t begin = i;
      while (i < text.size() && is_part(i)) ++i;
      if (i > begin) words_.push_back({begin, i});
    }
    find_quotations();
  }

  std::vector<Edit> edits(Corruption corruption, QuickRandom& random) const {
    std::vector<Edit> all;
    switch (corruption) {
      case Corruption::kQuotation:
      case Corruption::kTruncated:
      case Corruption::kUnmarked:
      case Corruption::kUntouched:
      case Corruption::kSpliced:
        for (size_t k = 0; k < quotations_.size(); ++k)
          quotation_edits(k, corruption, random, all);
        break;
      case Corruption::kMarked:
        for (size_t i = 8; i + 16 < words_.size(); ++i) marked_edits(i, all);
        break;
      default:
        for (size_t i = 3; i + 3 < words_.size(); ++i)
          word_edits(i, corruption, random, all);
    }
    return all;
  }

 private:
  bool is_part(size_t i) const {
    char c = text_[i];
    if (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0xc3) return true;
    // Inside a word or a number only.
    bool between = i > 0 && i + 1 < text_.size() &&
                   std::isalnum(static_cast<unsigned char>(text_[i - 1])) != 0 &&
                   std::isalnum(static_cast<unsigned char>(text_[i + 1])) != 0;
    bool joins =
        c == '\'' || c == '-' || ((c == '.' || c == ',') && is_digit(text_[i - (i > 0)]));
    return between && joins;
  }

  std::string_view word(size_t i) const {
    return text_.substr(words_[i].start, words_[i].size());
  }
  std::string_view gap(size_t i) const {  // between word i and the next
    return text_.substr(words_[i].end, words_[i + 1].start - words_[i].end);
  }
  bool is_name(size_t i) const {
    std::string_view w = word(i);
    return w.size() > 3 && is_upper(w[0]) && std::ranges::all_of(w.substr(1), is_lower) &&
           index_in(kDays, w) == kDays.size() && index_in(kMonths, w) == kMonths.size();
  }
  bool says(size_t i) const { return word(i) == "said" || word(i) == "told"; }
  bool in_lower_case(size_t i) const { return std::ranges::all_of(word(i), is_lower); }

  // Straight or curly marks around at least six words of one paragraph.
  void find_quotations() {
    for (size_t i = 0; i < text_.size(); ++i) {
      bool curly = text_.substr(i, 3) == "“";
      if (!curly && text_[i] != '"') continue;
      size_t from = i + (curly ? 3 : 1);
      size_t to = text_.find(curly ? "”" : "\"", from);
      size_t stop = text_.find('\n', from);
      // A mark at the end of a word opens nothing.
      bool opens = i == 0 || text_[i - 1] == ' ' || text_[i - 1] == '\n';
      if (to == text_.npos || to > stop || !opens) continue;
      if (text_.substr(from, to - from).find_first_of("\"") == text_.npos &&
          to > from + 30 && is_letter(text_[from]))
        quotations_.push_back({from, to});
      i = to + (curly ? 2 : 0);
    }
  }

  void add(std::vector<Edit>& all, size_t i, std::string with) const {
    all.push_back({words_[i], std::move(with)});
  }

  void word_edits(size_t i, Corruption corruption, QuickRandom& random,
                  std::vector<Edit>& all) const {
    std::string_view w = word(i);
    switch (corruption) {
      case Corruption::kFigure:
        if (!is_hour(i)) figure_edits(i, random, all);
        return;
      case Corruption::kDate:
        if (is_hour(i)) add(all, i, other_hour(w, random));
        if (size_t k = index_in(kDays, w); k < kDays.size())
          add(all, i, std::string(kDays[(k + 1 + random.below(6)) % 7]));
        if (size_t k = index_in(kMonths, w);
            k < kMonths.size() && is_digit(word(i + 1)[0]))
          add(all, i, std::string(kMonths[(k + 1 + random.below(10)) % 11]));
        return;
      case Corruption::kUnit:
        if (size_t k = index_in(kUnits, w);
            k < kUnits.size() && is_digit(word(i - 1)[0]) && gap(i - 1) == " ")
          add(all, i, std::string(kOtherUnits[k]));
        return;
      case Corruption::kName:
        return name_edits(i, random, all);
      case Corruption::kSpeaker:
        return speaker_edits(i, random, all);
      case Corruption::kNegation:
        if (index_in(kBefore, w) < kBefore.size() && gap(i) == " " &&
            in_lower_case(i + 1) && word(i + 1) != "not" && word(i + 1).size() > 3)
          add(all, i, fmt::format("{} not", w));
        if (w == "not" && gap(i) == " " && gap(i - 1) == " " &&
            index_in(kBefore, word(i - 1)) < kBefore.size())
          all.push_back({{words_[i].start, words_[i + 1].start}, ""});
        return;
      default:
        if (size_t k = index_in(kModals, w); k < kModals.size() && gap(i) == " ")
          add(all, i, std::string(kOtherModals[k]));
        if ((w == "was" || w == "were") && gap(i) == " " && word(i + 1).ends_with("ed"))
          add(all, i, fmt::format("{} allegedly", w));
    }
  }

  // "10 a.m."
  bool is_hour(size_t i) const {
    std::string_view behind = text_.substr(words_[i].end, 4);
    return (behind.starts_with(" a.m") || behind.starts_with(" p.m") ||
            behind == " am " || behind == " pm ") &&
           word(i).size() <= 2 && std::ranges::all_of(word(i), is_digit);
  }
  static std::string other_hour(std::string_view hour, QuickRandom& random) {
    std::string with;
    do with = std::to_string(1 + random.below(12));
    while (with == hour);
    return with;
  }

  // A plain number among words: not a year, a day of a month, a score, a link.
  void figure_edits(size_t i, QuickRandom& random, std::vector<Edit>& all) const {
    std::string_view w = word(i);
    if (!std::ranges::all_of(w,
                             [](char c) { return is_digit(c) || c == ',' || c == '.'; }))
      return;
    bool year = w.size() == 4 && (w.starts_with("19") || w.starts_with("20"));
    std::string_view before = gap(i - 1);
    if (year || !is_letter(word(i - 1)[0]) || !is_lower(word(i - 1)[0]) ||
        (before != " " && before != " $") || gap(i) != " " || !is_lower(word(i + 1)[0]))
      return;
    std::string with(w);
    with[0] = static_cast<char>('1' + (with[0] - '1' + 1 + random.below(8)) % 9);
    if (w[0] != '0') add(all, i, with);
  }

  // A name of one or two words inside a sentence.
  void name_edits(size_t i, QuickRandom& random, std::vector<Edit>& all) const {
    if (!is_name(i) || !in_lower_case(i - 1) || gap(i - 1) != " " || says(i - 1)) return;
    size_t last = i;
    while (last + 2 < words_.size() && gap(last) == " " && is_upper(word(last + 1)[0]))
      ++last;
    if (last > i + 1 || says(last + 1) || (last > i && !is_name(last)) ||
        text_.substr(words_[last].end).starts_with("."))
      return;
    std::string with(kLast[random.below(12)]);
    if (last > i) with = fmt::format("{} {}", kFirst[random.below(12)], with);
    all.push_back({{words_[i].start, words_[last].end}, with});
  }

  // `," said Jane Doe`, `," Doe said`.
  void speaker_edits(size_t i, QuickRandom& random, std::vector<Edit>& all) const {
    auto closes = [&](size_t k) {
      return gap(k).ends_with("\" ") || gap(k).ends_with("” ");
    };
    auto quoted = [&](size_t k) {
      return std::ranges::any_of(quotations_, [&](ByteSpan q) {
        return words_[k].end + 4 >= q.end && words_[k].start < q.end;
      });
    };
    size_t from = 0, to = 0;
    if (word(i) != "said") return;
    if (closes(i - 1) && quoted(i - 1)) {
      from = i + 1, to = from;
      while (to < words_.size() && is_name(to) && to < from + 2 && gap(to - 1) == " ")
        ++to;
      if (to < words_.size() && gap(to - 1) == " " && is_upper(word(to)[0])) return;
    } else {
      to = i, from = i;
      while (from > 1 && is_name(from - 1) && gap(from - 1) == " ") --from;
      if (from == to || !closes(from - 1) || !quoted(from - 1)) return;
    }
    if (from == to || to > from + 2) return;
    std::string with(kLast[random.below(12)]);
    if (to > from + 1) with = fmt::format("{} {}", kFirst[random.below(12)], with);
    all.push_back({{words_[from].start, words_[to - 1].end}, with});
  }

  void marked_edits(size_t i, std::vector<Edit>& all) const {
    if (i % 7 != 0) return;
    for (size_t k = i - 4; k < i + 12; ++k)
      if (gap(k) != " ") return;
    ByteSpan place{words_[i].start, words_[i + 7].end};
    for (ByteSpan q : quotations_)
      if (q.start < place.end + 200 && place.start < q.end + 200) return;
    all.push_back(
        {place, fmt::format("\"{}\"", text_.substr(place.start, place.size()))});
  }

  void quotation_edits(size_t k, Corruption corruption, QuickRandom& random,
                       std::vector<Edit>& all) const {
    ByteSpan q = quotations_[k];
    std::vector<size_t> inside;
    for (size_t i = 0; i < words_.size(); ++i)
      if (words_[i].start >= q.start && words_[i].end <= q.end) inside.push_back(i);
    if (inside.size() < 8) return;
    size_t mark = text_[q.end] == '"' ? 1 : 3;
    switch (corruption) {
      case Corruption::kUntouched:
        return all.push_back({q, std::string(text_.substr(q.start, q.size()))});
      case Corruption::kUnmarked:
        return all.push_back({{q.start - mark, q.end + mark},
                              std::string(text_.substr(q.start, q.size()))});
      case Corruption::kTruncated: {
        size_t half = inside[inside.size() / 2];
        if (gap(half) == " ") all.push_back({{words_[half].end, q.end}, ","});
        return;
      }
      case Corruption::kSpliced: {
        // Two of one paragraph, with who says it between them.
        if (k + 1 >= quotations_.size()) return;
        ByteSpan next = quotations_[k + 1];
        std::string_view between = text_.substr(q.end, next.start - q.end);
        if (between.size() < 70 && between.find('\n') == between.npos)
          all.push_back({{q.end, next.start}, " "});
        return;
      }
      default:
        for (size_t i : inside)
          if (in_lower_case(i) && word(i).size() > 3 && i > inside[0] &&
              i < inside.back() && index_in(kSmall, word(i)) == kSmall.size())
            add(all, i, std::string(kThings[random.below(12)]));
    }
  }

  std::string_view text_;
  std::vector<ByteSpan> words_;
  std::vector<ByteSpan> quotations_;  // inside the marks
};

}  // namespace

std::string_view name_of(Corruption corruption) {
  constexpr std::array<std::string_view, kCorruptions> kNames = {
      "figure", "date",      "unit",    "name",     "speaker", "quotation", "negation",
      "hedge",  "truncated", "spliced", "unmarked", "marked",  "untouched"};
  return kNames[static_cast<size_t>(corruption)];
}

std::optional<Corrupted> corrupt(std::string_view article, Corruption corruption,
                                 QuickRandom random) {
  std::vector<Edit> all = Article(article).edits(corruption, random);
  if (all.empty()) return std::nullopt;
  const Edit& edit = all[random.below(all.size())];
  std::string text(article.substr(0, edit.place.start));
  text += edit.with;
  text += article.substr(edit.place.end);
  return Corrupted{std::move(text),
                   edit.place,
                   {edit.place.start, edit.place.start + edit.with.size()}};
}

}  // namespace unspin::bench
