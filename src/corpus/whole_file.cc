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

// Understands the one record; its kind says how.
class WholeFileParser : public RecordParser {
 public:
  WholeFileParser(std::string path, Kind kind) : path_(std::move(path)), kind_(kind) {}

  tl::expected<std::optional<Record>, Skip> parse(const RecordBatch& batch,
                                                  size_t index) const override {
    const RawRecord& raw = batch.records[index];
    if (!raw.is_document) return std::nullopt;
    std::string bytes(batch.bytes_of(raw));
    Record record;
    record.document.id = path_;
    record.document.kind = to_string(kind_);
    record.document.bytes = bytes.size();
    if (kind_ == Kind::kHtml) {
      record.page = RawPage{std::move(bytes), ""};
      return record;
    }
    record.document.text = decode_text(std::move(bytes)).text;
    std::string_view head = std::string_view(record.document.text).substr(0, kSniffBytes);
    if (std::optional<size_t> offset = find_binary(head))
      return tl::unexpected(
          Skip{.path = path_,
               .offset = raw.offset,
               .reason = "is not text",
               .detail = fmt::format("control characters from offset {} on", *offset),
               .whole_file = true});
    return record;
  }

 private:
  std::string path_;
  Kind kind_;
};

}  // namespace

Result<RecordHalves> open_whole_file(RecordSource source, const RecordOptions& options) {
  SplitOptions split{.max_record_bytes = options.limits.max_record_bytes,
                     .empty_is_document = true,
                     .batch_bytes = std::min(kFirstBytes, options.batch_bytes)};
  auto parser = std::make_shared<WholeFileParser>(source.path, source.kind);
  return RecordHalves{
      make_split_reader(std::move(source), std::make_unique<WholeFileSplitter>(), split),
      std::move(parser)};
}

}  // namespace unspin
