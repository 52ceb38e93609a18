// Files that are one document: a text, a page.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/charset.h"
#include "corpus/kind.h"
#include "corpus/readers.h"
#include "corpus/split_reader.h"

namespace unspin {
namespace {

// Most files are small, and a folder of them many.
constexpr size_t kFirstBytes = size_t{64} << 10;

// How much of a text decides that it is none.
constexpr size_t kSniffBytes = 8192;

class WholeFileSplitter : public Splitter {
 public:
  std::optional<Piece> next(std::string_view bytes, bool at_end) override {
    if (!at_end) return std::nullopt;
    return Piece{.size = bytes.size()};
  }
  void drop() override {}
};

class TextParser : public RecordParser {
 public:
  explicit TextParser(std::string path) : path_(std::move(path)) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& record = batch.records[index];
    if (!record.is_document) return std::nullopt;
    std::string_view bytes = batch.bytes_of(record);
    Document document;
    document.id = path_;
    document.text = decode_text(std::string(bytes)).text;
    document.kind = to_string(Kind::kText);
    document.bytes = bytes.size();
    std::string_view head = std::string_view(document.text).substr(0, kSniffBytes);
    if (std::optional<size_t> offset = find_binary(head))
      return tl::unexpected(
          Skip{.path = path_,
               .offset = record.offset,
               .reason = "is not text",
               .detail = fmt::format("control characters from offset {} on", *offset),
               .whole_file = true});
    return Record{std::move(document), std::nullopt};
  }

 private:
  std::string path_;
};

class HtmlParser : public RecordParser {
 public:
  explicit HtmlParser(std::string path) : path_(std::move(path)) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& record = batch.records[index];
    if (!record.is_document) return std::nullopt;
    std::string_view bytes = batch.bytes_of(record);
    Document document;
    document.id = path_;
    document.kind = to_string(Kind::kHtml);
    document.bytes = bytes.size();
    return Record{std::move(document), RawPage{std::string(bytes), ""}};
  }

 private:
  std::string path_;
};

RecordHalves open_whole(RecordSource source, const RecordOptions& options,
                        std::shared_ptr<const RecordParser> parser) {
  SplitOptions split{.max_record_bytes = options.limits.max_record_bytes,
                     .empty_is_document = true,
                     .batch_bytes = std::min(kFirstBytes, options.batch_bytes)};
  return {
      make_split_reader(std::move(source), std::make_unique<WholeFileSplitter>(), split),
      std::move(parser)};
}

}  // namespace

Result<RecordHalves> open_text(RecordSource source, const RecordOptions& options) {
  auto parser = std::make_shared<TextParser>(source.path);
  return open_whole(std::move(source), options, std::move(parser));
}

Result<RecordHalves> open_html(RecordSource source, const RecordOptions& options) {
  auto parser = std::make_shared<HtmlParser>(source.path);
  return open_whole(std::move(source), options, std::move(parser));
}

}  // namespace unspin
