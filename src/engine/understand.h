// Here are records as they stand in a file, give me the documents they hold.
#pragma once

#include "corpus/record_reader.h"
#include "unspin/read.h"

namespace unspin {

// Makes `record` whole: of a page the article and what the page says about itself, of
// other texts the language and the furniture, as `options` ask. `kind` is its file's.
//
// Errors: as extract_article.
Result<Document> understand(Record record, Kind kind, const ReadOptions& options);

}  // namespace unspin
