#include "extract/page.h"

namespace unspin {

Result<Article> extract_article(const PageSource&) { return Article{}; }

}  // namespace unspin
