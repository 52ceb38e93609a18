// Several postings files as one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "index/postings_encoder.h"
#include "index/postings_file.h"

namespace unspin {

using PostingsFiles = std::vector<std::shared_ptr<const PostingsFile>>;

// Writes what is in `files` as one file, without the documents for which `is_removed`
// says so.
//
// `common`: gets the topics of which nothing is left added; may be null.
//
// Requires: files in the order of their documents, which do not overlap; together fewer
//           than kMostFileDocuments.
// Errors:   kCorrupt where one is damaged; those of `sink`.
// Cost:     some 20 ns a posting.
Result<void> merge_postings(std::span<const std::shared_ptr<const PostingsFile>> files,
                            const std::function<bool(uint64_t number)>& is_removed,
                            unsigned threads, const ByteSink& sink,
                            std::vector<uint64_t>* common = nullptr);

}  // namespace unspin
