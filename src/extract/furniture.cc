// This file tells the lines of an article from those of the page it was taken from.
//
// Who saves a page as text gets more than the article: the title twice, the credit of a
// photograph, "Share this", and below the last paragraph the beginnings of a dozen other
// stories. All of that stands in lines of its own, and an article is mostly lines of
// another kind: whole sentences. So we look at lines only, and ask of each
//
//   what is it?      a prompt to the reader ("Sign up for our newsletter"), the label
//                    of a list of links ("Related:"), a credit ("Jane Doe | Agency"), a
//                    date, a beginning of a text that was cut off ("[…]"), the title
//                    again;
//   where is it?     before the article's first sentence, after its last, in between;
//   what is beside?  the names of social networks are nothing alone and buttons in a row;
//                    the sentence between title and credit is a caption; headlines
//                    after "Related:" are links.
//
// A line that says what it is goes anywhere; the others need their place or their
// neighbours to speak against them. Whoever reads a match wants to see the whole
// article, and a line too many is worse than one too few: in doubt it stays. Texts that
// are wrapped at a fixed width have lines that say nothing, and a text without a sentence
// has no article to be told apart from; both have no furniture.

#include "extract/furniture.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "extract/furniture_lines.h"
#include "extract/furniture_phrases.h"
#include "text/lines.h"

