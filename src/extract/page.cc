#include "extract/page.h"

#include <utility>

#include "extract/article.h"
#include "extract/dom.h"
#include "extract/metadata.h"

namespace unspin {

Result<Article> extract_article(const PageSource& page) {
  UNSPIN_TRY(const Dom dom, Dom::parse(page.html));
  Metadata about = find_metadata(dom, page.url);
  return Article{.text = find_article(dom),
                 .title = std::move(about.title),
                 .author = std::move(about.author),
                 .published = std::move(about.published),
                 .publisher = std::move(about.publisher),
                 .canonical_url = std::move(about.canonical_url),
                 .language = std::move(about.language)};
}

}  // namespace unspin
