// extract/: here is a web page, give me the article in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "unspin/error.h"

namespace unspin {

// What a page says, and what it says about itself. Absent when it does not.
struct Article {
  // The article alone, UTF-8: a blank line between paragraphs, headings, list items and
  // table rows on lines of their own; no menus, related stories, cookie bars, comments,
  // share buttons, footers. Quotations and figures as they stand. Empty when the page
  // holds no text of its own.
  std::string text;

  std::optional<std::string> title;      // the headline, without the site's name
  std::optional<std::string> author;     // names, ", " between several; no "By", no roles
  std::optional<std::string> published;  // ISO 8601
  std::optional<std::string> publisher;
  std::optional<std::string> canonical_url;
  std::optional<std::string> language;  // ISO 639-1, as the page declares it
};

struct PageSource {
  std::string_view html;     // as it came, any encoding
  std::string_view charset;  // from HTTP, else empty
  std::string_view url;      // to resolve relative links, else empty
};

// Reads one page.
//
// Errors: kTooLarge: nested or long beyond what a page is. Never fails on bad markup.
// Threads: pure; any number of calls may run at once.
// Cost:    linear; about a parse of the HTML and two walks over its tree.
Result<Article> extract_article(const PageSource& page);

}  // namespace unspin
