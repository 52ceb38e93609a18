// extract/, inside: what a page's markup holds that may be metadata.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/dom.h"

namespace unspin {

// What <meta> tags tell, by whatever name. Of each field the best-known name wins.
enum class MetaField : uint8_t {
  kTitle,       // of the article: citation_title, parsely-title
  kShareTitle,  // og:title, twitter:title: perhaps with the site's name
  kAuthor,
  kProfile,  // article:author: a name, or the address of one
  kPublished,
  kModified,
  kSite,  // og:site_name
  kPublisher,
  kUrl,       // og:url
  kLocale,    // og:locale
  kLanguage,  // content-language
  kType,      // og:type
  kCount,
};

struct PageMarks {
  std::array<std::string_view, static_cast<size_t>(MetaField::kCount)> metas;
  std::vector<std::string_view> cited_authors;  // citation_author, one each

  std::string_view canonical;        // <link rel=canonical>
  std::string_view base;             // <base href>
  std::string_view language;         // <html lang>
  std::string title;                 // <title>
  std::vector<std::string> scripts;  // of JSON-LD

  // Headlines as readers see them: <h1>, and what is marked as one.
  struct Heading {
    Node node;
    std::string text;
    bool h1 = true;
  };
  std::vector<Heading> headings;

  std::string_view meta(MetaField field) const {
    return metas[static_cast<size_t>(field)];
  }
};

// One walk over the tree. Views are valid as long as `page` is.
PageMarks find_marks(const Dom& page);

// What readers see near the headline.
struct VisibleMarks {
  struct Said {
    std::string text;
    uint8_t rank = 0;  // how it is marked, the surest first
  };
  std::vector<Said> authors;
  std::vector<Said> dates;     // as text or as a machine's date
  std::vector<Said> modified;  // dates that say so
};

// Looks around `headline`, an element; at the beginning of the page when it is none.
// Comments, other stories, menus and footers are passed over.
VisibleMarks find_visible_marks(const Dom& page, Node headline);

// The words of class names and ids, in lower case: "entryTitle" and "entry-title" are
// "entry", "title".
std::vector<std::string> name_words(std::string_view names);

}  // namespace unspin
