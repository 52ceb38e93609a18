// This file takes HTTP responses apart.
//
// What crawlers keep is not always what they got: some take chunks or compression off
// and leave the header that announced them, some put a length beside chunks, some cut
// the body. So headers are claims, checked against the bytes where that can be done:
//
//   chunked   the body must begin with a chunk's size; where a later one is none, the
//             rest is taken as it stands
//   gzip …    the body must begin like one (brotli has no signature: it must uncompress,
//             or else hold no control characters)

#include "corpus/http.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "corpus/content_coding.h"
#include "corpus/header_lines.h"

namespace unspin {
namespace {

using namespace std::string_view_literals;

// More encodings than this one over the other are an attack.
constexpr size_t kMaxCodings = 4;

// How much of a body tells text from other things.
constexpr size_t kSniffBytes = 1024;

int parse_status(std::string_view line) {
  size_t blank = line.find(' ');
  if (blank == line.npos) return 0;
  line = trim(line.substr(blank));
  int status = 0;
  std::from_chars(line.data(), line.data() + line.size(), status);
  return status >= 100 && status <= 999 ? status : 0;
}

// Whether more than a stray few of the first bytes are control characters.
bool looks_binary(std::string_view bytes) {
  bytes = bytes.substr(0, kSniffBytes);
  auto is_control = [](char byte) {
    auto c = static_cast<unsigned char>(byte);
    return c < 0x20 && (c < '\b' || c > '\r') && c != 0x1B;
  };
  return std::ranges::count_if(bytes, is_control) * 50 >
         static_cast<ptrdiff_t>(bytes.size());
}

// The size in a chunk's first line, and behind what it stands; none if there is none.
struct Chunk {
  size_t begin = 0;
  size_t size = 0;
};
std::optional<Chunk> read_chunk(std::string_view bytes) {
  size_t line_end = bytes.substr(0, 256).find('\n');
  if (line_end == bytes.npos) return std::nullopt;
  std::string_view line = bytes.substr(0, line_end);
  line = trim(line.substr(0, line.find(';')));
  uint64_t size = 0;
  auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (line.empty() || error != std::errc() || end != line.data() + line.size())
    return std::nullopt;
  return Chunk{line_end + 1, static_cast<size_t>(size)};
}

// Whether the first chunk ends where the next begins.
bool is_chunked(std::string_view body) {
  std::optional<Chunk> chunk = read_chunk(body);
  if (!chunk) return false;
  std::string_view rest = body.substr(chunk->begin);
  if (chunk->size < rest.size())
    return rest[chunk->size] == '\n' || rest[chunk->size] == '\r';
  return body.substr(0, chunk->begin).ends_with("\r\n");  // cut off, if it is one
}

std::string join_chunks(std::string_view body) {
  std::string joined;
  while (true) {
    std::optional<Chunk> chunk = read_chunk(body);
    if (!chunk) return joined.append(body);
    if (chunk->size == 0) return joined;
    body.remove_prefix(chunk->begin);
    size_t size = std::min(chunk->size, body.size());
    joined.append(body.substr(0, size));
    body.remove_prefix(size);
    if (body.starts_with('\r')) body.remove_prefix(1);
    if (body.starts_with('\n')) body.remove_prefix(1);
    if (body.empty()) return joined;
  }
}

std::optional<ContentCoding> find_coding(std::string_view name) {
  if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip"))
    return ContentCoding::kGzip;
  if (equal_ignoring_case(name, "deflate")) return ContentCoding::kDeflate;
  if (equal_ignoring_case(name, "br")) return ContentCoding::kBrotli;
  if (equal_ignoring_case(name, "zstd")) return ContentCoding::kZstd;
  return std::nullopt;
}

// Whether `body` can be what `coding` makes.
bool may_be(ContentCoding coding, std::string_view body) {
  switch (coding) {
    case ContentCoding::kGzip:
      return body.starts_with("\x1F\x8B");
    case ContentCoding::kZstd:
      return body.starts_with("\x28\xB5\x2F\xFD") ||
             (body.size() > 4 && body.substr(1, 3) == "\x2A\x4D\x18");
    case ContentCoding::kDeflate:
    case ContentCoding::kBrotli:
      return !body.empty();
  }
  return false;
}

// Calls `use` for each item of a comma-separated list, the last first.
template <typename Use>
void for_each_from_last(std::string_view list, const Use& use) {
  while (!list.empty()) {
    size_t comma = list.rfind(',');
    use(trim(comma == list.npos ? list : list.substr(comma + 1)));
    list = list.substr(0, comma == list.npos ? 0 : comma);
  }
}

// A body on its way: as it stands in the message until something had to be taken off.
struct Body {
  std::string_view bytes;
  std::optional<std::string> own;

  void replace(std::string result) {
    own = std::move(result);
    bytes = *own;
  }
};

Result<void> uncompress(ContentCoding coding, const ReadLimits& limits, Body& body) {
  if (!may_be(coding, body.bytes)) return {};
  Result<std::string> result = take_off(coding, body.bytes, limits);
  if (result) {
    body.replace(*std::move(result));
  } else {
    bool signature = coding == ContentCoding::kGzip || coding == ContentCoding::kZstd;
    bool was_never =
        result.error().code == Code::kCorrupt && !signature && !looks_binary(body.bytes);
    if (!was_never) return tl::unexpected<Error>(std::move(result).error());
  }
  return {};
}

}  // namespace

HttpResponse parse_http_response(std::string_view message) {
  HttpResponse response{.body = message};
  if (!message.starts_with("HTTP/")) return response;
  HeaderLines lines(message);
  std::optional<std::string_view> first = lines.next_line();
  if (!first) return {.status = parse_status(message), .body = {}};
  response.status = parse_status(*first);
  while (std::optional<HeaderField> field = lines.next()) {
    for (auto [name, value] :
         {std::pair{"Content-Type"sv, &response.content_type},
          std::pair{"Content-Encoding"sv, &response.content_encoding},
          std::pair{"Transfer-Encoding"sv, &response.transfer_encoding}})
      if (value->empty() && equal_ignoring_case(field->name, name)) *value = field->value;
  }
  response.body = message.substr(lines.complete() ? lines.position() : message.size());
  return response;
}

Result<std::string> decode_http_body(const HttpResponse& response,
                                     const ReadLimits& limits) {
  Body body{.bytes = response.body, .own = {}};
  size_t n_codings = 0;
  Result<void> done;
  auto take = [&](std::string_view name) {
    if (!done) return;
    if (equal_ignoring_case(name, "chunked")) {
      if (is_chunked(body.bytes)) body.replace(join_chunks(body.bytes));
    } else if (std::optional<ContentCoding> coding = find_coding(name)) {
      done = ++n_codings > kMaxCodings
                 ? fail(Code::kTooLarge, "more than 4 encodings on each other")
                 : uncompress(*coding, limits, body);
    }
  };
  for_each_from_last(response.transfer_encoding, take);
  for_each_from_last(response.content_encoding, take);
  // Some crawlers lost the header that said so. No text begins like this.
  if (done && n_codings == 0 && body.bytes.starts_with("\x1F\x8B\x08")) take("gzip");
  if (!done) return tl::unexpected<Error>(std::move(done).error());
  if (body.bytes.size() > limits.max_record_bytes)
    return fail(Code::kTooLarge, "over the limit");
  if (body.own) return *std::move(body.own);
  return std::string(body.bytes);
}

}  // namespace unspin
