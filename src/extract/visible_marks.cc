// This file reads what a page shows of its author and date.
//
// Both stand near the headline on nearly every page that has them, marked with a rel, an
// itemprop or a class whose name says what it is, or in a line that begins with "By".
// Farther off the same marks belong to other things: to comments, to cards of other
// stories, to the author of the page's software. So only a window of text around the
// headline is looked at, and in it not what is named after comments and cards.

#include <algorithm>
#include <unordered_set>

#include "extract/bylines.h"
#include "extract/page_marks.h"
#include "extract/references.h"

namespace unspin {
namespace {

// In bytes of text.
constexpr size_t kBeforeHeadline = 500;
constexpr size_t kAfterHeadline = 2500;
constexpr size_t kLongestSaid = 200;
constexpr size_t kLongestDateLine = 120;

// Elements and lines that are looked at, for bounded work on any page.
constexpr size_t kMostLooks = 400;

bool has_one_of(const std::vector<std::string>& words,
                std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return std::ranges::find(names, word) != names.end();
  });
}

bool is_passed_over(Tag tag) {
  switch (tag) {
    case LXB_TAG_SCRIPT:
    case LXB_TAG_STYLE:
    case LXB_TAG_NOSCRIPT:
    case LXB_TAG_TEMPLATE:
    case LXB_TAG_SVG:
    case LXB_TAG_NAV:
    case LXB_TAG_FOOTER:
    case LXB_TAG_SELECT:
    case LXB_TAG_TEXTAREA:
    case LXB_TAG_IFRAME:
      return true;
    default:
      return false;
  }
}

bool is_named_away(const std::vector<std::string>& words) {
  // A page's body may be named after the sidebar beside it.
  if (has_one_of(words, {"sidebar"}) &&
      !has_one_of(words, {"with", "has", "main", "body", "layout", "no"}))
    return true;
  return has_one_of(words, {"comment", "comments", "disqus", "related", "recommended",
                            "recommendations", "footer", "nav", "menu", "popular",
                            "trending", "newsletter", "cookie", "carousel", "promo",
                            "breadcrumb", "breadcrumbs", "teaser", "cards"});
}

// The text inside `node`, elements apart: a byline is often built of several.
std::string line_of(Node node, size_t limit) {
  std::string text;
  for (Node at = node; at && text.size() < limit; at = next_in_order(at, node))
    if (at.is_text()) {
      text += at.text().substr(0, limit);
      text += ' ';
    }
  return plain_line(text);
}

class VisibleFinder {
 public:
  VisibleFinder(const Dom& page, Node headline) : page_(page), headline_(headline) {
    for (Node node = headline; node; node = node.parent()) above_.insert(node.raw());
  }

  VisibleMarks run() {
    Node top = page_.body();
    if (!top) return {};
    if (headline_) measure(top);
    place_ = 0;
    for (Node node = top; node;) {
      if (node.is_text()) {
        if (in_window()) take_text(node);
        place_ += node.text().size();
        node = next_in_order(node, top);
        continue;
      }
      if (!node.is_element()) {
        node = next_in_order(node, top);
        continue;
      }
      if (place_ > headline_end_ + kAfterHeadline) break;
      std::vector<std::string> words = words_of(node);
      if (!above_.contains(node.raw()) &&
          (is_passed_over(node.tag()) || is_named_away(words))) {
        node = next_beside(node, top);
        continue;
      }
      if (in_window() && looks_ < kMostLooks) take_element(node, words);
      node = next_in_order(node, top);
    }
    auto by_rank = [](const auto& said) { return said.rank; };
    std::ranges::stable_sort(marks_.authors, {}, by_rank);
    std::ranges::stable_sort(marks_.dates, {}, by_rank);
    std::ranges::stable_sort(marks_.modified, {}, by_rank);
    return std::move(marks_);
  }

 private:
  // Where in the text the headline stands, counted as run() counts.
  void measure(Node top) {
    for (Node node = top; node;) {
      if (node == headline_) {
        headline_begin_ = headline_end_ = place_;
        return;
      }
      if (node.is_text()) place_ += node.text().size();
      bool away = node.is_element() && !above_.contains(node.raw()) &&
                  (is_passed_over(node.tag()) || is_named_away(words_of(node)));
      node = away ? next_beside(node, top) : next_in_order(node, top);
    }
  }

  bool in_window() const {
    return place_ + kBeforeHeadline >= headline_begin_ &&
           place_ <= headline_end_ + kAfterHeadline;
  }

