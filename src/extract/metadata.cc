// This file settles what a page says about itself, where it says it in several places.
//
// Publishers tell machines in JSON-LD, in a dozen families of <meta> names, and in
// microdata; readers they tell beside the headline. Each source is wrong in its own way:
// JSON-LD is made by a plugin and may name the site as the author, <meta> may be left
// from the theme, what readers see is hard to tell from what stands beside it. So each
// field has an order of sources, and what is surer about being asked comes first:
//
//   author      JSON-LD's article, <meta>, then what readers see. The publisher is no
//               author, unless readers are told so.
//   published   the article's date in JSON-LD, <meta>, microdata, what readers see, the
//               address. The date of a WebPage is the day the page was set up, so it
//               counts only when readers see it. A date of change is better than none.
//
// Headlines have a file of their own, titles.cc.

#include "extract/metadata.h"

#include <algorithm>
#include <vector>

#include "extract/addresses.h"
#include "extract/bylines.h"
#include "extract/dates.h"
#include "extract/json_ld.h"
#include "extract/page_marks.h"
#include "extract/references.h"
#include "extract/titles.h"

namespace unspin {
namespace {

constexpr size_t kMostAuthors = 20;

// The only object among so many articles without a match is one of a list.
constexpr long kMostArticles = 3;

// A line that shows a date and little else.
constexpr size_t kLongestDateLine = 60;

std::optional<std::string> none_if_empty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

class MetadataFinder {
 public:
  MetadataFinder(const Dom& page, std::string_view url)
      : page_(page),
        url_(url),
        marks_(find_marks(page)),
        linked_(read_json_ld(marks_.scripts)) {}

  Metadata run() {
    find_canonical();
    article_ = find_article();
    find_publisher();
    Headline headline = find_headline(
        marks_, article_ && article_->kind != LinkedKind::kPage ? article_->headline : "",
        sites_);
    found_.title = none_if_empty(headline.text);
    visible_ = find_visible_marks(page_, headline.node);
    find_language();
    found_.author = none_if_empty(joined(find_authors()));
    found_.published = find_published();
    return std::move(found_);
  }

 private:
  std::string_view meta(MetaField field) const { return marks_.meta(field); }

  void find_canonical() {
    std::string base = absolute_address(marks_.base, url_);
    if (base.empty()) base = std::string(url_);
    for (std::string_view said : {marks_.canonical, meta(MetaField::kUrl)}) {
      if (found_.canonical_url || said.empty()) continue;
      found_.canonical_url = none_if_empty(absolute_address(said, base));
    }
  }

  // The object that speaks of this page.
  const LinkedObject* find_article() const {
    const std::vector<LinkedObject>& objects = linked_.objects;
    for (LinkedKind kind : {LinkedKind::kArticle, LinkedKind::kWork, LinkedKind::kPage}) {
      auto same_kind = [&](const LinkedObject& object) { return object.kind == kind; };
      auto match = std::ranges::find_if(objects, [&](const LinkedObject& object) {
        return same_kind(object) && (has_this_address(object) || has_this_title(object));
      });
      if (match != objects.end()) return &*match;
      auto first = std::ranges::find_if(objects, same_kind);
      if (first != objects.end() &&
          std::ranges::count_if(objects, same_kind) <= kMostArticles)
        return &*first;
    }
    return nullptr;
  }

  bool has_this_address(const LinkedObject& object) const {
    if (object.url.empty()) return false;
    std::string_view address = bare_address(object.url);
    bool path = address.find('/') != std::string_view::npos;
    return path &&
           (address == bare_address(url_) ||
            (found_.canonical_url && address == bare_address(*found_.canonical_url)));
  }

  bool has_this_title(const LinkedObject& object) const {
    std::string letters = letters_of(object.headline);
    constexpr size_t kTelling = 12;
    if (letters.size() < kTelling) return false;
    if (letters_of(marks_.title).starts_with(letters)) return true;
    return std::ranges::any_of(marks_.headings, [&](const PageMarks::Heading& heading) {
      return letters_of(heading.text) == letters;
    });
  }

