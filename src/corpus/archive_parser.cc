#include "corpus/archive_parser.h"

#include <utility>

#include "base/charset.h"
#include "corpus/header_lines.h"
#include "corpus/http.h"

namespace unspin {
namespace {

// A missing status is taken for a success: the body is there.
bool is_success(int status) { return status == 0 || (status >= 200 && status <= 299); }

// DNS answers, and the notes that crawlers keep for themselves.
bool is_no_address_of_text(std::string_view url) {
  for (std::string_view scheme : {"dns:", "metadata:", "whois:", "filedesc:"})
    if (equal_ignoring_case(url.substr(0, scheme.size()), scheme)) return true;
  return false;
}

Record start_record(const ArchivedBlock& block, std::string_view fallback_id) {
  Record record;
  record.document.id = block.url.empty() ? fallback_id : block.url;
  if (!block.url.empty()) record.document.url = std::string(block.url);
  return record;
}

}  // namespace

Result<std::optional<Record>> read_archived(const ArchivedBlock& block,
                                            std::string_view fallback_id,
                                            const ReadLimits& limits) {
  if (is_no_address_of_text(block.url)) return std::nullopt;
  if (std::string_view("HTTP/").starts_with(block.bytes)) return std::nullopt;  // cut off
  HttpResponse response = parse_http_response(block.bytes);
  if (!is_success(response.status)) return std::nullopt;
  bool is_http = block.bytes.starts_with("HTTP/");
  std::string_view type = is_http ? response.content_type : block.content_type;
  // Whether it is worth uncompressing.
  if (find_body_kind(type, "a") == BodyKind::kOther &&
      find_body_kind(type, "<html>") == BodyKind::kOther)
    return std::nullopt;

  UNSPIN_TRY(std::string body, decode_http_body(response, limits));
  BodyKind kind = find_body_kind(type, body);
  if (kind == BodyKind::kOther) return std::nullopt;
  Record record = start_record(block, fallback_id);
  std::string_view charset = find_charset_parameter(type);
  if (kind == BodyKind::kHtml)
    record.page = RawPage{std::move(body), std::string(charset)};
  else
    record.document.text = decode_text(std::move(body), charset).text;
  return record;
}

std::optional<Record> read_conversion(const ArchivedBlock& block,
                                      std::string_view fallback_id) {
  std::string_view type = block.content_type.empty() ? "text/plain" : block.content_type;
  if (find_body_kind(type, "a") != BodyKind::kText) return std::nullopt;
  Record record = start_record(block, fallback_id);
  record.document.text =
      decode_text(std::string(block.bytes), find_charset_parameter(type)).text;
  return record;
}

Skip skip_of(const std::string& path, const RawRecord& record, const Error& error) {
  return {path, record.offset,
          error.code == Code::kTooLarge ? "body over the limit"
                                        : "body with a damaged content encoding",
          error.message};
}

}  // namespace unspin