  std::vector<std::string> words_of(Node node) const {
    std::vector<std::string> words =
        name_words(page_.attribute_or_empty(node, Attribute::kClass));
    std::vector<std::string> more =
        name_words(page_.attribute_or_empty(node, Attribute::kId));
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  void take_element(Node node, const std::vector<std::string>& words) {
    std::string_view itemprop = page_.attribute_or_empty(node, Attribute::kItemprop);
    std::string rel =
        lower_ascii(page_.attribute_or_empty(node, Attribute::kRel).substr(0, 40));
    if (itemprop == "author" || itemprop == "creator")
      add_author(node, 0);
    else if (rel == "author" || rel.starts_with("author ") || rel.ends_with(" author"))
      add_author(node, 1);
    else if (is_author_name(words))
      add_author(node, has_one_of(words, {"name", "byline", "username", "link"}) ? 2 : 3);
    take_date(node, words, itemprop);
  }

  static bool is_author_name(const std::vector<std::string>& words) {
    if (!has_one_of(words, {"author", "authors", "byline", "bylines", "username",
                            "contributor", "contributors", "writer", "poster", "postedby",
                            "authorname", "authored"}))
      return false;
    return !has_one_of(words,
                       {"bio",     "avatar",      "image", "img",    "photo",    "pic",
                        "picture", "description", "about", "social", "share",    "follow",
                        "icon",    "title",       "role",  "job",    "position", "box",
                        "card",    "count",       "stats", "date",   "badge",    "rank"});
  }

  // <time datetime>, itemprop="datePublished", class="entry-date"
  void take_date(Node node, const std::vector<std::string>& words,
                 std::string_view itemprop) {
    bool published = itemprop == "datePublished" || itemprop == "dateCreated";
    bool changed = itemprop == "dateModified";
    bool time = node.tag() == LXB_TAG_TIME;
    bool named = has_one_of(words, {"date", "published", "publish", "pubdate", "posted",
                                    "timestamp", "datetime", "dateline", "time",
                                    "postdate", "entrydate", "publishdate", "dates"});
    bool renamed = has_one_of(words, {"updated", "modified", "revised", "update"});
    if (!published && !changed && !time && !named && !renamed) return;
    ++looks_;
    std::string said;
    for (Attribute attribute : {Attribute::kDatetime, Attribute::kContent})
      if (said.empty()) said = page_.attribute_or_empty(node, attribute).substr(0, 100);
    std::string shown = line_of(node, kLongestSaid);
    if (said.empty()) said = shown;
    if (said.empty() || shown.size() > kLongestDateLine) return;
    // WordPress: both dates are published, the second also updated.
    bool is_change = changed || (renamed && !has_one_of(words, {"published"}));
    uint8_t rank = published ? 0 : time ? 1 : 2;
    (is_change ? marks_.modified : marks_.dates).push_back({std::move(said), rank});
  }

  // "By Jane Doe"; "18 June 2024".
  void take_text(Node node) {
    std::string_view text = node.text();
    size_t first = text.find_first_not_of(" \t\r\n\f");
    if (first == std::string_view::npos || looks_ >= kMostLooks) return;
    text = text.substr(first, kLongestSaid);
    Node parent = node.parent();
    if (begins_byline(text) || is_bare_by(text)) {
      ++looks_;
      std::string line = line_of(parent, kLongestSaid);
      // "By" alone in a <span> has the name beside it.
      if (is_bare_by(line)) line = with_neighbour(std::move(line), parent);
      if (line.size() < kLongestDateLine && begins_byline(line))
        marks_.authors.push_back({std::move(line), 4});
      else if (begins_byline(text) && text.size() < 60)
        marks_.authors.push_back({plain_line(text), 5});
    }
    bool year = text.find("19") != text.npos || text.find("20") != text.npos;
    if (text.size() <= kLongestDateLine && year) {
      ++looks_;
      marks_.dates.push_back({plain_line(text), 3});
    }
  }

  // `line` is the text of `node`: with that of the block around it, when it is short, or
  // else of the element that follows.
  static std::string with_neighbour(std::string line, Node node) {
    if (!node.parent()) return line;
    std::string around = line_of(node.parent(), kLongestSaid);
    if (around.size() < kLongestDateLine && begins_byline(around)) return around;
    Node beside = node.next();
    if (beside && beside.is_text()) beside = beside.next();
    if (beside && beside.is_element()) line += " " + line_of(beside, kLongestSaid);
    return line;
  }

  static bool is_bare_by(std::string_view text) {
    std::string lower = lower_ascii(text.substr(0, 16));
    while (!lower.empty() && (lower.back() <= ' ' || lower.back() == ':'))
      lower.pop_back();
    return lower == "by" || lower == "written by" || lower == "posted by" ||
           lower == "author" || lower == "von" || lower == "par" || lower == "por";
  }

  void add_author(Node node, uint8_t rank) {
    ++looks_;
    std::string said(page_.attribute_or_empty(node, Attribute::kContent).substr(0, 200));
    if (said.empty()) {
      // The name inside <span itemprop="author" itemscope>.
      size_t looked = 0;
      for (Node inner = node; inner && looked < 40; inner = next_in_order(inner, node)) {
        ++looked;
        if (inner.is_element() && inner != node &&
            page_.attribute_or_empty(inner, Attribute::kItemprop) == "name") {
          said = page_.attribute_or_empty(inner, Attribute::kContent);
          if (said.empty()) said = line_of(inner, kLongestSaid);
          break;
        }
      }
    }
    if (said.empty()) said = line_of(node, kLongestSaid);
    said = plain_line(said);
    if (!said.empty() && said.size() < kLongestSaid)
      marks_.authors.push_back({std::move(said), rank});
  }

  const Dom& page_;
  Node headline_;
  std::unordered_set<lxb_dom_node_t*> above_;
  VisibleMarks marks_;
  size_t place_ = 0;
  size_t headline_begin_ = 0, headline_end_ = 0;
  size_t looks_ = 0;
};

}  // namespace

VisibleMarks find_visible_marks(const Dom& page, Node headline) {
  return VisibleFinder(page, headline).run();
}

}  // namespace unspin
