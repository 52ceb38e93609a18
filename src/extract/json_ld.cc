// This file looks through a page's JSON-LD for the object that the page is about.
//
// Publishers write it in a hundred ways: one object, a list, a list in "@graph"; authors
// as a string, an object, a list of either, or {"@id": …} of an object elsewhere. So we
// do not follow a schema but walk all of it, except into what speaks of something else
// (comments, lists of other articles, reviews), and keep each object of a type that may
// be the page's text. metadata.cc chooses among them.
//
// The JSON is parsed by nlohmann-json: into a tree, since "@id" may point forward, with
// what is nested deeper than kMaxDepth left out. The walk keeps its own stack.

#include "extract/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "text/characters.h"

namespace unspin {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 48;
constexpr size_t kMaxObjects = 64;
constexpr size_t kMaxAuthors = 20;
constexpr size_t kMaxWalked = 200'000;

// --- JSON, a little broken ---

// Without what HTML authors put around it.
std::string_view unwrapped(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\n;";
  for (bool again = true; again;) {
    again = false;
    size_t first = text.find_first_not_of(kAround);
    if (first == std::string_view::npos) return {};
    text = text.substr(first, text.find_last_not_of(kAround) - first + 1);
    for (std::string_view opening : {"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/",
                                     "/* <![CDATA[ */", "\xEF\xBB\xBF"})
      if (text.starts_with(opening)) {
        text.remove_prefix(opening.size());
        again = true;
      }
    for (std::string_view closing :
         {"-->", "//-->", "//]]>", "]]>", "/*]]>*/", "/* ]]> */"})
      if (text.ends_with(closing)) {
        text.remove_suffix(closing.size());
        again = true;
      }
  }
  return text;
}

// With quotation marks for "&quot;", where there are no others.
std::string unquoted(std::string_view text) {
  constexpr std::string_view kQuote = "&quot;";
  if (text.find('"') != std::string_view::npos) return std::string(text);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    bool quote = text.substr(at).starts_with(kQuote);
    out += quote ? '"' : text[at];
    at += quote ? kQuote.size() : 1;
  }
  return out;
}

// Copies JSON text, and mends what is often wrong with it.
class Mender {
 public:
  explicit Mender(std::string text) : text_(std::move(text)) {
    out_.reserve(text_.size());
  }

  std::string run() {
    while (at_ < text_.size()) {
      if (in_string_)
        take_in_string();
      else
        take_between();
    }
    return std::move(out_);
  }

 private:
  void take_in_string() {
    char c = text_[at_];
    if (c == '\\') {
      // "\'" and its like are no escapes.
      char next = at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
      if (std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) {
        out_ += c;
        out_ += next;
        at_ += 2;
      } else {
        ++at_;
      }
      return;
    }
    if (c == '"') in_string_ = false;
    Char code = char_at(text_, at_);
    if (static_cast<unsigned char>(c) < 0x20)
      out_ += ' ';
    else if (code.kind == CharKind::kInvalid)
      out_ += "\xEF\xBF\xBD";
    else
      out_.append(text_, at_, code.bytes);
    at_ += std::max<size_t>(1, code.bytes);
  }

  void take_between() {
    char c = text_[at_++];
    if (c == '"') in_string_ = true;
    if (c == '}' || c == ']') {
      size_t last = out_.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && out_[last] == ',') out_[last] = ' ';
    }
    out_ += c;
  }

  std::string text_;
  std::string out_;
  size_t at_ = 0;
  bool in_string_ = false;
};

// Nothing when it cannot be read.
Json parse(std::string_view text) {
  auto shallow = [](int depth, Json::parse_event_t event, Json&) {
    bool opens = event == Json::parse_event_t::object_start ||
                 event == Json::parse_event_t::array_start;
    return !opens || depth <= kMaxDepth;
  };
  text = unwrapped(text);
  Json json = Json::parse(text, shallow, false, true);
  if (!json.is_discarded()) return json;
  json = Json::parse(Mender(unquoted(text)).run(), shallow, false, true);
  return json.is_discarded() ? Json() : json;
}

// --- one object ---

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// The string in `value`: itself, the first of a list, or "@value" of an object.
std::string string_in(const Json* value) {
  for (int i = 0; value && i < 4; ++i) {
    if (value->is_string()) return value->get_ref<const std::string&>();
    if (value->is_array())
      value = value->empty() ? nullptr : &value->front();
    else
      value = member(*value, "@value");
  }
  return {};
}

std::string string_at(const Json& object, const char* key) {
  return string_in(member(object, key));
}

// The names of the types of `object`, the last part of an address.
std::vector<std::string_view> types_of(const Json& object) {
  std::vector<std::string_view> types;
  auto add = [&](const Json& type) {
    if (!type.is_string()) return;
    std::string_view name = type.get_ref<const std::string&>();
    types.push_back(name.substr(name.find_last_of("/#:") + 1));
  };
  const Json* type = member(object, "@type");
  if (!type) return types;
  if (type->is_array())
    std::for_each(type->begin(), type->end(), add);
  else
    add(*type);
  return types;
}

bool has_type(const Json& object, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(types_of(object), [&](std::string_view type) {
    return std::ranges::find(names, type) != names.end();
  });
}

std::optional<LinkedKind> kind_of(const Json& object) {
  std::optional<LinkedKind> kind;
  for (std::string_view type : types_of(object)) {
    if (type.ends_with("Article") || type.ends_with("Posting") || type == "Report")
      return LinkedKind::kArticle;
    for (std::string_view work :
         {"Recipe", "HowTo", "Question", "CreativeWork", "Dataset", "PodcastEpisode",
          "Guide", "Review", "Book", "Course"})
      if (type == work) kind = LinkedKind::kWork;
    if (type.ends_with("Page") && !kind) kind = LinkedKind::kPage;
  }
  return kind;
}