  void find_publisher() {
    std::vector<std::string> said;
    if (article_) said.push_back(plain_line(article_->publisher));
    for (std::string_view name : {meta(MetaField::kSite), std::string_view(linked_.site),
                                  meta(MetaField::kPublisher)})
      said.push_back(plain_line(name));
    for (const LinkedObject& object : linked_.objects)
      said.push_back(plain_line(object.publisher));
    for (std::string& name : said) {
      if (name.empty() || name.find("://") != std::string::npos) continue;
      sites_.push_back(letters_of(name));
      if (!found_.publisher) found_.publisher = std::move(name);
    }
    std::string_view address = url_.empty() && found_.canonical_url
                                   ? std::string_view(*found_.canonical_url)
                                   : url_;
    if (std::string label = letters_of(site_label(address)); label.size() > 2)
      sites_.push_back(std::move(label));
    std::erase(sites_, std::string());
    for (const LinkedObject& object : linked_.objects)
      if (!object.publisher_is_person && !object.publisher.empty())
        organisations_.push_back(letters_of(plain_line(object.publisher)));
  }

  void find_language() {
    language_tag_ = marks_.language;
    // The one with a region says how dates are written.
    std::string_view locale = meta(MetaField::kLocale);
    if (language_tag_.size() < 4 && locale.size() >= 4 && locale.size() < 16 &&
        (language_tag_.empty() || locale.starts_with(language_tag_)))
      language_tag_ = locale;
    for (std::string_view said :
         {marks_.language, meta(MetaField::kLanguage), locale,
          std::string_view(article_ ? article_->language : std::string_view())}) {
      std::string code = lower_ascii(said.substr(0, said.find_first_of("-_,; ")));
      bool letters =
          std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; });
      if (code.size() != 2 || !letters || found_.language) continue;
      found_.language = code;
      if (language_tag_.empty()) language_tag_ = said;
    }
  }

  // --- author ---

  static std::string joined(const std::vector<std::string>& names) {
    std::string line;
    for (const std::string& name : names) {
      if (!line.empty()) line += ", ";
      line += name;
    }
    return line;
  }

  // A site may be called after the person who writes it.
  bool is_publisher(std::string_view name) const {
    std::string letters = letters_of(name);
    if (std::ranges::find(organisations_, letters) != organisations_.end()) return true;
    return !looks_like_person(name) && std::ranges::find(sites_, letters) != sites_.end();
  }

  // Do readers see `name` as the author's?
  bool is_shown(std::string_view name) const {
    std::string letters = letters_of(name);
    return std::ranges::any_of(visible_.authors, [&](const VisibleMarks::Said& said) {
      std::vector<std::string> names = names_in_byline(said.text, said.rank < 4);
      return std::ranges::any_of(
          names, [&](const std::string& shown) { return letters_of(shown) == letters; });
    });
  }

  std::vector<std::string> without_publisher(std::vector<std::string> names) const {
    for (std::string& name : names)
      if (std::string tail = " " + found_.publisher.value_or("");
          tail.size() > 1 && name.ends_with(tail))
        name.resize(name.size() - tail.size());
    std::erase_if(names, [&](const std::string& name) {
      return is_publisher(name) && !is_shown(name);
    });
    if (names.size() > kMostAuthors) names.resize(kMostAuthors);
    return names;
  }

