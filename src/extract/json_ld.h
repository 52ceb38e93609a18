// extract/, inside: what a page's JSON-LD says of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unspin {

// How sure it is that an object speaks of the page's text.
enum class LinkedKind : uint8_t {
  kArticle,  // NewsArticle, BlogPosting, DiscussionForumPosting, …
  kWork,     // Recipe, Question, Dataset, …
  kPage,     // WebPage and its kin
};

struct LinkedName {
  std::string name;
  bool person = false;  // as far as is said
};

// One object. Strings are as they stand; some publishers write HTML's references in them.
struct LinkedObject {
  LinkedKind kind = LinkedKind::kPage;
  std::string headline;  // or name
  std::vector<LinkedName> authors;
  std::string published;
  std::string modified;
  std::string publisher;
  bool publisher_is_person = false;
  std::string url;
  std::string language;
};

struct LinkedData {
  // In the order in which they stand; none that is a comment, an item of a list, or part
  // of another.
  std::vector<LinkedObject> objects;

  std::string site;  // the name of a WebSite
};

// Largest script that is read, in bytes, and of all of a page.
inline constexpr size_t kMaxLinkedBytes = size_t{2} << 20;
inline constexpr size_t kMaxLinkedBytesInAll = size_t{4} << 20;

// Reads the text of JSON-LD scripts. One that is broken is mended where that is easy
// (line ends inside strings, commas too many, comments and CDATA around it) or else
// ignored.
//
// Cost: linear; memory some ten times the scripts.
LinkedData read_json_ld(const std::vector<std::string>& scripts);

}  // namespace unspin
