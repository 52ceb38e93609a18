// This file reads bodies that anybody may have sent.
//
// simdjson checks that a body is UTF-8 and JSON, and refuses one that is nested deeper
// than we ever need: so nothing here recurses. Its strings are valid UTF-8, so every span
// that we answer with counts the same bytes for whoever asked.

#include "server/body.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/record_reader.h"
#include "engine/understand.h"

namespace unspin::server {
namespace {

namespace dom = simdjson::dom;
using simdjson::error_code;

tl::unexpected<Response> refuse(unsigned status, const std::string& detail) {
  return tl::unexpected<Response>(problem(status, detail));
}

// Parses, and keeps what the values point into.
class Body {
 public:
  Taken<dom::object> object(std::string_view json) {
    if (error_code error = parser_.allocate(json.size(), kMaxDepth))
      return refuse(400, simdjson::error_message(error));
    dom::element element;
    if (error_code error = parser_.parse(json.data(), json.size()).get(element))
      return refuse(400, fmt::format("The body is not valid JSON: {}", name_of(error)));
    dom::object object;
    if (element.get(object)) return refuse(422, "The body is not a JSON object.");
    return object;
  }

 private:
  static std::string name_of(error_code error) {
    if (error == simdjson::DEPTH_ERROR)
      return fmt::format("it is nested more than {} deep.", kMaxDepth);
    return simdjson::error_message(error);
  }

