#include "corpus/compressed_writer.h"

#include <span>
#include <string>
#include <utility>

#include "corpus/encoder.h"

namespace unspin {
namespace {

constexpr size_t kBufferBytes = size_t{256} << 10;

class PlainWriter final : public CompressedWriter {
 public:
  explicit PlainWriter(ByteSink sink) : sink_(std::move(sink)) {}

  Result<void> write(std::string_view bytes) override { return sink_(bytes); }
  Result<void> end_member() override { return {}; }
  Result<void> finish() override { return {}; }

 private:
  ByteSink sink_;
};

class EncodedWriter final : public CompressedWriter {
 public:
  EncodedWriter(ByteSink sink, std::unique_ptr<Encoder> encoder)
      : sink_(std::move(sink)),
        encoder_(std::move(encoder)),
        buffer_(kBufferBytes, '\0') {}

  Result<void> write(std::string_view bytes) override {
    if (bytes.empty()) return {};
    if (Result<void> begun = begin(); !begun) return begun;
    while (!bytes.empty()) {
      UNSPIN_TRY(Encoder::Step step, encode(bytes, false));
      bytes.remove_prefix(step.taken);
    }
    return {};
  }

  Result<void> end_member() override {
    while (in_member_) {
      UNSPIN_TRY(Encoder::Step step, encode({}, true));
      in_member_ = !step.done;
    }
    return {};
  }

  Result<void> finish() override {
    if (!any_member_)
      if (Result<void> begun = begin(); !begun) return begun;
    if (Result<void> ended = end_member(); !ended) return ended;
    return flush();
  }

 private:
  Result<void> begin() {
    if (in_member_) return {};
    if (!encoder_->begin()) return fail_memory();
    in_member_ = any_member_ = true;
    return {};
  }

  Result<Encoder::Step> encode(std::string_view bytes, bool finish) {
    Encoder::Step step =
        encoder_->step(bytes, std::span(buffer_).subspan(filled_), finish);
    if (step.failed) return fail_memory();
    filled_ += step.given;
    if (filled_ == buffer_.size())
      if (Result<void> flushed = flush(); !flushed)
        return tl::unexpected(std::move(flushed).error());
    return step;
  }

  Result<void> flush() {
    Result<void> written = sink_(std::string_view(buffer_).substr(0, filled_));
    filled_ = 0;
    return written;
  }

  static tl::unexpected<Error> fail_memory() {
    return fail(Code::kUnwritable, "no memory to compress");
  }

  ByteSink sink_;
  std::unique_ptr<Encoder> encoder_;
  std::string buffer_;
  size_t filled_ = 0;
  bool in_member_ = false;
  bool any_member_ = false;
};

}  // namespace

std::unique_ptr<CompressedWriter> make_compressed_writer(Compression compression,
                                                         ByteSink sink) {
  if (compression == Compression::kNone)
    return std::make_unique<PlainWriter>(std::move(sink));
  return std::make_unique<EncodedWriter>(std::move(sink), make_encoder(compression));
}

}  // namespace unspin
