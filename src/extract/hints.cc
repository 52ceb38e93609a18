#include "extract/hints.h"

#include <array>

namespace unspin {
namespace {

struct KnownType {
  std::string_view name;
  PageKinds kinds;
};

constexpr std::array kTypes = {
    KnownType{"AnalysisNewsArticle", page_kind::kArticle},
    KnownType{"Article", page_kind::kArticle},
    KnownType{"BlogPosting", page_kind::kArticle},
    KnownType{"CollectionPage", page_kind::kCollection},
    KnownType{"DiscussionForumPosting", page_kind::kDiscussion},
    KnownType{"ItemList", page_kind::kCollection},
    KnownType{"NewsArticle", page_kind::kArticle},
    KnownType{"OpinionNewsArticle", page_kind::kArticle},
    KnownType{"Product", page_kind::kProduct},
    KnownType{"ProductGroup", page_kind::kProduct},
    KnownType{"QAPage", page_kind::kDiscussion},
    KnownType{"Report", page_kind::kArticle},
    KnownType{"ReportageNewsArticle", page_kind::kArticle},
    KnownType{"SearchResultsPage", page_kind::kCollection},
    KnownType{"SocialMediaPosting", page_kind::kDiscussion},
    KnownType{"TechArticle", page_kind::kArticle},
};

PageKinds kinds_of_open_graph(std::string_view type) {
  if (type == "article" || type == "blog") return page_kind::kArticle;
  if (type == "product" || type == "og:product") return page_kind::kProduct;
  return 0;
}

// The string that begins after the next quotation mark from `at`; moves `at` behind it.
std::string_view next_string(std::string_view json, size_t& at) {
  const size_t begin = json.find('"', at);
  if (begin == std::string_view::npos) return {};
  const size_t end = json.find('"', begin + 1);
  if (end == std::string_view::npos) return {};
  at = end + 1;
  return json.substr(begin + 1, end - begin - 1);
}

}  // namespace

PageKinds kinds_of_type(std::string_view type) {
  const size_t slash = type.find_last_of('/');
  if (slash != std::string_view::npos) type.remove_prefix(slash + 1);
  for (const KnownType& known : kTypes) {
    if (type == known.name) return known.kinds;
  }
  return 0;
}

PageKinds kinds_of_data(std::string_view json) {
  constexpr std::string_view kKey = "\"@type\"";
  PageKinds kinds = 0;
  for (size_t at = json.find(kKey); at != std::string_view::npos;
       at = json.find(kKey, at)) {
    at += kKey.size();
    const size_t value = json.find_first_not_of(" \t\r\n:", at);
    if (value == std::string_view::npos) break;
    // One name, or a list of names: its first says enough.
    kinds |= kinds_of_type(next_string(json, at));
  }
  return kinds;
}

PageHints find_hints(const Dom& dom) {
  PageHints hints;
  const Node head = dom.head();
  for (Node at = head; at; at = next_in_order(at, head)) {
    if (!at.is_element()) continue;
    if (at.tag() == LXB_TAG_TITLE && hints.title.empty()) {
      hints.title = text_of(at, 4096);
    } else if (at.tag() == LXB_TAG_META &&
               dom.attribute_or_empty(at, Attribute::kProperty) == "og:type") {
      hints.kinds |= kinds_of_open_graph(dom.attribute_or_empty(at, Attribute::kContent));
    } else if (at.tag() == LXB_TAG_SCRIPT && at.first_child() &&
               at.first_child().is_text() &&
               dom.attribute_or_empty(at, Attribute::kType) == "application/ld+json") {
      hints.kinds |= kinds_of_data(at.first_child().text());
    }
  }
  return hints;
}

}  // namespace unspin
