// This file turns a file's bytes into a document, or says why they are none.
//
// People hold text in whatever their machine wrote. UTF-8 is taken as it is, bad
// bytes and all: they are the user's and every span must point into them. UTF-16 is
// made UTF-8, by its byte order mark or, where a Windows program left that out, by
// the NUL bytes that Latin letters show at every other place. Where control
// characters are more than a stray few this is no text (compressed data has 12 %
// of them, programs more), and comparing an image with an article helps nobody.

#include "corpus/read_document.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "base/charset.h"
#include "base/file.h"
#include "corpus/kind.h"

namespace unspin {
namespace {

// How much of the head decides what the bytes are.
constexpr size_t kSniffBytes = 8192;

void drop_byte_order_mark(std::string& text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
}

}  // namespace

Result<Document> read_document(const std::string& path) {
  UNSPIN_TRY(std::string bytes, path == "-" ? read_stdin(kMaxDocumentBytes)
                                            : read_file(path, kMaxDocumentBytes));
  return decode_document(path, std::move(bytes));
}

Result<Document> decode_document(std::string id, std::string bytes) {
  if (std::string_view charset = find_utf16(bytes); !charset.empty())
    bytes = convert_text(bytes, charset);
  drop_byte_order_mark(bytes);
  if (std::optional<size_t> offset =
          find_binary(std::string_view(bytes).substr(0, kSniffBytes)))
    return fail(
        Code::kNotText,
        fmt::format("{}: is not text: control characters from offset {} on; give a "
                    "text file",
                    id == "-" ? "standard input" : id, *offset));
  return Document{.id = std::move(id), .text = std::move(bytes)};
}

}  // namespace unspin
