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
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>

#include "base/file.h"

namespace unspin {
namespace {

// How much of the head decides what the bytes are.
constexpr size_t kSniffBytes = 8192;

// The name that iconv knows a UTF-16 text's encoding by; nullptr for anything else.
const char* utf16_name(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  std::string_view head = bytes.substr(0, kSniffBytes);
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  size_t units = head.size() / 2;
  if (units < 4) return nullptr;
  if (zeros[0] == 0 && zeros[1] * 10 > units * 7) return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 10 > units * 7) return "UTF-16BE";
  return nullptr;
}

// UTF-16 to UTF-8. What is no UTF-16 (a lone surrogate, an odd byte at the end)
// becomes U+FFFD.
std::string convert(std::string_view bytes, const char* from) {
  iconv_t converter = ::iconv_open("UTF-8", from);
  if (converter == iconv_t(-1)) return {};
  std::string out(bytes.size() * 2 + 8, '\0');
  char* in = const_cast<char*>(bytes.data());
  size_t in_left = bytes.size();
  size_t filled = 0;
  while (in_left > 0) {
    char* to = out.data() + filled;
    size_t to_left = out.size() - filled;
    size_t done = ::iconv(converter, &in, &in_left, &to, &to_left);
    filled = out.size() - to_left;
    if (done != size_t(-1)) continue;
    if (out.size() - filled < 8) out.resize(out.size() * 2);
    if (errno == E2BIG) continue;
    out.replace(filled, 3, "\xEF\xBF\xBD");
    filled += 3;
    size_t skip = std::min<size_t>(2, in_left);
    in += skip;
    in_left -= skip;
  }
  ::iconv_close(converter);
  out.resize(filled);
  return out;
}

// Where the bytes turn out to be no text: the offset of the first control character
// when more than one byte in fifty is one.
std::optional<size_t> find_binary(std::string_view bytes) {
  auto is_control = [](char byte) {
    auto c = static_cast<unsigned char>(byte);
    return (c < 0x20 && (c < '\b' || c > '\r') && c != 0x1B) || c == 0x7F;
  };
  std::string_view head = bytes.substr(0, kSniffBytes);
  if (std::ranges::count_if(head, is_control) * 50 <= static_cast<ptrdiff_t>(head.size()))
    return std::nullopt;
  return static_cast<size_t>(std::ranges::find_if(head, is_control) - head.begin());
}

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
  if (const char* name = utf16_name(bytes)) bytes = convert(bytes, name);
  drop_byte_order_mark(bytes);
  if (std::optional<size_t> offset = find_binary(bytes))
    return fail(
        Code::kNotText,
        fmt::format("{}: is not text: control characters from offset {} on; give a "
                    "text file",
                    id == "-" ? "standard input" : id, *offset));
  return Document{.id = std::move(id), .text = std::move(bytes)};
}

}  // namespace unspin
