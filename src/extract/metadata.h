// Here is a page's tree, give me what the page says about itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extract/dom.h"

namespace unspin {

// Absent when the page does not say, or says it in a way that can be read twice.
struct Metadata {
  std::optional<std::string> title;   // the headline, without the site's name
  std::optional<std::string> author;  // names, ", " between several; no "By", no roles
  std::optional<std::string>
      published;  // ISO 8601: a day, or a time as the page gives it
  std::optional<std::string> publisher;
  std::optional<std::string> canonical_url;  // absolute
  std::optional<std::string> language;       // ISO 639-1, as the page declares it
};

// `url` is where the page came from; empty when unknown. Never fails: what is broken is
// as good as absent.
//
// Threads: pure.
// Cost:    linear; one walk over the tree, and a parse of the JSON-LD in it.
Metadata find_metadata(const Dom& page, std::string_view url);

}  // namespace unspin
