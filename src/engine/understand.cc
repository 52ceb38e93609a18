#include "engine/understand.h"

#include <utility>

#include "extract/furniture.h"
#include "extract/page.h"
#include "text/language.h"

namespace unspin {
namespace {

// What the page says fills what the record around it did not know.
void fill(std::optional<std::string>& field, std::optional<std::string>&& found) {
  if (!field) field = std::move(found);
}

Result<void> read_page(Document& document, const RawPage& page) {
  PageSource source{page.html, page.charset, {}};
  if (document.url) source.url = *document.url;
  UNSPIN_TRY(Article article, extract_article(source));
  document.text = std::move(article.text);
  fill(document.title, std::move(article.title));
  fill(document.author, std::move(article.author));
  fill(document.published, std::move(article.published));
  fill(document.publisher, std::move(article.publisher));
  fill(document.canonical_url, std::move(article.canonical_url));
  fill(document.language, std::move(article.language));
  return {};
}

}  // namespace

Result<Document> understand(Record record, Kind kind, const ReadOptions& options) {
  Document document = std::move(record.document);
  document.kind = to_string(kind);
  if (record.page) {
    auto read = read_page(document, *record.page);
    if (!read) return tl::unexpected<Error>(std::move(read).error());
  } else if (options.find_furniture) {
    document.furniture = find_furniture(document.text, document.title);
  }
  if (options.detect_language && !document.language) {
    std::string language = unspin::detect_language(document.text);
    if (!language.empty()) document.language = std::move(language);
  }
  return document;
}

}  // namespace unspin