// What speaks of something else than the page's text.
bool leads_away(std::string_view key) {
  for (std::string_view away :
       {"comment",         "itemListElement", "hasPart",        "review",
        "reviews",         "suggestedAnswer", "acceptedAnswer", "isRelatedTo",
        "citation",        "blogPost",        "blogPosts",      "author",
        "creator",         "publisher",       "image",          "logo",
        "breadcrumb",      "potentialAction", "mentions",       "about",
        "isPartOf",        "offers",          "relatedLink",    "workExample",
        "associatedMedia", "recordedAt",      "sharedContent",  "isSimilarTo",
        "subEvent"})
    if (key == away) return true;
  return false;
}

// Objects by their "@id".
using Ids = std::unordered_map<std::string_view, const Json*>;

class ObjectReader {
 public:
  explicit ObjectReader(const Ids& ids) : ids_(ids) {}

  LinkedObject read(const Json& object, LinkedKind kind) const {
    LinkedObject read;
    read.kind = kind;
    read.headline = string_at(object, "headline");
    if (read.headline.empty()) read.headline = string_at(object, "name");
    for (const char* key : {"author", "creator"})
      if (const Json* author = member(object, key); author && read.authors.empty())
        add_names(*author, read.authors);
    for (const char* key : {"datePublished", "dateCreated", "uploadDate"})
      if (read.published.empty()) read.published = string_at(object, key);
    read.modified = string_at(object, "dateModified");
    std::vector<LinkedName> publishers;
    if (const Json* publisher = member(object, "publisher"))
      add_names(*publisher, publishers);
    if (!publishers.empty()) {
      read.publisher = publishers[0].name;
      read.publisher_is_person = publishers[0].person;
    }
    read.url = string_at(object, "url");
    if (const Json* page = member(object, "mainEntityOfPage"); page && read.url.empty())
      read.url = page->is_object() ? string_at(*page, "@id") : string_in(page);
    read.language = string_at(object, "inLanguage");
    return read;
  }

 private:
  // `value` is a name, an object with one, a reference to such, or a list of any.
  void add_names(const Json& value, std::vector<LinkedName>& names) const {
    if (value.is_array()) {
      for (const Json& item : value)
        if (!item.is_array()) add_names(item, names);
      return;
    }
    if (names.size() >= kMaxAuthors) return;
    if (value.is_string()) {
      names.push_back({string_in(&value)});
      return;
    }
    const Json& object = *referred(value);
    const Json* name = member(object, "name");
    if (name && name->is_array()) {
      for (const Json& item : *name)
        if (item.is_string() && names.size() < kMaxAuthors)
          names.push_back({string_in(&item)});
      return;
    }
    std::string said = string_in(name);
    if (said.empty() && member(object, "givenName"))
      said = string_at(object, "givenName") + " " + string_at(object, "familyName");
    if (!said.empty()) names.push_back({std::move(said), has_type(object, {"Person"})});
  }

  const Json* referred(const Json& value) const {
    const Json* id = member(value, "@id");
    if (!id || !id->is_string() || member(value, "name")) return &value;
    auto found = ids_.find(id->get_ref<const std::string&>());
    return found == ids_.end() ? &value : found->second;
  }

  const Ids& ids_;
};

// --- all of it ---

// Calls `visit` on each object of `root` in order; it says whether to look inside
// a member of the object.
template <typename Visit, typename Enter>
void walk(const Json& root, Visit visit, Enter enter) {
  std::vector<const Json*> waiting = {&root};
  for (size_t n = 0; !waiting.empty() && n < kMaxWalked; ++n) {
    const Json& value = *waiting.back();
    waiting.pop_back();
    if (value.is_object()) visit(value);
    size_t first = waiting.size();
    if (value.is_object()) {
      for (const auto& [key, inner] : value.items())
        if (inner.is_structured() && enter(key)) waiting.push_back(&inner);
    } else if (value.is_array()) {
      for (const Json& inner : value)
        if (inner.is_structured()) waiting.push_back(&inner);
    }
    std::reverse(waiting.begin() + static_cast<ptrdiff_t>(first), waiting.end());
  }
}

}  // namespace

LinkedData read_json_ld(const std::vector<std::string>& scripts) {
  std::vector<Json> roots;
  size_t bytes = 0;
  for (const std::string& script : scripts) {
    if (script.size() > kMaxLinkedBytes) continue;
    bytes += script.size();
    if (bytes > kMaxLinkedBytesInAll) break;
    roots.push_back(parse(script));
  }

  Ids ids;
  for (const Json& root : roots)
    walk(
        root,
        [&](const Json& object) {
          const Json* id = member(object, "@id");
          if (id && id->is_string() && member(object, "name"))
            ids.emplace(id->get_ref<const std::string&>(), &object);
        },
        [](std::string_view) { return true; });

  LinkedData data;
  ObjectReader reader(ids);
  for (const Json& root : roots)
    walk(
        root,
        [&](const Json& object) {
          if (data.site.empty() && has_type(object, {"WebSite"}))
            data.site = string_at(object, "name");
          std::optional<LinkedKind> kind = kind_of(object);
          if (kind && data.objects.size() < kMaxObjects)
            data.objects.push_back(reader.read(object, *kind));
        },
        [](std::string_view key) { return !leads_away(key); });
  return data;
}

}  // namespace unspin
