// Here is the body of a request, give me the documents in it.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/message.h"
#include "unspin/document.h"

namespace unspin::server {

// A document as a request gives it: itself, a page to be read, or the id of one in the
// index.
struct DocumentGiven {
  Document document;
  std::string html;
  bool has_text = false;
  bool has_html = false;
};

struct PairGiven {
  DocumentGiven a;
  DocumentGiven b;
};

// What is wrong with a body is a Response: 400 for what is no JSON, 422 for JSON that
// says something else than it should, naming the place.
template <typename T>
using Taken = tl::expected<T, Response>;

// How deep objects and lists may stand in each other.
inline constexpr size_t kMaxDepth = 16;

// Most documents in one body.
inline constexpr size_t kMaxDocuments = 1000;

// An object with "text", "html" or "id" and, as in "unspin.document/1", "title",
// "author", "published", "publisher", "url", "canonical_url", "language". Other names
// mean nothing.
Taken<DocumentGiven> read_document_body(std::string_view json);

// {"a": document, "b": document}
Taken<PairGiven> read_pair_body(std::string_view json);

// A document, or {"documents": [document, ...]}.
Taken<std::vector<DocumentGiven>> read_documents_body(std::string_view json);

// The one document in the bytes of a file: a text, a page, or JSON with one record.
// Never more than `max_bytes` of it, uncompressed. `name` is what its id will be.
Taken<Document> read_upload(std::string_view bytes, const std::string& name,
                            size_t max_bytes);

// Makes a document of what was given, other than by its id alone.
Taken<Document> understand_given(DocumentGiven given);

}  // namespace unspin::server
