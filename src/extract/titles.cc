// A page has its title three or four times over: in <title> with the site's name, in
// og:title perhaps reworded for sharing, in JSON-LD, and as the headline that readers
// see. The last is what the article is called, but <h1> is just as often the site's name
// or the title of a box. So the headings are asked which of them the others confirm:
// the one that most of a title in the head is made of wins. Only when none is confirmed
// do the head's titles speak, without the site's name.

#include "extract/titles.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/furniture_lines.h"
#include "extract/references.h"

namespace unspin {
namespace {

constexpr std::array<std::string_view, 13> kSeparators = {
    " | ",  " - ", " \u2013 ", " \u2014 ", " \u00B7 ", " \u2022 ", " \u00BB ",
    " :: ", " / ", " ~ ",      " \u2223 ", "\uFF5C",   " : "};

// A heading is confirmed when this share of its words is in a title of the head; a lone
// <h1> needs less.
constexpr double kConfirmed = .55;
constexpr double kConfirmedAlone = .25;

// Fewer words than this are no headline that contradicts the head's.
constexpr size_t kFewestWords = 2;

std::vector<std::string> words_of(std::string_view text) {
  uint32_t count = 0;
  std::string key = word_key(text, count);
  std::vector<std::string> words;
  for (size_t at = 0; at < key.size();) {
    size_t end = std::min(key.find(' ', at), key.size());
    words.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  std::ranges::sort(words);
  return words;
}

// The share of `part` that is in `whole`.
double share_in(const std::vector<std::string>& part,
                const std::vector<std::string>& whole) {
  if (part.empty()) return 0;
  auto found = std::ranges::count_if(part, [&](const std::string& word) {
    return std::ranges::binary_search(whole, word);
  });
  return static_cast<double>(found) / static_cast<double>(part.size());
}

// Is all of `title` the name of a site?
bool is_called(std::string_view title, const std::vector<std::string>& sites) {
  return std::ranges::find(sites, letters_of(title)) != sites.end();
}

// Is a part of a title the name of a site, or what somebody makes of it?
bool is_site(std::string_view segment, const std::vector<std::string>& sites) {
  std::string letters = letters_of(segment);
  if (letters.empty()) return true;
  return std::ranges::any_of(sites, [&](const std::string& site) {
    if (letters == site) return true;
    bool shorter = letters.size() >= 4 && site.size() >= 4;
    return shorter && (letters.starts_with(site) || site.starts_with(letters) ||
                       letters.ends_with(site) || site.ends_with(letters));
  });
}

struct Cut {
  size_t begin = 0, end = 0;  // of the separator
};

std::optional<Cut> last_separator(std::string_view title) {
  std::optional<Cut> cut;
  for (std::string_view mark : kSeparators)
    if (size_t at = title.rfind(mark); at != std::string_view::npos)
      if (!cut || at > cut->begin) cut = Cut{at, at + mark.size()};
  return cut;
}

std::optional<Cut> first_separator(std::string_view title) {
  std::optional<Cut> cut;
  for (std::string_view mark : kSeparators)
    if (size_t at = title.find(mark); at != std::string_view::npos)
      if (!cut || at < cut->begin) cut = Cut{at, at + mark.size()};
  return cut;
}

// Without a last part that looks like a site's name, though nothing else says it is.
std::string without_likely_site(std::string title) {
  std::optional<Cut> cut = last_separator(title);
  if (!cut) return title;
  std::string_view view = title;
  size_t kept = words_of(view.substr(0, cut->begin)).size();
  size_t lost = words_of(view.substr(cut->end)).size();
  return kept >= 3 && lost <= 4 && kept > lost ? title.substr(0, cut->begin) : title;
}

class HeadlineFinder {
 public:
  HeadlineFinder(const PageMarks& marks, std::string_view linked,
                 const std::vector<std::string>& sites)
      : marks_(marks), sites_(sites) {
    for (std::string_view said :
         {linked, marks.meta(MetaField::kTitle), marks.meta(MetaField::kShareTitle),
          std::string_view(marks.title)}) {
      std::string title = without_site(plain_line(said), sites);
      if (title.empty() || is_called(title, sites)) continue;
      head_words_.push_back(words_of(title));
      head_letters_.push_back(letters_of(title));
      head_.push_back(std::move(title));
    }
  }

  Headline run() const {
    const PageMarks::Heading* best = nullptr;
    double best_score = 0;
    auto h1s = std::ranges::count_if(marks_.headings, &PageMarks::Heading::h1);
    for (const PageMarks::Heading& heading : marks_.headings) {
      bool alone = heading.h1 && h1s == 1;
      double score = score_of(heading, alone);
      if (score > best_score) {
        best = &heading;
        best_score = score;
      }
    }
    if (best) return {settled(best->text), best->node};
    if (!head_.empty()) return {without_likely_site(head_[0]), Node()};
    for (const PageMarks::Heading& heading : marks_.headings)
      if (!is_called(heading.text, sites_)) return {heading.text, heading.node};
    return {plain_line(marks_.title), Node()};
  }

 private:
  // How well the head confirms a heading; 0 when it does not.
  double score_of(const PageMarks::Heading& heading, bool alone) const {
    if (is_called(heading.text, sites_)) return 0;
    std::vector<std::string> words = words_of(heading.text);
    std::string letters = letters_of(heading.text);
    if (head_.empty()) return heading.h1 ? 1 : .5;
    double best = 0;
    for (size_t i = 0; i < head_.size(); ++i) {
      double score = 0;
      if (letters == head_letters_[i])
        score = 3;
      else if (words.size() >= kFewestWords)
        // Of two that are part of a title, the longer one is the headline.
        score = share_in(words, head_words_[i]) + share_in(head_words_[i], words);
      best = std::max(best, score);
    }
    double least = alone ? kConfirmedAlone : kConfirmed;
    if (best < least) return 0;
    return best + (heading.h1 ? .3 : 0);
  }

  // A heading that holds a title of the head among other things, a date or a counter.
  std::string settled(const std::string& text) const {
    std::string letters = letters_of(text);
    for (size_t i = 0; i < head_.size(); ++i) {
      bool longer = letters.size() > head_letters_[i].size() + 3;
      bool most = head_letters_[i].size() * 2 > letters.size();
      bool holds =
          letters.starts_with(head_letters_[i]) || letters.ends_with(head_letters_[i]);
      bool counter = letters.find_first_of("0123456789") != std::string::npos;
      if (longer && most && holds && counter && head_words_[i].size() >= 3 &&
          digits_in(letters) > digits_in(head_letters_[i]))
        return head_[i];
    }
    return without_site(text, sites_);
  }

  static size_t digits_in(std::string_view text) {
    return static_cast<size_t>(
        std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
  }

  const PageMarks& marks_;
  const std::vector<std::string>& sites_;
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> head_words_;
  std::vector<std::string> head_letters_;
};

}  // namespace

std::string without_site(std::string_view title, const std::vector<std::string>& sites) {
  for (int round = 0; round < 3; ++round) {
    if (auto cut = last_separator(title); cut && is_site(title.substr(cut->end), sites))
      title = title.substr(0, cut->begin);
    else if (auto lead = first_separator(title);
             lead && is_site(title.substr(0, lead->begin), sites))
      title = title.substr(lead->end);
    else
      break;
  }
  return std::string(title);
}

Headline find_headline(const PageMarks& marks, std::string_view linked,
                       const std::vector<std::string>& sites) {
  return HeadlineFinder(marks, linked, sites).run();
}

}  // namespace unspin
