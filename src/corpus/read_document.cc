#include "corpus/read_document.h"

#include <fmt/format.h>

#include "base/file.h"

namespace unspin {

Result<Document> read_document(const std::string& path) {
  UNSPIN_TRY(std::string bytes, path == "-" ? read_stdin(kMaxDocumentBytes)
                                            : read_file(path, kMaxDocumentBytes));
  return decode_document(path, std::move(bytes));
}

Result<Document> decode_document(std::string id, std::string bytes) {
  return Document{.id = std::move(id), .text = std::move(bytes)};
}

}  // namespace unspin
