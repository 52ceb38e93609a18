#include "extract/page_marks.h"

#include <algorithm>
#include <unordered_map>

#include "extract/references.h"

namespace unspin {
namespace {

constexpr size_t kMostHeadings = 32;
constexpr size_t kMostScripts = 64;
constexpr size_t kMostCited = 20;
constexpr size_t kLongestHeading = 600;
constexpr size_t kLongestTitle = 1000;

struct Known {
  MetaField field;
  uint8_t rank;  // the lower, the surer
};

using KnownNames = std::unordered_map<std::string_view, Known>;

void add(KnownNames& names, MetaField field,
         std::initializer_list<std::string_view> list) {
  uint8_t rank = 0;
  for (std::string_view name : list) names.emplace(name, Known{field, rank++});
}

KnownNames make_names() {
  KnownNames names;
  add(names, MetaField::kTitle,
      {"citation_title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title",
       "headline", "article:title", "article.headline"});
  add(names, MetaField::kShareTitle, {"og:title", "twitter:title"});
  add(names, MetaField::kAuthor,
      {"parsely-author", "sailthru.author", "byl", "author", "dc.creator",
       "dcterms.creator", "dc.creator.personalname", "article.author",
       "cxenseparse:author", "og:author", "article:author:name", "dc.contributor",
       "shareaholic:article_author_name"});
  add(names, MetaField::kProfile, {"article:author", "og:article:author"});
  add(names, MetaField::kPublished,
      {"article:published_time",
       "article:published",
       "og:article:published_time",
       "citation_publication_date",
       "citation_online_date",
       "parsely-pub-date",
       "sailthru.date",
       "datepublished",
       "dc.date.issued",
       "dcterms.issued",
       "dc.issued",
       "pubdate",
       "publishdate",
       "publish-date",
       "publish_date",
       "published-date",
       "published_date",
       "publication-date",
       "publication_date",
       "published_time",
       "published",
       "article.published",
       "article_date_original",
       "originalpublicationdate",
       "cxenseparse:recs:publishtime",
       "cxenseparse:publishtime",
       "bt:pubdate",
       "dc.date.created",
       "dcterms.created",
       "dc.created",
       "dcterms.date",
       "dc.date",
       "citation_date",
       "og:published_time",
       "og:pubdate",
       "shareaholic:article_published_time",
       "release_date",
       "date"});
  add(names, MetaField::kModified,
      {"article:modified_time", "article:modified", "og:updated_time", "datemodified",
       "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "revised"});
  add(names, MetaField::kSite, {"og:site_name", "application-name"});
  add(names, MetaField::kPublisher,
      {"citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"});
  add(names, MetaField::kUrl, {"og:url"});
  add(names, MetaField::kLocale, {"og:locale"});
  add(names, MetaField::kLanguage,
      {"content-language", "dc.language", "dcterms.language", "language"});
  add(names, MetaField::kType, {"og:type"});
  return names;
}

class MarkFinder {
 public:
  explicit MarkFinder(const Dom& page) : page_(page) { ranks_.fill(0xFF); }

  PageMarks run() {
    marks_.language = page_.attribute_or_empty(page_.root(), Attribute::kLang);
    for (Node node = page_.root(); node; node = next_in_order(node, page_.root()))
      if (node.is_element()) take(node);
    return std::move(marks_);
  }

 private:
  void take(Node node) {
    switch (node.tag()) {
      case LXB_TAG_META:
        return take_meta(node);
      case LXB_TAG_LINK:
        return take_link(node);
      case LXB_TAG_BASE:
        if (marks_.base.empty())
          marks_.base = page_.attribute_or_empty(node, Attribute::kHref);
        return;
      case LXB_TAG_TITLE:
        // A drawing has a title of its own.
        if (marks_.title.empty() && node.raw()->ns == LXB_NS_HTML)
          marks_.title = text_of(node, kLongestTitle);
        return;
      case LXB_TAG_SCRIPT:
        return take_script(node);
      default:
        return take_heading(node);
    }
  }

  void take_meta(Node node) {
    static const KnownNames known = make_names();
    std::string_view content = page_.attribute_or_empty(node, Attribute::kContent);
    if (content.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    for (Attribute attribute : {Attribute::kProperty, Attribute::kName,
                                Attribute::kItemprop, Attribute::kHttpEquiv}) {
      std::string_view said = page_.attribute_or_empty(node, attribute);
      constexpr size_t kLongestName = 40;
      if (said.empty() || said.size() > kLongestName) continue;
      std::string name = lower_ascii(said);
      if (name == "citation_author" && marks_.cited_authors.size() < kMostCited)
        marks_.cited_authors.push_back(content);
      auto found = known.find(name);
      if (found == known.end()) continue;
      auto field = static_cast<size_t>(found->second.field);
      if (found->second.rank >= ranks_[field]) continue;
      ranks_[field] = found->second.rank;
      marks_.metas[field] = content;
    }
  }

  void take_link(Node node) {
    std::string rel =
        lower_ascii(page_.attribute_or_empty(node, Attribute::kRel).substr(0, 40));
    if (rel == "canonical" && marks_.canonical.empty())
      marks_.canonical = page_.attribute_or_empty(node, Attribute::kHref);
  }

  void take_script(Node node) {
    std::string type =
        lower_ascii(page_.attribute_or_empty(node, Attribute::kType).substr(0, 60));
    if (type.find("ld+json") == std::string::npos) return;
    if (marks_.scripts.size() >= kMostScripts) return;
    std::string script;
    for (Node child = node.first_child(); child; child = child.next())
      if (child.is_text()) script += child.text();
    marks_.scripts.push_back(std::move(script));
  }

  void take_heading(Node node) {
    if (marks_.headings.size() >= kMostHeadings) return;
    bool h1 = node.tag() == LXB_TAG_H1;
    if (!h1 && !is_marked_heading(node)) return;
    std::string text = plain_line(text_of(node, kLongestHeading));
    if (text.empty() || text.size() > kLongestHeading) return;
    marks_.headings.push_back({node, std::move(text), h1});
  }

  // <h2 class="entry-title">, <div itemprop="headline">
  bool is_marked_heading(Node node) {
    if (page_.attribute_or_empty(node, Attribute::kItemprop) == "headline") return true;
    if (node.tag() != LXB_TAG_H2 && node.tag() != LXB_TAG_DIV &&
        node.tag() != LXB_TAG_H3 && node.tag() != LXB_TAG_SPAN)
      return false;
    std::string_view names = page_.attribute_or_empty(node, Attribute::kClass);
    constexpr size_t kLongestNames = 120;
    if (names.empty() || names.size() > kLongestNames) return false;
    std::vector<std::string> words = name_words(names);
    auto has = [&](std::string_view word) {
      return std::ranges::find(words, word) != words.end();
    };
    return (has("title") && (has("entry") || has("post") || has("article") ||
                             has("thread") || has("topic"))) ||
           has("headline");
  }

  const Dom& page_;
  PageMarks marks_;
  std::array<uint8_t, static_cast<size_t>(MetaField::kCount)> ranks_{};
};

}  // namespace

PageMarks find_marks(const Dom& page) { return MarkFinder(page).run(); }

std::vector<std::string> name_words(std::string_view names) {
  std::vector<std::string> words;
  char before = ' ';
  for (char c : names.substr(0, 200)) {
    bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    bool starts = !(before >= 'a' && before <= 'z') && !(before >= 'A' && before <= 'Z');
    bool hump = upper && before >= 'a' && before <= 'z';
    if ((upper || lower) && (starts || hump)) words.emplace_back();
    if (upper || lower) words.back() += static_cast<char>(upper ? c + 32 : c);
    before = c;
  }
  return words;
}

}  // namespace unspin