namespace unspin {
namespace {

constexpr uint32_t kLongestPrompt = 25;  // words of a prompt known by its beginning
constexpr uint32_t kLongestHeldPrompt = kLongestLineKeyed;  // known by its inside
constexpr uint32_t kLongestLabelled = 20;  // words of a line with a label
constexpr uint32_t kLongestHeading = 8;    // words of a label known by its beginning
constexpr uint32_t kLongestCredit = 14;    // words
constexpr uint32_t kLongestPiece = 5;      // words between two "|" of a credit
constexpr uint32_t kLongestDate = 12;      // words
constexpr uint32_t kFewestTitleWords = 4;  // shorter titles may be said again
constexpr uint32_t kLinksAfterLabel = 8;   // lines after "Related:" inside the article
constexpr uint32_t kLinesOfCard = 3;       // before a text that was cut off
constexpr uint32_t kFewestMenuLines = 4;
constexpr uint32_t kMostDates = 3;  // a text with more is a diary or a timeline

enum class Kind : uint8_t {
  kPlain,
  kPrompt,
  kLabel,     // with what it labels, or of one line
  kListHead,  // a label alone in its line
  kSource,
  kCredit,
  kCut,
  kDate,
  kDated,  // a date that says it is the page's: "Updated ..."
  kTitle,  // said again
  kWeak,
};

// `key` with "#" for figures.
std::string pattern_of(std::string_view key) {
  std::string pattern;
  for (size_t at = 0; at < key.size();) {
    size_t end = std::min(key.find(' ', at), key.size());
    std::string_view word = key.substr(at, end - at);
    bool figure = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    if (at > 0) pattern += ' ';
    pattern += figure ? std::string_view("#") : word;
    at = end + 1;
  }
  return pattern;
}

template <typename Test>
uint32_t count_words(std::string_view key, Test test) {
  uint32_t count = 0;
  for (size_t at = 0; at < key.size();) {
    size_t end = std::min(key.find(' ', at), key.size());
    count += test(key.substr(at, end - at));
    at = end + 1;
  }
  return count;
}

bool is_figure(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         is_figure(word.substr(2, 1)) && is_figure(word.substr(3, 1));
}

// --- one line ---

// The words before a colon near the line's beginning; empty where there is none.
std::string label_of(std::string_view raw) {
  size_t colon = raw.find(':');
  constexpr size_t kLongestLabel = 60;
  if (colon > kLongestLabel) return {};  // also when there is none
  uint32_t words = 0;
  return pattern_of(word_key(raw.substr(0, colon), words));
}

// "Jane Doe | Agency": short names with bars between them.
bool is_barred(std::string_view raw) {
  if (raw.find('|') == std::string_view::npos) return false;
  for (size_t at = 0; at <= raw.size();) {
    size_t end = std::min(raw.find('|', at), raw.size());
    uint32_t words = 0;
    word_key(raw.substr(at, end - at), words);
    if (words == 0 || words > kLongestPiece) return false;
    at = end + 1;
  }
  return true;
}

bool is_capital(char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// Are all words names but for small ones?
bool is_all_names(std::string_view raw) {
  for (size_t i = 0; i < raw.size(); ++i) {
    bool starts = i == 0 || raw[i - 1] == ' ' || raw[i - 1] == '/' || raw[i - 1] == '(';
    if (!starts || !std::isalpha(static_cast<unsigned char>(raw[i]))) continue;
    std::string_view word = raw.substr(i, raw.find_first_of(" /", i) - i);
    bool small = word == "via" || word == "for" || word == "of" || word == "the" ||
                 word == "by" || word == "and" || word == "de" || word == "van" ||
                 word == "von" || word == "iStock";
    if (!small && !is_capital(raw[i])) return false;
  }
  return true;
}

// "(Jane Doe/Agency)", "Jane Doe / Agency via Other Agency".
bool is_agency_credit(const TextLine& line) {
  std::string_view raw = line.raw;
  bool parens = (raw.front() == '(' && raw.back() == ')') ||
                (raw.front() == '[' && raw.back() == ']');
  if (parens) raw = raw.substr(1, raw.size() - 2);
  bool slash = raw.find('/') != std::string_view::npos;
  if (!slash && !parens) return false;
  return count_words(line.key, is_agency) > 0 && is_all_names(raw);
}

bool is_credit(const TextLine& line) {
  if (line.key.empty() || line.words > kLongestCredit || line.quoted) return false;
  bool sentence = line.ends && line.raw.back() != ')' && line.raw.back() != ']';
  if (sentence) return false;
  return (is_barred(line.raw) && is_all_names(line.raw)) || is_agency_credit(line);
}

Kind kind_of_date(const TextLine& line) {
  if (line.key.empty() || line.words > kLongestDate) return Kind::kPlain;
  if (line.raw.ends_with('.') && !line.raw.ends_with(".m.")) return Kind::kPlain;
  uint32_t figures = count_words(line.key, is_figure);
  uint32_t years = count_words(line.key, is_year);
  uint32_t dated = count_words(line.key, is_dated_word);
  uint32_t dates = count_words(line.key, is_date_word);
  uint32_t words = count_words(line.key, [](std::string_view) { return true; });
  if (figures == 0 || figures + dated + dates < words) return Kind::kPlain;
  bool starts = is_dated_word(std::string_view(line.key).substr(0, line.key.find(' ')));
  if (dated > 0 && starts) return Kind::kDated;
  if (years != 1) return Kind::kPlain;
  bool punctuated = line.raw.find_first_of("/-.") != std::string_view::npos;
  return (dates > 0 && figures >= 2) || (figures == 3 && punctuated) ? Kind::kDate
                                                                     : Kind::kPlain;
}

bool is_follow(const TextLine& line, std::string_view pattern) {
  if (!pattern.starts_with("follow ") || line.words > 16) return false;
  return line.raw.find('@') != std::string_view::npos || pattern.ends_with(" twitter") ||
         pattern.ends_with(" facebook") || pattern.ends_with(" instagram");
}

bool is_copyright(const TextLine& line, std::string_view pattern) {
  bool sign = line.raw.starts_with("\u00A9") || line.raw.starts_with("(c) ");
  if (!sign && !pattern.starts_with("copyright ")) return false;
  return line.words <= kLongestPrompt &&
         (sign || pattern.find('#') != std::string::npos ||
          line.raw.find("\u00A9") != std::string_view::npos);
}

bool is_prompt(const TextLine& line, std::string_view pattern) {
  if (line.quoted) return false;
  if (is_follow(line, pattern) || is_copyright(line, pattern)) return true;
  if (line.words <= kLongestPrompt && begins_prompt(pattern)) return true;
  return line.words <= kLongestHeldPrompt && !line.raw.starts_with('<') &&
         holds_prompt(pattern);
}

Kind kind_by_words(const TextLine& line) {
  std::string pattern = pattern_of(line.key);
  switch (use_of_line(pattern)) {
    case LineUse::kPrompt:
      return line.ends && line.raw.back() == '.' ? Kind::kPlain : Kind::kPrompt;
    case LineUse::kLabel:
      return line.ends ? Kind::kPlain : Kind::kListHead;
    case LineUse::kSource:
      return Kind::kSource;
    case LineUse::kWeak:
      return line.ends ? Kind::kPlain : Kind::kWeak;
    case LineUse::kNone:
      break;
  }
  if (line.words <= kLongestLabelled && !line.quoted) {
    LineUse label = use_of_label(label_of(line.raw));
    if (label == LineUse::kLabel) return Kind::kLabel;
    if (label == LineUse::kSource && line.words <= 6) return Kind::kLabel;
  }
  if (is_prompt(line, pattern)) return Kind::kPrompt;
  bool heading = line.words <= kLongestHeading && !line.ends && !line.quoted;
  return heading && begins_label(pattern) ? Kind::kListHead : Kind::kPlain;
}

Kind kind_of(const TextLine& line) {
  if (line.cut) return Kind::kCut;
  if (line.key.empty()) return Kind::kPlain;
  if (Kind kind = kind_by_words(line); kind != Kind::kPlain) return kind;
  if (is_credit(line)) return Kind::kCredit;
  return kind_of_date(line);
}

// --- all lines ---

class Marker {
 public:
  explicit Marker(std::vector<TextLine> lines)
      : lines_(std::move(lines)), kinds_(lines_.size()), marked_(lines_.size()) {
    std::ranges::transform(lines_, kinds_.begin(), kind_of);
  }

  std::vector<ByteSpan> run(std::optional<std::string_view> title) {
    find_body();
    if (body_begin_ == body_end_) return {};

    // What says itself what it is.
    mark_titles(title);
    drop_tables();
    drop_excerpts();
    for (size_t i = 0; i < lines_.size(); ++i) marked_[i] = speaks_for_itself(kinds_[i]);

    // What its place gives away.
    mark_dates();
    mark_tail();
    mark_menus();

    // What its neighbours give away.
    mark_links();
    mark_captions();
    mark_weak();
    return spans();
  }

 private:
  static bool speaks_for_itself(Kind kind) {
    return kind == Kind::kPrompt || kind == Kind::kLabel || kind == Kind::kListHead ||
           kind == Kind::kSource || kind == Kind::kCredit || kind == Kind::kCut ||
           kind == Kind::kDated || kind == Kind::kTitle;
  }

  // The body reaches from the first line of prose to behind the last.
  void find_body() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].prose() || kinds_[i] != Kind::kPlain) continue;
      if (body_begin_ == body_end_) body_begin_ = i;
      body_end_ = i + 1;
    }
  }

  // Lines that say the title, or the first line, again. The first stays.
  void mark_titles(std::optional<std::string_view> title) {
    uint32_t words = 0;
    std::string key = title ? word_key(*title, words) : std::string();
    for (bool given : {true, false}) {
      if (!given) {
        if (lines_[0].prose() || lines_[0].words > kLongestPrompt) return;
        key = lines_[0].key;
        words = lines_[0].words;
      }
      if (words < kFewestTitleWords || key.empty()) continue;
      bool said = false;
      for (size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].key != key) continue;
        if (said) kinds_[i] = Kind::kTitle;
        said = true;
      }
    }
  }

  // Rows of a table have bars and are no credits.
  void drop_tables() {
    auto barred = [&](size_t i) {
      return i < lines_.size() && lines_[i].raw.find('|') != std::string_view::npos;
    };
    for (size_t i = 0; i < lines_.size(); ++i)
      if (kinds_[i] == Kind::kCredit && barred(i) &&
          (barred(i + 1) || (i > 0 && barred(i - 1))))
        kinds_[i] = Kind::kPlain;
  }

  // What was cut off is a teaser beside what leads to the rest of it, or below the body;
  // else the text may be made of excerpts.
  void drop_excerpts() {
    auto leads_on = [&](size_t i) {
      return i < lines_.size() &&
             (kinds_[i] == Kind::kPrompt || kinds_[i] == Kind::kListHead ||
              kinds_[i] == Kind::kLabel);
    };
    for (size_t i = 0; i < body_end_; ++i)
      if (kinds_[i] == Kind::kCut && !leads_on(i + 1) && !(i > 0 && leads_on(i - 1)))
        kinds_[i] = Kind::kPlain;
  }

  void mark_dates() {
    if (std::ranges::count(kinds_, Kind::kDate) > kMostDates) return;
    for (size_t i = 0; i < lines_.size(); ++i)
      if (kinds_[i] == Kind::kDate && (i < body_begin_ || i >= body_end_))
        marked_[i] = true;
  }

  // Below the last sentence all short lines are furniture from the first label or cut-off
  // text on.
  void mark_tail() {
    size_t first = body_end_;
    while (first < lines_.size() && !opens_tail(first)) ++first;
    if (first == lines_.size()) return;
    if (kinds_[first] == Kind::kCut)
      for (uint32_t k = 0; k < kLinesOfCard && first > body_end_; ++k)
        if (lines_[first - 1].loose()) --first;
    for (size_t i = first; i < lines_.size(); ++i)
      if (lines_[i].words <= kLongestPrompt || kinds_[i] == Kind::kCut) marked_[i] = true;
  }

  bool opens_tail(size_t i) const {
    if (kinds_[i] == Kind::kListHead || kinds_[i] == Kind::kCut) return true;
    return kinds_[i] == Kind::kSource &&
           std::any_of(marked_.begin() + static_cast<ptrdiff_t>(i) + 1, marked_.end(),
                       [](bool marked) { return marked; });
  }

  // Runs of short lines above or below the body that have words of a menu.
  void mark_menus() {
    for (size_t i = 0; i < lines_.size();) {
      size_t end = i;
      uint32_t menu_words = 0;
      while (end < lines_.size() && (end < body_begin_ || end >= body_end_) &&
             lines_[end].words <= 4 && !lines_[end].ends) {
        menu_words += count_words(lines_[end].key, is_menu_word) > 0;
        ++end;
      }
      if (end - i >= kFewestMenuLines && menu_words >= 2)
        std::fill(marked_.begin() + static_cast<ptrdiff_t>(i),
                  marked_.begin() + static_cast<ptrdiff_t>(end), true);
      i = std::max(end, i + 1);
    }
  }

  // Headlines after "Related:".
  void mark_links() {
    for (size_t i = 0; i < body_end_; ++i) {
      if (kinds_[i] != Kind::kListHead) continue;
      size_t end = i + 1;
      while (end < body_end_ && end - i <= kLinksAfterLabel && !marked_[end] &&
             is_link(lines_[end]))
        ++end;
      // The last of several may be the heading of what follows.
      if (end - i > 2 && lines_[end - 1].words <= kFewestTitleWords) --end;
      std::fill(marked_.begin() + static_cast<ptrdiff_t>(i),
                marked_.begin() + static_cast<ptrdiff_t>(end), true);
    }
  }

  static bool is_link(const TextLine& line) {
    return !line.ends && !line.quoted && line.words >= 3 && line.words <= 20 &&
           line.raw.back() != ':';
  }

  // The line before a credit, between furniture, or where it says who stands left and
  // right.
  void mark_captions() {
    for (size_t i = 1; i < lines_.size(); ++i) {
      if (kinds_[i] != Kind::kCredit || marked_[i - 1]) continue;
      const TextLine& before = lines_[i - 1];
      if (before.words > kLongestLineRead || before.quoted) continue;
      if (points(before.raw) || (i >= 2 && i <= 4 && kinds_[i - 2] == Kind::kTitle))
        marked_[i - 1] = true;
    }
  }

  static bool points(std::string_view raw) {
    for (std::string_view sign :
         {"(L)", "(R)", "(C)", "(left)", "(right)", "(center)", "(centre)", ", left,",
          ", right,", ", center,", "(l)", "(r)", "(links)", "(rechts)", "(g.)", "(d.)"})
      if (raw.find(sign) != std::string_view::npos) return true;
    return false;
  }

  // Buttons in a row, or beside other furniture.
  void mark_weak() {
    for (size_t i = 0; i < lines_.size();) {
      size_t end = i;
      bool sure = false;
      while (end < lines_.size() && (kinds_[end] == Kind::kWeak || marked_[end])) {
        sure |= marked_[end] && kinds_[end] != Kind::kWeak;
        ++end;
      }
      if (end - i >= 2 || sure)
        std::fill(marked_.begin() + static_cast<ptrdiff_t>(i),
                  marked_.begin() + static_cast<ptrdiff_t>(end), true);
      i = std::max(end, i + 1);
    }
  }

  // Neighbouring lines are one stretch.
  std::vector<ByteSpan> spans() const {
    std::vector<ByteSpan> spans;
    bool open = false;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (marked_[i] && open)
        spans.back().end = lines_[i].bytes.end;
      else if (marked_[i])
        spans.push_back(lines_[i].bytes);
      open = marked_[i];
    }
    return spans;
  }

  std::vector<TextLine> lines_;
  std::vector<Kind> kinds_;
  std::vector<bool> marked_;
  size_t body_begin_ = 0;
  size_t body_end_ = 0;
};

}  // namespace

std::vector<ByteSpan> find_furniture(std::string_view text,
                                     std::optional<std::string_view> title) {
  if (is_hard_wrapped(text)) return {};
  std::vector<TextLine> lines = read_lines(text);
  if (lines.size() < 2) return {};
  return Marker(std::move(lines)).run(title);
}

}  // namespace unspin
