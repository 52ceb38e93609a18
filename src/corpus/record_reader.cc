#include "corpus/record_reader.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "corpus/readers.h"

namespace unspin {
namespace {

// Stands for a stream whose error came while its head was read.
class FailedStream : public ByteStream {
 public:
  FailedStream(std::unique_ptr<ByteStream> stream, Error error)
      : stream_(std::move(stream)), error_(std::move(error)) {}

  Result<size_t> read(std::span<char> into) override {
    if (resumed_) return stream_->read(into);
    return tl::unexpected(error_);
  }
  bool resume() override {
    resumed_ = stream_->resume();
    return resumed_;
  }
  uint64_t consumed() const override { return stream_->consumed(); }

 private:
  std::unique_ptr<ByteStream> stream_;
  Error error_;
  bool resumed_ = false;
};

// Fills `source.head` with kHeadBytes, or all there are.
Result<void> read_head(RecordSource& source) {
  std::string& head = source.head;
  head.resize(kHeadBytes);
  size_t filled = 0;
  while (filled < head.size()) {
    Result<size_t> got = source.stream->read(std::span(head).subspan(filled));
    if (!got && filled == 0) return tl::unexpected(std::move(got).error());
    if (!got) {
      source.stream = std::make_unique<FailedStream>(std::move(source.stream),
                                                     std::move(got).error());
      break;
    }
    if (*got == 0) break;
    filled += *got;
  }
  head.resize(filled);
  return {};
}

Result<RecordHalves> open_kind(RecordSource source, const RecordOptions& options) {
  switch (source.kind) {
    case Kind::kText:
    case Kind::kHtml:
      return open_whole_file(std::move(source), options);
    case Kind::kJsonLines:
      return open_json_lines(std::move(source), options);
    case Kind::kJsonArray:
      return open_json_array(std::move(source), options);
    case Kind::kCsv:
    case Kind::kTsv:
      return open_csv(std::move(source), options);
    case Kind::kParquet:
      return open_parquet(std::move(source), options);
    case Kind::kWarc:
      return open_warc(std::move(source), options);
    case Kind::kArc:
      return open_arc(std::move(source), options);
  }
  return fail(Code::kBadArgument, fmt::format("{}: this build does not read {}",
                                              source.path, to_string(source.kind)));
}

Result<OpenedRecords> open_source(OpenedStream opened, std::string path,
                                  std::optional<std::string_view> memory,
                                  const RecordOptions& options) {
  RecordSource source{.path = std::move(path),
                      .compression = opened.compression,
                      .stream = std::move(opened.bytes),
                      .memory = memory};
  if (Result<void> read = read_head(source); !read)
    return tl::unexpected(std::move(read).error());
  source.kind = detect_kind(source.head, source.path);
  if (source.kind == Kind::kText && looks_binary(source.head))
    return fail(Code::kNotText,
                fmt::format("{}: {}", source.path, describe_binary(source.head)));
  OpenedRecords records{.kind = source.kind, .compression = source.compression};
  UNSPIN_TRY(RecordHalves halves, open_kind(std::move(source), options));
  records.reader = std::move(halves.reader);
  records.parser = std::move(halves.parser);
  return records;
}

}  // namespace

Result<OpenedRecords> open_records(const InputFile& file, const RecordOptions& options) {
  UNSPIN_TRY(OpenedStream opened, open_stream(file.path, options.limits));
  return open_source(std::move(opened), file.path, std::nullopt, options);
}

Result<OpenedRecords> open_records(std::string_view bytes, const std::string& name,
                                   const RecordOptions& options) {
  return open_source(open_memory(bytes, options.limits), name, bytes, options);
}

}  // namespace unspin