  dom::parser parser_;
};

// What is wrong with a value, in a sentence.
using Wrong = std::string;

tl::unexpected<Wrong> wrong(Wrong sentence) {
  return tl::unexpected<Wrong>(std::move(sentence));
}

// Sets `out` to the string called `name`; nothing when there is none, or null.
std::optional<Wrong> take_string(const dom::object& object, std::string_view name,
                                 std::optional<std::string>& out) {
  dom::element element;
  if (object.at_key(name).get(element) || element.is_null()) return std::nullopt;
  std::string_view text;
  if (element.get(text)) return fmt::format("'{}' is not a string.", name);
  out = text;
  return std::nullopt;
}

tl::expected<DocumentGiven, Wrong> read_given(const dom::object& object) {
  DocumentGiven given;
  std::optional<std::string> id, text, html;
  Document& to = given.document;
  struct Field {
    std::string_view name;
    std::optional<std::string>& to;
  };
  for (const Field& field :
       std::initializer_list<Field>{{"id", id},
                                    {"text", text},
                                    {"html", html},
                                    {"title", to.title},
                                    {"author", to.author},
                                    {"published", to.published},
                                    {"publisher", to.publisher},
                                    {"url", to.url},
                                    {"canonical_url", to.canonical_url},
                                    {"language", to.language}})
    if (auto fault = take_string(object, field.name, field.to))
      return wrong(*std::move(fault));
  given.has_text = text.has_value();
  given.has_html = html.has_value();
  if (given.has_text && given.has_html)
    return wrong("A document has 'text' or 'html', not both.");
  if (!given.has_text && !given.has_html && !id)
    return wrong("A document needs 'text', 'html' or the 'id' of one in the index.");
  to.id = std::move(id).value_or("");
  to.text = std::move(text).value_or("");
  to.bytes = to.text.size();
  given.html = std::move(html).value_or("");
  return given;
}

Taken<DocumentGiven> read_side(const dom::object& object, std::string_view name) {
  dom::object side;
  if (object.at_key(name).get(side))
    return refuse(422, fmt::format("'{}' is missing, or not a document.", name));
  auto given = read_given(side);
  if (!given) return refuse(422, fmt::format("In '{}': {}", name, given.error()));
  return *std::move(given);
}

// What people drop on a page. Of the other kinds, the readers are for files that their
// owner trusts more than we can trust an upload.
constexpr std::array kUploads{Kind::kText, Kind::kHtml, Kind::kJsonLines,
                              Kind::kJsonArray};

Taken<Document> find_only(OpenedRecords& opened, const std::string& name) {
  std::optional<Document> found;
  std::string skipped = fmt::format("{}: holds no document", name);
  RecordBatch batch;
  for (bool more = true; more;) {
    auto next = opened.reader->next(batch);
    if (!next) return refuse(422, next.error().message);
    more = *next;
    if (!batch.skips.empty()) skipped = to_line(batch.skips.front());
    for (size_t i = 0; i < batch.records.size(); ++i) {
      if (!batch.records[i].is_document) continue;
      auto record = opened.parser->parse(batch, i);
      if (!record) skipped = to_line(record.error());
      if (!record || !*record) continue;
      if (found)
        return refuse(422, fmt::format("{}: holds more than one document", name));
      auto document = understand(**std::move(record), opened.kind, {});
      if (!document) return refuse(422, document.error().message);
      found = *std::move(document);
    }
  }
  if (!found) return refuse(422, skipped);
  return *std::move(found);
}

}  // namespace

Taken<DocumentGiven> read_document_body(std::string_view json) {
  Body body;
  auto object = body.object(json);
  if (!object) return tl::unexpected<Response>(std::move(object).error());
  auto given = read_given(*object);
  if (!given) return refuse(422, given.error());
  return *std::move(given);
}

Taken<PairGiven> read_pair_body(std::string_view json) {
  Body body;
  auto object = body.object(json);
  if (!object) return tl::unexpected<Response>(std::move(object).error());
  PairGiven pair;
  for (auto [name, to] : {std::pair("a", &pair.a), std::pair("b", &pair.b)}) {
    auto side = read_side(*object, name);
    if (!side) return tl::unexpected<Response>(std::move(side).error());
    *to = *std::move(side);
  }
  return pair;
}

Taken<std::vector<DocumentGiven>> read_documents_body(std::string_view json) {
  Body body;
  auto object = body.object(json);
  if (!object) return tl::unexpected<Response>(std::move(object).error());
  std::vector<DocumentGiven> all;
  dom::element element;
  if (object->at_key("documents").get(element)) {
    auto one = read_given(*object);
    if (!one) return refuse(422, one.error());
    all.push_back(*std::move(one));
    return all;
  }
  dom::array list;
  if (element.get(list)) return refuse(422, "'documents' is not a list.");
  for (dom::element item : list) {
    dom::object one;
    if (item.get(one))
      return refuse(422, fmt::format("documents[{}] is not an object.", all.size()));
    auto given = read_given(one);
    if (!given)
      return refuse(422, fmt::format("In documents[{}]: {}", all.size(), given.error()));
    all.push_back(*std::move(given));
    if (all.size() > kMaxDocuments)
      return refuse(422, fmt::format("More than {} documents at once.", kMaxDocuments));
  }
  return all;
}

Taken<Document> read_upload(std::string_view bytes, const std::string& name,
                            size_t max_bytes) {
  ReadLimits limits;
  limits.max_record_bytes = max_bytes;
  limits.max_file_bytes = max_bytes;
  limits.max_decoder_bytes = size_t{128} << 20;
  auto opened = open_records(bytes, name, {.limits = limits});
  if (!opened) return refuse(422, opened.error().message);
  if (std::ranges::find(kUploads, opened->kind) == kUploads.end())
    return refuse(422,
                  fmt::format("This is {}; send a text, a web page, or JSON with one "
                              "document.",
                              to_string(opened->kind)));
  return find_only(*opened, name);
}

Taken<Document> understand_given(DocumentGiven given) {
  Record record{.document = std::move(given.document)};
  if (given.has_html) {
    record.document.bytes = given.html.size();
    record.page = RawPage{.html = std::move(given.html), .charset = "utf-8"};
  }
  Kind kind = record.page ? Kind::kHtml : Kind::kText;
  auto document = understand(std::move(record), kind, {});
  if (!document) return refuse(422, document.error().message);
  return *std::move(document);
}

}  // namespace unspin::server