  std::vector<std::string> find_authors() const {
    if (auto names = without_publisher(cited_names()); !names.empty()) return names;
    for (bool article : {true, false})
      for (const LinkedObject& object : linked_.objects) {
        bool wanted = article ? &object == article_ : object.kind == LinkedKind::kPage;
        if (!wanted || (!article && article_ && article_->kind == LinkedKind::kArticle))
          continue;
        std::vector<std::string> names;
        for (const LinkedName& author : object.authors)
          for (std::string& name : names_in(plain_line(author.name)))
            if (std::ranges::find(names, name) == names.end())
              names.push_back(std::move(name));
        names = without_publisher(std::move(names));
        if (!names.empty()) return names;
      }
    std::vector<std::string> names =
        without_publisher(names_in(plain_line(meta(MetaField::kAuthor))));
    if (!names.empty()) return names;
    for (const VisibleMarks::Said& said : visible_.authors) {
      names = names_in_byline(said.text, said.rank < 4);
      if (!names.empty()) return names;
    }
    return without_publisher(names_in(plain_line(meta(MetaField::kProfile))));
  }

  // Journals write "Doe, Jane".
  std::vector<std::string> cited_names() const {
    std::vector<std::string> names;
    for (std::string_view said : marks_.cited_authors) {
      std::string name = plain_line(said);
      size_t comma = name.find(", ");
      if (comma != std::string::npos && name.find(',', comma + 1) == std::string::npos)
        name = name.substr(comma + 2) + " " + name.substr(0, comma);
      if (!name.empty()) names.push_back(std::move(name));
    }
    return names;
  }

  // --- date ---

  std::optional<std::string> read(std::string_view said) const {
    return read_published(said, language_tag_);
  }

  std::optional<std::string> find_published() const {
    bool article = article_ && article_->kind != LinkedKind::kPage;
    if (article)
      if (auto day = read(article_->published)) return day;
    if (auto day = read(meta(MetaField::kPublished))) return day;
    if (auto day = first_shown(0)) return day;
    if (auto day = confirmed_page_date()) return day;
    if (auto day = first_shown(3)) return day;
    if (auto day = read_date_of_url(url_)) return day;
    if (found_.canonical_url)
      if (auto day = read_date_of_url(*found_.canonical_url)) return day;
    return find_change(article);
  }

  // The first date that readers see, of those marked at least as well as `rank`.
  std::optional<std::string> first_shown(uint8_t rank) const {
    for (const VisibleMarks::Said& said : visible_.dates) {
      if (said.rank > rank) break;
      bool line = said.rank == 3;
      if (speaks_of_update(said.text) || (line && said.text.size() > kLongestDateLine))
        continue;
      if (auto day = read(said.text)) return day;
    }
    return std::nullopt;
  }

  // The day of a WebPage, when readers see it.
  std::optional<std::string> confirmed_page_date() const {
    for (const LinkedObject& object : linked_.objects) {
      std::optional<std::string> page = read(object.published);
      if (object.kind != LinkedKind::kPage || !page) continue;
      constexpr size_t kDay = 10;
      auto shows = [&](const VisibleMarks::Said& said) {
        auto day = read(said.text);
        return day && day->substr(0, kDay) == page->substr(0, kDay);
      };
      if (std::ranges::any_of(visible_.dates, shows)) return page;
    }
    return std::nullopt;
  }

  std::optional<std::string> find_change(bool article) const {
    if (article)
      if (auto day = read(article_->modified)) return day;
    for (const VisibleMarks::Said& said : visible_.modified)
      if (auto day = read(said.text)) return day;
    for (const VisibleMarks::Said& said : visible_.dates)
      if (speaks_of_update(said.text) && said.text.size() <= kLongestDateLine)
        if (auto day = read(said.text)) return day;
    return article ? read(meta(MetaField::kModified)) : std::nullopt;
  }

  const Dom& page_;
  std::string_view url_;
  PageMarks marks_;
  LinkedData linked_;
  const LinkedObject* article_ = nullptr;
  std::vector<std::string> organisations_;  // letters_of publishers, as far as is said
  std::vector<std::string> sites_;          // letters_of what the site is called
  std::string_view language_tag_;
  VisibleMarks visible_;
  Metadata found_;
};

}  // namespace

Metadata find_metadata(const Dom& page, std::string_view url) {
  return MetadataFinder(page, url).run();
}

}  // namespace unspin
