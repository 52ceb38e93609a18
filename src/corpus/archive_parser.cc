// From an archive's HTTP message or file to a page or text.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/charset.h"
#include "corpus/archive.h"
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

// The page or text in a response: in an HTTP message or, without one, in the block
// itself. Errors: as decode_http_body.
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

// The text of a conversion.
std::optional<Record> read_conversion(const ArchivedBlock& block,
                                      std::string_view fallback_id) {
  std::string_view type = block.content_type.empty() ? "text/plain" : block.content_type;
  if (find_body_kind(type, "a") != BodyKind::kText) return std::nullopt;
  Record record = start_record(block, fallback_id);
  record.document.text =
      decode_text(std::string(block.bytes), find_charset_parameter(type)).text;
  return record;
}

class ArchiveParser final : public RecordParser {
 public:
  ArchiveParser(std::shared_ptr<const ArchiveFormat> format, std::string path, Kind kind,
                const ReadLimits& limits)
      : format_(std::move(format)),
        path_(std::move(path)),
        kind_(kind),
        limits_(limits) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& raw = batch.records[index];
    std::string_view bytes = batch.bytes_of(raw);
    std::optional<ArchivedBlock> block = format_->read_block(bytes);
    if (!block) return std::nullopt;
    std::string fallback_id = fmt::format("{}:{}", path_, raw.line);
    Result<std::optional<Record>> record =
        block->is_conversion ? read_conversion(*block, fallback_id)
                             : read_archived(*block, fallback_id, limits_);
    if (!record) return tl::unexpected<Skip>(unread_body(raw, record.error()));
    if (*record) {
      (*record)->document.kind = to_string(kind_);
      (*record)->document.bytes = bytes.size();
    }
    return *std::move(record);
  }

 private:
  Skip unread_body(const RawRecord& record, const Error& error) const {
    return {path_, record.offset,
            error.code == Code::kTooLarge ? "body over the limit"
                                          : "body with a damaged content encoding",
            error.message};
  }

  std::shared_ptr<const ArchiveFormat> format_;
  std::string path_;
  Kind kind_;
  ReadLimits limits_;
};

}  // namespace

std::shared_ptr<const RecordParser> make_archive_parser(
    std::shared_ptr<const ArchiveFormat> format, std::string path, Kind kind,
    const ReadLimits& limits) {
  return std::make_shared<ArchiveParser>(std::move(format), std::move(path), kind,
                                         limits);
}

RecordHalves open_archive(std::shared_ptr<const ArchiveFormat> format,
                          RecordSource source, const RecordOptions& options) {
  auto parser = make_archive_parser(format, source.path, source.kind, options.limits);
  return {make_archive_reader(std::move(format), std::move(source), options),
          std::move(parser)};
}

}  // namespace unspin
