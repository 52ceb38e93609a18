// Here is a page's tree, what kind of page does it say that it is?
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/dom.h"

namespace unspin {

// Kinds of page, a bit mask: a page may claim several.
using PageKinds = uint8_t;

namespace page_kind {
inline constexpr PageKinds kArticle = 1U << 0;
inline constexpr PageKinds kDiscussion = 1U << 1;  // a thread; a question and its answers
inline constexpr PageKinds kProduct = 1U << 2;
inline constexpr PageKinds kCollection = 1U << 3;  // a list of other pages
}  // namespace page_kind

struct PageHints {
  std::string title;  // of <title>, with the site's name
  PageKinds kinds = 0;
};

// From <title>, OpenGraph and the data for search engines, in the head.
// Cost: linear in the head.
PageHints find_hints(const Dom& dom);

// The kinds that a schema.org type stands for: "https://schema.org/NewsArticle".
PageKinds kinds_of_type(std::string_view type);

// The kinds of all types in a script of JSON-LD.
PageKinds kinds_of_data(std::string_view json);

}  // namespace unspin
