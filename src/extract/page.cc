#include "extract/page.h"

#include <string>
#include <utility>

#include "base/charset.h"
#include "extract/article.h"
#include "extract/declared_charset.h"
#include "extract/dom.h"
#include "extract/metadata.h"

namespace unspin {

Result<Article> extract_article(const PageSource& page) {
  // What HTTP said counts before what the page says; either may be wrong, and is then
  // passed over.
  const Decoded decoded =
      decode_text(std::string(page.html),
                  page.charset.empty() ? find_declared_charset(page.html) : page.charset);
  UNSPIN_TRY(const Dom dom, Dom::parse(decoded.text));
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
