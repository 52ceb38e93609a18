// corpus/: here is a path or stream, give me documents one by one.
#pragma once

#include <cstddef>
#include <string>

#include "unspin/document.h"
#include "unspin/error.h"

namespace unspin {

// Largest text that is read, in bytes.
inline constexpr size_t kMaxDocumentBytes = size_t{1} << 30;

// The document in the file `path`, or from standard input when it is "-"; its id is
// `path` as given. A byte order mark is dropped; UTF-16 with one is made UTF-8, and
// so spans count bytes of that UTF-8.
//
// Errors: kNotFound, kUnreadable, kTooLarge, kNotText (more than a
// stray few control characters: a binary file).
Result<Document> read_document(const std::string& path);

// What read_document does with the bytes once read.
Result<Document> decode_document(std::string id, std::string bytes);

}  // namespace unspin
